import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageOf, readPageRequest } from '../../../electron/practice/graph-paging'

type Page = { data: number[]; paging?: { cursors: { before: string; after: string }; next?: string; previous?: string } }

function readPage(newestFirst: number[], parameters: Record<string, string>): Page {
  const request = readPageRequest((name) => parameters[name] ?? null)
  const shape = { sequence: (entry: number) => entry, render: (entry: number) => entry, link: () => 'link' }
  return pageOf(newestFirst, request, shape) as Page
}

it('gives every entry once, in order, to a client that follows the cursors', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 10_000 }), { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (entries, limit) => {
      const newestFirst = entries.sort((left, right) => right - left)
      const seen: number[] = []
      let page = readPage(newestFirst, { limit: String(limit) })
      seen.push(...page.data)
      while (page.paging?.next && seen.length <= newestFirst.length) {
        page = readPage(newestFirst, { limit: String(limit), after: page.paging.cursors.after })
        seen.push(...page.data)
      }
      expect(seen).toEqual(newestFirst)
    }),
  )
})

it('loses and repeats nothing older when new entries arrive between two calls', () => {
  const first = readPage([5, 4, 3, 2, 1], { limit: '2' })
  const second = readPage([7, 6, 5, 4, 3, 2, 1], { limit: '2', after: first.paging?.cursors.after ?? '' })
  expect([...first.data, ...second.data]).toEqual([5, 4, 3, 2])
})

// platform: paging.before
it('goes back to the entries just before a cursor', () => {
  const third = readPage([6, 5, 4, 3, 2, 1], { limit: '2', after: readPage([6, 5, 4, 3], {}).paging?.cursors.after ?? '' })
  expect(third.data).toEqual([2, 1])
  const back = readPage([6, 5, 4, 3, 2, 1], { limit: '2', before: third.paging?.cursors.before ?? '' })
  expect(back.data).toEqual([4, 3])
  expect(back.paging).toMatchObject({ previous: 'link', next: 'link' })
})

it('has 25 entries when no limit is asked for', () => {
  expect(readPage(Array.from({ length: 30 }, (_, index) => 30 - index), {}).data).toHaveLength(25)
})

it('has no paging when there is nothing', () => {
  expect(readPage([], {})).toEqual({ data: [] })
})

it.each([{ limit: '0' }, { limit: 'many' }, { limit: '-1' }, { after: 'made-up' }, { before: '!' }])('refuses %j', (parameters) => {
  expect(() => readPage([1], parameters)).toThrow('(#100)')
})
