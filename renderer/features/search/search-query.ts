import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { RequestResult } from '../../../shared/contract'
import type { PageKey } from '../../../shared/model'
import { ask, useDesk } from '../../desk-queries'

export type Found = RequestResult<'search'>

/** The desk is asked when the owner has not typed for this long. */
const pauseMs = 80
const messagesAtOnce = 50

/** What the desk finds for a text, newest first and more of it when asked; the last findings stay until the next have come. */
export function useSearch(page: PageKey | null, text: string) {
  const desk = useDesk()
  const query = useSettled(text.trim(), pauseMs)
  const search = useInfiniteQuery({
    queryKey: ['search', page, query],
    queryFn: ({ pageParam, signal }) => ask(desk, 'search', { page, query, before: pageParam, limit: messagesAtOnce }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.hasMore ? last.messages.at(-1)?.position : undefined),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    // What is found now may not be what is found later.
    gcTime: 0,
  })
  return { ...search, query, isBehind: search.isPlaceholderData || query !== text.trim() }
}

function useSettled(value: string, afterMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
