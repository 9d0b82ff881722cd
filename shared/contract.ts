import { z } from 'zod'
import {
  actSchema,
  appStatusSchema,
  conversationKeySchema,
  conversationSchema,
  customerSchema,
  pageKeySchema,
  pageSchema,
  practiceScenarioSchema,
  queueItemSchema,
  queueViewSchema,
  settingsSchema,
} from './model'
import { failure, problemSchema, success, type Result } from './problems'
import { maximumTextLength } from './rules/message-text'

const nothing = z.object({})

/** A Page that a user token offers. */
const offeredPageSchema = pageKeySchema.extend({
  name: z.string(),
  /** Whether its picture is at `pagePicturePath` while it is offered. */
  hasPicture: z.boolean(),
  /** Whether the person may answer for the Page. */
  canMessage: z.boolean(),
  alreadyConnected: z.boolean(),
})

/** A stretch of text, as search marks it. */
const markedTextSchema = z.array(z.object({ text: z.string(), matched: z.boolean() }))

/** Answered by the host: what needs the keychain, the practice shop or the window. */
export const hostRequests = {
  readStatus: { input: nothing, result: appStatusSchema },
  /**
   * Checks a token with the platform. A Page's is kept in the keychain and its Page opened; of a user's the Pages are offered, and the
   * host holds it until `connectOffered`. The only request that carries a token or an app's secret.
   */
  connect: {
    input: z.object({
      token: z.string().trim().min(1).max(1000),
      appSecret: z.string().trim().max(200).optional(),
      /** The connected Page that needs a new token: another Page's is refused. */
      forPage: pageKeySchema.optional(),
    }),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('connected'), page: pageSchema }),
      z.object({ kind: z.literal('offered'), pages: z.array(offeredPageSchema) }),
    ]),
  },
  /** Connects Pages that the last user token offered. */
  connectOffered: { input: z.object({ pageIds: z.array(z.string()).min(1).max(50) }), result: nothing },
  /** The owner does not want what was asked by `connect` or `connectOffered` any more. What is already connected stays. */
  cancelConnect: { input: nothing, result: nothing },
  /** Removes the Page's token from the keychain, and its conversations from the store when asked to. */
  disconnect: { input: pageKeySchema.extend({ conversations: z.enum(['keep', 'erase']) }), result: nothing },
  /** Makes a code that opens the store when the keychain's key is lost; one made before stops working. */
  makeRecoveryCode: { input: nothing, result: z.object({ code: z.string() }) },
  declineRecoveryCode: { input: nothing, result: nothing },
  /** Opens the store with its recovery code and puts the key back into the keychain. */
  openWithRecoveryCode: { input: z.object({ code: z.string().trim().min(1).max(200) }), result: nothing },
  openPracticeShop: { input: z.object({ scenario: practiceScenarioSchema }), result: nothing },
  leavePracticeShop: { input: nothing, result: nothing },
  movePracticeClock: { input: z.object({ advanceMs: z.number().int().min(1).max(31 * 86_400_000) }), result: nothing },
  setPracticeSpeed: { input: z.object({ speed: z.number().min(0).max(3600) }), result: nothing },
  /** Tries again what the problem screen is about. */
  tryAgain: { input: nothing, result: nothing },
  /** Whether the page is before the owner's eyes: the desk looks more often while it is. */
  reportFocus: { input: z.object({ focused: z.boolean() }), result: nothing },
  /** Tells a browser host whether this page may show notifications. */
  reportNotificationPermission: { input: z.object({ granted: z.boolean() }), result: nothing },
}

