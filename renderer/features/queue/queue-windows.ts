import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RequestResult } from '../../../shared/contract'
import type { PageKey, QueueView } from '../../../shared/model'
import { ask, useDesk } from '../../desk-queries'
import type { QueueList } from './kept-order'

/** How many rows the desk is asked for at once. */
export const windowRows = 100

type QueueWindow = RequestResult<'listConversations'> & { offset: number }

/** The queue as the desk last told of it: some of its rows, its lengths and counts. */
export type FreshQueue = QueueList & Pick<QueueWindow, 'counts' | 'nextWindowEndsAt'>

/** Reads the windows of a view that begin at `offsets`; undefined until the first has come. */
export function useQueueWindows(page: PageKey | null, view: QueueView, offsets: readonly number[]): { queue: FreshQueue | undefined; error: unknown } {
  const desk = useDesk()
  const { windows, error } = useQueries({
    queries: offsets.map((offset) => ({
      queryKey: ['queue', page, view, offset],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<QueueWindow> => ({
        ...(await ask(desk, 'listConversations', { page, view, offset, limit: windowRows }, signal)),
        offset,
      }),
    })),
    combine,
  })
  return { queue: useMemo(() => joined(windows), [windows]), error }
}

function combine(results: UseQueryResult<QueueWindow>[]) {
  return {
    windows: results.flatMap(({ data }) => (data ? [data] : [])),
    error: results.find(({ error }) => error !== null)?.error ?? null,
  }
}

/** One queue of its windows. What they say of the whole is taken from the newest of them. */
function joined(windows: QueueWindow[]): FreshQueue | undefined {
  const [first] = windows
  if (!first) return undefined
  const newest = windows.reduce((best, next) => (next.revision > best.revision ? next : best), first)
  const items: FreshQueue['items'] = new Map(windows.flatMap(({ offset, items: rows }) => rows.map((item, index) => [offset + index, item] as const)))
  const { total, missed, counts, nextWindowEndsAt } = newest
  return { items, total, missed, counts, nextWindowEndsAt }
}

/** The windows that rows `from` to `to` lie in, a little before and after included. */
export function windowsOf(from: number, to: number): number[] {
  const margin = 20
  const first = Math.floor(Math.max(0, from - margin) / windowRows)
  const last = Math.floor((Math.max(from, to) + margin) / windowRows)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * windowRows)
}
