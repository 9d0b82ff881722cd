import { keepPreviousData, QueryClient, useMutation, useQuery } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore, type ReactNode } from 'react'
import type { DeskEvent, EventName, EventPayload, RequestInput, RequestName, RequestResult } from '../shared/contract'
import type { AppStatus, ConversationKey } from '../shared/model'
import type { Problem } from '../shared/problems'
import type { DeskClient } from './desk-client'
import { DeskAway } from './socket-transport'
import { createPageClock, type PageClock } from './ui/clock'

/** What the page has of the desk: the way to ask, what it has been told, and the clock. */
export type Desk = { client: DeskClient; queries: QueryClient; clock: PageClock }

/** A problem that the desk answered with, on its way through the query library. */
class ProblemAnswer extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

/** The problem to tell the owner; null when the strip that says that Comptoir has stopped already does. */
export function problemOf(error: unknown): Problem | null {
  if (error === null || error instanceof DeskAway) return null
  return error instanceof ProblemAnswer ? error.problem : { code: 'bug' }
}

/** Asks the desk for a query; an answer that comes when nobody wants it any more counts as cancelled. */
export async function ask<Name extends RequestName>(
  desk: Desk,
  name: Name,
  input: RequestInput<Name>,
  signal?: AbortSignal,
): Promise<RequestResult<Name>> {
  const answer = await desk.client.request(name, input)
  signal?.throwIfAborted()
  if (!answer.ok) throw new ProblemAnswer(answer.error)
  return answer.value
}

/** Joins the client with what the page remembers, and keeps that as fresh as the desk's events say. */
export function createDesk(client: DeskClient): Desk {
  const clock = createPageClock()
  const queries = new QueryClient({
    defaultOptions: {
      // The desk is on this computer: the network's state says nothing about it, and its events say when to ask again.
      queries: { networkMode: 'always', staleTime: Infinity, retry: false, refetchOnWindowFocus: false },
      // Nothing that was asked, such as a token, is remembered.
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  })
  client.onEvent((event) => {
    if (event.name === 'statusChanged') {
      clock.set(event.payload.clock)
      void queries.cancelQueries({ queryKey: ['status'] })
      queries.setQueryData<AppStatus>(['status'], event.payload)
    }
    // Only told where nothing else can open an address; the desk has checked it.
    if (event.name === 'linkOpened') window.open(event.payload.url, '_blank', 'noopener,noreferrer')
    if (event.name === 'conversationsChanged') {
      const { pageId, platform, conversationIds } = event.payload
      void queries.invalidateQueries({ queryKey: ['queue'] })
      // Nobody in particular: what changed may show anywhere, such as the reply target.
      for (const about of ['conversation', 'customer']) {
        if (conversationIds.length === 0) void queries.invalidateQueries({ queryKey: [about, platform, pageId] })
        for (const id of conversationIds) void queries.invalidateQueries({ queryKey: [about, platform, pageId, id] })
      }
    }
  })
  client.onPresence((presence) => {
    if (presence === 'here') void queries.invalidateQueries()
  })
  return { client, queries, clock }
}

const DeskContext = createContext<Desk | null>(null)

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('there is no DeskProvider around this component')
  return desk
}

/** What the whole page stands on; without data until the desk has answered for the first time. */
export function useAppStatus() {
  const desk = useDesk()
  return useQuery({
    queryKey: ['status'],
    async queryFn() {
      const status = await ask(desk, 'readStatus', {})
      desk.clock.set(status.clock)
      return status
    },
  })
}

/** Whether Comptoir, behind the page, is there. */
export function usePresence() {
  const { client } = useDesk()
  return useSyncExternalStore(client.onPresence, client.presence)
}

/** How much of a conversation is shown: its newest `count` messages, and as many more as it takes to reach one. */
export type ConversationReach = Pick<RequestInput<'readConversation'>, 'count' | 'reachMessageId'>

/** A conversation; what is shown stays while more of it is read. */
export function useConversation({ pageId, platform, conversationId }: ConversationKey, { count, reachMessageId }: ConversationReach) {
  const desk = useDesk()
  return useQuery({
    queryKey: ['conversation', platform, pageId, conversationId, count, reachMessageId],
    queryFn: () => ask(desk, 'readConversation', { pageId, platform, conversationId, count, reachMessageId }),
    placeholderData: keepPreviousData,
  })
}

export function useCustomer({ pageId, platform, conversationId }: ConversationKey) {
  const desk = useDesk()
  return useQuery({
    queryKey: ['customer', platform, pageId, conversationId],
    queryFn: () => ask(desk, 'readCustomer', { pageId, platform, conversationId }),
  })
}

/** Something that the owner does by one request, with what became of it. */
export function useRequest<Name extends RequestName>(name: Name) {
  const desk = useDesk()
  return useMutation({ mutationFn: (input: RequestInput<Name>) => ask(desk, name, input) })
}

/** Calls back for the desk's events of one name. */
export function useDeskEvent<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): void {
  const { client } = useDesk()
  const hear = useEffectEvent((event: DeskEvent) => {
    if (event.name === name) listener(event.payload as EventPayload<Name>)
  })
  useEffect(() => client.onEvent(hear), [client])
}
