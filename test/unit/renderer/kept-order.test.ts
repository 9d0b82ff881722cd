import { describe, expect, it } from 'vitest'
import { entryAt, entryOfRow, headingsOf } from '../../../renderer/features/queue/headings'
import { extended, shownInOrderOf, type QueueList } from '../../../renderer/features/queue/kept-order'
import type { Attention, QueueItem } from '../../../shared/model'

function item(name: string, lastMessageAt = 0, kind: Attention['kind'] = 'waiting'): QueueItem {
  const attention: Attention = kind === 'none' ? { kind } : { kind, since: 0, dueAt: 0, windowEndsAt: 0 }
  const excerpt = { text: '', attachment: null }
  return { pageId: '1', platform: 'messenger', conversationId: name, customerName: name, excerpt, lastMessageAt, attention, done: false, undelivered: null }
}

function list(names: string, { total = names.length, missed = 0, from = 0 } = {}): QueueList {
  return { items: new Map([...names].map((name, index) => [from + index, item(name)])), total, missed }
}

function shown(kept: QueueList, fresh: QueueList) {
  const { rows, news } = shownInOrderOf(kept, fresh, 'waiting')
  return { names: [...rows.values()].map(({ item: { customerName }, gone }) => (gone ? '-' : customerName)).join(''), news }
}

describe('the kept order', () => {
  it('keeps every place, empties those that were left, and counts who is new', () => {
    expect(shown(list('abc'), list('cab'))).toEqual({ names: 'abc', news: 0 })
    expect(shown(list('abc'), list('ac'))).toEqual({ names: 'a-c', news: 0 })
    expect(shown(list('abc'), list('xacy'))).toEqual({ names: 'a-c', news: 2 })
  })

  it('takes a row that was pushed out of the window that was read for one that is still there', () => {
    expect(shown(list('abc', { total: 9 }), list('xab', { total: 10 }))).toEqual({ names: 'abc', news: 1 })
  })

  it('takes a row that may have moved to the end, too late, for one that is still there', () => {
    expect(shown(list('abc', { total: 9 }), list('bcd', { total: 9, missed: 1 }))).toEqual({ names: 'abc', news: 0 })
  })

  it('takes in rows further down that were not read before', () => {
    const kept = list('ab', { total: 4 })
    expect([...extended(kept, list('abcd')).items.values()].map(({ customerName }) => customerName).join('')).toBe('abcd')
    expect(extended(kept, list('ab', { total: 4 }))).toBe(kept)
  })

  it('counts in a view with the newest first the customers who have written since', () => {
    const kept = { items: new Map([[0, item('a', 5)], [1, item('b', 4)]]), total: 2, missed: 0 }
    const fresh = { items: new Map([[0, item('b', 7)], [1, item('c', 6, 'none')], [2, item('a', 5)]]), total: 3, missed: 0 }
    expect(shownInOrderOf(kept, fresh, 'all').news).toBe(1)
  })
})

describe('headings', () => {
  const closing = { items: new Map([[0, item('a', 0, 'closing')], [1, item('b')], [2, item('c')], [3, item('d', 0, 'missed')]]), total: 4, missed: 1 }

  it('part those who wait, and stand between their rows', () => {
    const headings = headingsOf(closing, 'waiting')
    expect(headings).toEqual([
      { name: 'closing', before: 0, count: 1 },
      { name: 'today', before: 1, count: 2 },
      { name: 'tooLate', before: 3, count: 1 },
    ])
    const entries = Array.from({ length: 7 }, (_, entry) => entryAt(headings, entry))
    expect(entries.map((entry) => (typeof entry === 'number' ? entry : entry.name))).toEqual(['closing', 0, 'today', 1, 2, 'tooLate', 3])
    expect([0, 1, 2, 3].map((row) => entryOfRow(headings, row))).toEqual([1, 3, 4, 6])
  })

  it('are left out where there is nothing to part', () => {
    expect(headingsOf(list('abc'), 'waiting')).toEqual([])
    expect(headingsOf(closing, 'all')).toEqual([])
  })
})
