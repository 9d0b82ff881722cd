import { GraphRefusal, invalidParameter } from './graph-error'
import type { Json, JsonObject } from './graph-fields'

const defaultLimit = 25
const largestLimit = 100

/** Which part of a list a client asks for. `after` and `before` are cursors of an earlier answer. */
export type PageRequest = { limit: number; after: number | null; before: number | null }

/**
 * Reads `limit`, `after` and `before`. 25 is the default that recorded paging links show (restfb issue 687, 2017); more
 * than 100 gives 100, this platform's own choice. Throws a GraphRefusal (100) for what is no limit or no cursor.
 */
export function readPageRequest(parameter: (name: string) => string | null): PageRequest {
  const limit = parameter('limit')
  if (limit !== null && !/^[1-9]\d{0,5}$/.test(limit)) {
    throw new GraphRefusal(invalidParameter('Param limit must be a positive integer', 'Le paramètre limit est un nombre entier positif'))
  }
  return {
    limit: limit === null ? defaultLimit : Math.min(Number(limit), largestLimit),
    after: readCursor(parameter('after')),
    before: readCursor(parameter('before')),
  }
}

/**
 * Gives one part of a list that is newest first, with `paging` as Meta writes it. A cursor holds the sequence number of
 * an entry, so what arrives between two calls moves nothing out of the parts still to come.
 */
export function pageOf<Entry>(
  newestFirst: readonly Entry[],
  request: PageRequest,
  shape: {
    sequence: (entry: Entry) => number
    render: (entry: Entry) => Json
    link: (cursor: { after?: string; before?: string }) => string
  },
): JsonObject {
  const { sequence, render, link } = shape
  const { after, before, limit } = request
  const isAsked = (at: number) => (after === null || at < after) && (before === null || at > before)
  const range = newestFirst.filter((entry) => isAsked(sequence(entry)))
  const part = before !== null && after === null ? range.slice(-limit) : range.slice(0, limit)
  const first = part[0]
  const last = part.at(-1)
  if (first === undefined || last === undefined) return { data: [] }
  const cursors = { before: formatCursor(sequence(first)), after: formatCursor(sequence(last)) }
  const newerExist = newestFirst.some((entry) => sequence(entry) > sequence(first))
  const olderExist = newestFirst.some((entry) => sequence(entry) < sequence(last))
  return {
    data: part.map(render),
    paging: {
      cursors,
      ...(newerExist ? { previous: link({ before: cursors.before }) } : {}),
      ...(olderExist ? { next: link({ after: cursors.after }) } : {}),
    },
  }
}

const cursorMark = 'AQHpractice:'

function formatCursor(sequence: number): string {
  return Buffer.from(`${cursorMark}${sequence}`).toString('base64url')
}

function readCursor(cursor: string | null): number | null {
  if (cursor === null || cursor === '') return null
  const text = Buffer.from(cursor, 'base64url').toString()
  const sequence = text.startsWith(cursorMark) ? text.slice(cursorMark.length) : ''
  if (/^\d{1,15}$/.test(sequence)) return Number(sequence)
  throw new GraphRefusal(invalidParameter('Invalid cursors values', 'Ce curseur n’est pas valable'))
}
