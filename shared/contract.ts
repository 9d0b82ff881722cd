import { z } from 'zod'
import {
  appStatusSchema,
  conversationKeySchema,
  conversationSchema,
  pageKeySchema,
  pageSchema,
  queueItemSchema,
  queueViewSchema,
  settingsSchema,
} from './model'
import { failure, problemSchema, success, type Result } from './problems'
import { maximumTextLength } from './rules/message-text'

const nothing = z.object({})

/** Answered by the host: what needs the keychain, the practice shop or the window. */
export const hostRequests = {
  readStatus: { input: nothing, result: appStatusSchema },
  /** Checks a Page token with the platform, keeps it in the keychain and opens the shop. The only request that carries a token. */
  connect: { input: z.object({ token: z.string().trim().min(1).max(1000) }), result: pageSchema },
  /** Removes the token from the keychain; the conversations stay in the store. */
  disconnect: { input: pageKeySchema, result: nothing },
  openPracticeShop: { input: nothing, result: nothing },
  leavePracticeShop: { input: nothing, result: nothing },
  movePracticeClock: { input: z.object({ advanceMs: z.number().int().min(1).max(31 * 86_400_000) }), result: nothing },
  setPracticeSpeed: { input: z.object({ speed: z.number().min(0).max(3600) }), result: nothing },
  /** Tries again what the problem screen is about. */
  tryAgain: { input: nothing, result: nothing },
  /** Tells a browser host whether this page may show notifications. */
  reportNotificationPermission: { input: z.object({ granted: z.boolean() }), result: nothing },
}

/** Answered by the desk. Each but the settings is about one Page. */
export const deskRequests = {
  saveSettings: { input: settingsSchema.partial(), result: settingsSchema },
  checkNow: { input: pageKeySchema, result: nothing },
  listConversations: {
    input: pageKeySchema.extend({ view: queueViewSchema, limit: z.number().int().min(1).max(200) }),
    result: z.object({
      items: z.array(queueItemSchema),
      /** How many customers wait (missed ones apart), and how many conversations there are. */
      counts: z.object({ waiting: z.number().int(), all: z.number().int() }),
      /** When the next window of a waiting customer ends; null when nobody waits. */
      nextWindowEndsAt: z.number().nullable(),
      revision: z.number().int(),
    }),
  },
  readConversation: { input: conversationKeySchema, result: conversationSchema },
  /** Writes a reply to the outbox. The page makes the id, so that asking twice sends once. */
  sendReply: {
    input: conversationKeySchema.extend({ deliveryId: z.uuid(), text: z.string().trim().min(1).max(maximumTextLength) }),
    result: nothing,
  },
  /** The owner's word on a delivery: an unknown one arrived or is sent again, a refused one is put away or sent again. */
  settleDelivery: {
    input: conversationKeySchema.extend({ deliveryId: z.string(), as: z.enum(['arrived', 'dismissed', 'send-again']) }),
    result: nothing,
  },
}

export const requests = { ...hostRequests, ...deskRequests }

export const events = {
  /** The status as it now is. */
  statusChanged: appStatusSchema,
  /** These conversations are not as they were; whoever shows them asks again. */
  conversationsChanged: pageKeySchema.extend({ conversationIds: z.array(z.string()), revision: z.number().int() }),
  /** A notification was clicked: show this conversation. */
  openConversation: conversationKeySchema,
  /** For a host without notifications of its own: the page shows it. */
  notificationShown: z.object({ title: z.string(), body: z.string(), conversation: conversationKeySchema.nullable() }),
}

export type HostRequestName = keyof typeof hostRequests
export type DeskRequestName = keyof typeof deskRequests
export type RequestName = keyof typeof requests
export type EventName = keyof typeof events
export type RequestInput<Name extends RequestName> = z.output<(typeof requests)[Name]['input']>
export type RequestResult<Name extends RequestName> = z.output<(typeof requests)[Name]['result']>
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>
export type DeskEvent = { [Name in EventName]: { name: Name; payload: EventPayload<Name> } }[EventName]

/** Handlers for some of the requests, by name. */
export type RequestHandlers<Name extends RequestName> = {
  [Key in Name]: (input: RequestInput<Key>) => Promise<Result<RequestResult<Key>>> | Result<RequestResult<Key>>
}

/** What a transport hands to the page: one way in, one way out. */
export type Transport = {
  request(name: string, input: unknown): Promise<unknown>
  onEvent(listener: (event: unknown) => void): void
}

/** Whether something that came from outside names a request. */
export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name)
}

/** Whether a request is one that the desk answers. */
export function isDeskRequest(name: RequestName): name is DeskRequestName {
  return Object.hasOwn(deskRequests, name)
}

/** The input of a request as its schema reads it, or `request-invalid`; never repeats what was sent, which may be a token. */
export function parseInput<Name extends RequestName>(name: Name, input: unknown): Result<RequestInput<Name>> {
  const parsed = requests[name].input.safeParse(input)
  return parsed.success ? success(parsed.data as RequestInput<Name>) : failure('request-invalid', { request: name })
}

/** An answer as its schema reads it. Anything else is a bug of the side that answered. */
export function parseAnswer<Name extends RequestName>(name: Name, answer: unknown): Result<RequestResult<Name>> {
  const parsed = z
    .discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: requests[name].result }),
      z.object({ ok: z.literal(false), error: problemSchema }),
    ])
    .safeParse(answer)
  return parsed.success ? (parsed.data as Result<RequestResult<Name>>) : failure('bug', { request: name })
}

/** An event as its schema reads it, or null for one that this version does not know. */
export function parseEvent(event: unknown): DeskEvent | null {
  const named = z.object({ name: z.string(), payload: z.unknown() }).safeParse(event)
  if (!named.success || !Object.hasOwn(events, named.data.name)) return null
  const name = named.data.name as EventName
  const payload = events[name].safeParse(named.data.payload)
  return payload.success ? ({ name, payload: payload.data } as DeskEvent) : null
}
