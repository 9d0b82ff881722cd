import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PageKey } from '../../shared/model'
import type { ContentFiles } from './attachments/content-files'
import { removeContentOf } from './attachments/stored-content'
import type { Reader, Store } from './storage/database'

/** Every table that has rows of a Page, with the key of a row, in an order in which foreign keys let the rows go. */
const tablesOfAPage = [
  ['reminders', 'page_id, platform, conversation_id, step, cause_message_id'],
  ['drafts', 'page_id, platform, conversation_id'],
  ['acts', 'sequence'],
  ['attachments', 'page_id, platform, message_id, ordinal'],
  ['deliveries', 'sequence'],
  ['messages', 'position'],
  ['conversations', 'page_id, platform, conversation_id'],
  ['calls', 'page_id, platform, minute'],
  ['holds', 'page_id, platform, lane'],
] as const

/** A step with so many messages holds the desk's thread for a few milliseconds, where a whole Page would hold it for many seconds. */
const rowsInAStep = 100
const searchPagesInAStep = 200

/** Marks a Page as one that is to be erased, and no longer connected. From here on the next start goes on where this run ends. */
export function markForErasing(store: Store, { pageId, platform }: PageKey): void {
  store.write((writer) =>
    writer.run('UPDATE pages SET connected = 0, erasing = 1 WHERE page_id = $pageId AND platform = $platform', { pageId, platform }),
  )
}

/** The Pages that are marked for erasing and not erased yet. */
export function pagesToErase(reader: Reader): PageKey[] {
  return reader.all<PageKey>('SELECT page_id AS pageId, platform FROM pages WHERE erasing = 1')
}

/**
 * Erases every Page that is marked for it, with its files, in small steps between which the desk's other work goes on. `signal` ends it
 * between two steps; the store may be closed then, and what is left stays marked.
 */
export async function eraseMarkedPages(store: Store, files: ContentFiles, signal: AbortSignal): Promise<void> {
  const pages = signal.aborted ? [] : pagesToErase(store)
  for (const page of pages) {
    // The files first: whatever ends this in between must not leave files of which nothing knows.
    await removeContentOf(store, files, page)
    for (const step of stepsToErase(store, page)) {
      await nextTurn()
      if (signal.aborted) return
      step()
    }
  }
}

/** Each step is a transaction, or a piece of work that holds the thread about as long. */
function* stepsToErase(store: Store, { pageId, platform }: PageKey): Generator<() => void> {
  const page = { pageId, platform }
  // To take each word out of the index for search where it stands is slow. Here they are only struck out, and the index is then
  // written anew without them.
  yield () => setSearch(store, 'secure-delete', 0)
  for (const [table, key] of tablesOfAPage) {
    let removed = 0
    do {
      yield () => {
        const some = `SELECT ${key} FROM ${table} WHERE page_id = $pageId AND platform = $platform LIMIT ${rowsInAStep}`
        removed = store.write((writer) => writer.run(`DELETE FROM ${table} WHERE (${key}) IN (${some})`, page))
      }
    } while (removed > 0)
  }
  // The first merge begins a new index of everything (a negative number), the others go on with it until one finds nothing to do.
  let changes = 0
  yield () => void (changes = setSearch(store, 'merge', -searchPagesInAStep))
  while (changes > 1) yield () => void (changes = setSearch(store, 'merge', searchPagesInAStep))
  yield () =>
    store.write((writer) => {
      writer.run("INSERT INTO messages_search (messages_search, rank) VALUES ('secure-delete', 1)")
      writer.run('DELETE FROM pages WHERE page_id = $pageId AND platform = $platform', page)
    })
  yield () => store.emptyLog()
}

/** A command to the index for search, with its value. Gives how many rows of the index it changed: below 2 is none (FTS5, "merge"). */
function setSearch(store: Store, command: 'secure-delete' | 'merge', value: number): number {
  const totalChanges = () => store.get<{ changes: number }>('SELECT total_changes() AS changes')?.changes ?? 0
  const before = totalChanges()
  store.write((writer) => writer.run(`INSERT INTO messages_search (messages_search, rank) VALUES ('${command}', ${value})`))
  return totalChanges() - before
}