/** Answered by the desk, each about one Page. */
export const pageRequests = {
  checkNow: { input: pageKeySchema, result: nothing },
  /** The newest `count` messages, and as many more as it takes to reach one. */
  readConversation: {
    input: conversationKeySchema.extend({ count: z.number().int().min(1).max(5000), reachMessageId: z.string().max(500).nullable() }),
    result: conversationSchema,
  },
  readCustomer: { input: conversationKeySchema, result: customerSchema },
  /** Writes a reply to the outbox. The page makes the id, so that asking twice sends once. */
  sendReply: {
    input: conversationKeySchema.extend({ deliveryId: z.uuid(), text: z.string().trim().min(1).max(maximumTextLength) }),
    result: nothing,
  },
  /**
   * The owner's word on a delivery: an unknown one arrived or is sent again, a refused one is put away or sent again, and one that has
   * not left yet is taken back: its text goes before the draft.
   */
  settleDelivery: {
    input: conversationKeySchema.extend({ deliveryId: z.string(), as: z.enum(['arrived', 'dismissed', 'send-again', 'take-back']) }),
    result: nothing,
  },
  /** Keeps what the owner is writing; an empty text ends the draft. */
  saveDraft: { input: conversationKeySchema.extend({ text: z.string().max(20_000) }), result: nothing },
  /** Writes an act of the owner to the log. The page makes the id, so that asking twice acts once. */
  act: { input: conversationKeySchema.extend({ actId: z.uuid(), act: actSchema }), result: nothing },
  /** The owner has opened the conversation: marks it as seen at the platform when the settings say so. */
  reportOpened: { input: conversationKeySchema, result: nothing },
}

/** Answered by the desk: those about one Page, and those about all of them. */
export const deskRequests = {
  ...pageRequests,
  saveSettings: { input: settingsSchema.partial(), result: settingsSchema },
  /** A window of the queue of one Page, or of all of them. */
  listConversations: {
    input: z.object({
      page: pageKeySchema.nullable(),
      view: queueViewSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    result: z.object({
      items: z.array(queueItemSchema),
      /** How many the whole view has. */
      total: z.number().int(),
      /** In the waiting view: how many of its end are too late here. */
      missed: z.number().int(),
      /** Customers who wait (missed ones apart), conversations that are done, and all conversations. */
      counts: z.object({ waiting: z.number().int(), done: z.number().int(), all: z.number().int() }),
      /** When the next window of a waiting customer ends; null when nobody waits. */
      nextWindowEndsAt: z.number().nullable(),
      revision: z.number().int(),
    }),
  },
  /** The Pages that are not connected any more and whose conversations were kept. */
  listKeptPages: {
    input: nothing,
    result: z.object({ pages: z.array(pageKeySchema.extend({ name: z.string(), conversations: z.number().int() })) }),
  },
  /** Erases what was kept of a Page that is not connected any more. */
  eraseKeptPage: { input: pageKeySchema, result: nothing },
  /** Finds customers by name and messages by their words, newest first, as the owner types. */
  search: {
    input: z.object({
      page: pageKeySchema.nullable(),
      query: z.string().max(200),
      /** Only messages before this position, which an earlier answer gave; null from the newest. */
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    result: z.object({
      customers: z.array(conversationKeySchema.extend({ customerName: markedTextSchema, lastMessageAt: z.number() })),
      messages: z.array(
        conversationKeySchema.extend({
          messageId: z.string(),
          position: z.number().int(),
          customerName: z.string(),
          from: z.enum(['customer', 'page']),
          sentAt: z.number(),
          excerpt: markedTextSchema,
        }),
      ),
      hasMore: z.boolean(),
    }),
  },
  /** Opens an address outside when it is safe; `ask` when the owner has to confirm its host first. */
  openLink: {
    input: z.object({ url: z.string().max(4000), confirmed: z.boolean() }),
    result: z.object({ outcome: z.enum(['opened', 'ask']), host: z.string() }),
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
  /** For a host that cannot open addresses outside: the page does. The desk has checked it. */
  linkOpened: z.object({ url: z.string() }),
  /** For a host without notifications of its own: the page shows it. */
  notificationShown: z.object({ title: z.string(), body: z.string(), conversation: conversationKeySchema.nullable() }),
}

export type HostRequestName = keyof typeof hostRequests
export type PageRequestName = keyof typeof pageRequests
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

/** Whether a request is about one Page. */
export function isPageRequest(name: RequestName): name is PageRequestName {
  return Object.hasOwn(pageRequests, name)
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
