import type { QueueItem, QueueView } from '../../../shared/model'
import { keyText } from '../../conversation-key'

/** Some rows of a queue by their place in it, and how many it has. */
export type QueueList = { items: ReadonlyMap<number, QueueItem>; total: number; missed: number }

/** `gone`: it has left the view, and its place stays empty so that the others keep theirs. */
export type ShownRow = { key: string; item: QueueItem; gone: boolean }

export type ShownQueue = {
  rows: ReadonlyMap<number, ShownRow>
  /** Where each conversation stands, by its key. */
  places: ReadonlyMap<string, number>
  total: number
  /** How many rows wait to be let in. */
  news: number
}

/** The rows of `fresh` in its own order. */
export function shownAsIs(fresh: QueueList): ShownQueue {
  return shown(fresh, (item) => ({ item, gone: false }), 0)
}

/** The rows in the order that was kept, each with what `fresh` says of it now. */
export function shownInOrderOf(kept: QueueList, fresh: QueueList, view: QueueView): ShownQueue {
  const known = new Map([...fresh.items.values()].map((item) => [keyText(item), item]))
  const gone = goneFrom(kept, fresh, known)
  const update = (item: QueueItem, index: number) => ({ item: known.get(keyText(item)) ?? item, gone: gone.has(index) })
  return shown(kept, update, view === 'waiting' ? Math.max(0, fresh.total - (kept.total - gone.size)) : writtenSince(kept, fresh))
}

/** `kept` with the rows of `fresh` that it has never had: the owner scrolls on while the order is kept. */
export function extended(kept: QueueList, fresh: QueueList): QueueList {
  const added = [...fresh.items].filter(([index]) => index < kept.total && !kept.items.has(index))
  return added.length === 0 ? kept : { ...kept, items: new Map([...kept.items, ...added]) }
}

function shown(list: QueueList, read: (item: QueueItem, index: number) => Omit<ShownRow, 'key'>, news: number): ShownQueue {
  const rows = new Map<number, ShownRow>()
  const places = new Map<string, number>()
  for (const [index, item] of list.items) {
    const name = keyText(item)
    // Windows that were read at different moments can both have a conversation that has moved.
    const key = places.has(name) ? `${name} ${index}` : name
    rows.set(index, { key, ...read(item, index) })
    places.set(key, index)
  }
  return { rows, places, total: list.total, news }
}

/**
 * The places of rows that have left the view. A row that `fresh` does not have may also have been pushed out of the windows that
 * were read; so it is gone only between rows that are there, or where no row lies before or behind.
 */
function goneFrom(kept: QueueList, fresh: QueueList, known: ReadonlyMap<string, QueueItem>): Set<number> {
  const isAbsent = (index: number) => {
    const item = kept.items.get(index)
    return item !== undefined && !known.has(keyText(item))
  }
  const places = [...kept.items.keys()].sort((left, right) => left - right)
  const absent = places.filter(isAbsent)
  if (fresh.items.size >= fresh.total) return new Set(absent)
  // Someone who became too late has moved to the end, where it may not have been read.
  if (fresh.missed > kept.missed) return new Set()
  const gone = new Set<number>()
  for (const block of blocksOf(places)) {
    const present = block.filter((index) => !isAbsent(index))
    const from = block[0] === 0 ? 0 : (present[0] ?? Infinity)
    const to = block.at(-1) === kept.total - 1 ? kept.total : (present.at(-1) ?? -Infinity)
    for (const index of block) if (isAbsent(index) && index >= from && index <= to) gone.add(index)
  }
  return gone
}

function blocksOf(places: number[]): number[][] {
  const blocks: number[][] = []
  for (const index of places) {
    const block = blocks.at(-1)
    if (block && block.at(-1) === index - 1) block.push(index)
    else blocks.push([index])
  }
  return blocks
}

/** In a view that has the newest first: how many customers have written since the order was kept. */
function writtenSince(kept: QueueList, fresh: QueueList): number {
  const newest = Math.max(0, ...[...kept.items.values()].map((item) => item.lastMessageAt))
  return [...fresh.items.values()].filter((item) => item.attention.kind !== 'none' && item.lastMessageAt > newest).length
}
