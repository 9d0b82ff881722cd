import { z } from 'zod'
import { problemCodeSchema, problemSchema } from './problems'

/** UTC milliseconds since 1970. */
export const timestampSchema = z.number().int()

export const platformSchema = z.enum(['messenger', 'instagram'])
export type Platform = z.infer<typeof platformSchema>

/** Which Page a request, an event or a row is about. */
export const pageKeySchema = z.object({ pageId: z.string().min(1).max(100), platform: platformSchema })
export type PageKey = z.infer<typeof pageKeySchema>

export const conversationKeySchema = pageKeySchema.extend({ conversationId: z.string().min(1).max(300) })
export type ConversationKey = z.infer<typeof conversationKeySchema>

/** How many colours tell Pages apart; `ui/tokens.css` has them. */
export const pageColourCount = 6

export const pageSchema = pageKeySchema.extend({ name: z.string(), colour: z.number().int().min(0).max(pageColourCount - 1) })
export type Page = z.infer<typeof pageSchema>

export const languageSchema = z.enum(['en', 'fr'])
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: languageSchema,
  theme: z.enum(['system', 'light', 'dark']),
  /** The shop's own limit for a reply, in minutes of opening hours. */
  replyTargetMinutes: z.number().int().min(1).max(1440),
  /** The shop's time zone, as an IANA name. */
  timeZone: z.string().refine(isTimeZone, 'not a time zone'),
  /** Enter sends and Shift+Enter begins a line; else the other way round, with Ctrl+Enter to send. */
  sendWithEnter: z.boolean(),
  /** Tells customers, by `mark_seen`, that the shop has opened their conversation. */
  marksSeen: z.boolean(),
  /** The version of the Graph API that the desk speaks. */
  graphVersion: z.string().refine(isGraphVersion, 'not a version'),
})
export type Settings = z.infer<typeof settingsSchema>

/** Whether a text names a version of the Graph API, as `v25.0`. */
export function isGraphVersion(text: string): boolean {
  return /^v\d{1,2}\.\d$/.test(text)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The shops that one can practise with. */
export const practiceScenarioSchema = z.enum(['bakery', 'repair', 'clothes'])
export type PracticeScenario = z.infer<typeof practiceScenarioSchema>

/** The desk's clock: what time it was when this was written, and how many of its seconds pass in a real one. */
export const clockReadingSchema = z.object({ now: z.number(), speed: z.number().min(0) })
export type ClockReading = z.infer<typeof clockReadingSchema>

/**
 * Whether somebody must act, why and by when.
 * `none` also stands for a conversation that the owner has marked as done since the customer last wrote.
 * `closing`: the messaging window ends soon. `overdue`: the reply target has passed. `waiting`: it has not.
 * `missed`: the window has ended without an answer. `none`: the Page had the last word.
 */
export const attentionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['closing', 'overdue', 'waiting', 'missed']),
    /** When the first unanswered message was sent. */
    since: timestampSchema,
    /** When the reply target passes. */
    dueAt: timestampSchema,
    /** When the messaging window ends, a lower bound. */
    windowEndsAt: timestampSchema,
  }),
  z.object({ kind: z.literal('none') }),
])
export type Attention = z.infer<typeof attentionSchema>

export const attachmentKindSchema = z.enum([
  'image',
  'video',
  'audio',
  'sticker',
  'file',
  'share',
  'product',
  'template',
  'appointment',
  'unsupported',
])
export type AttachmentKind = z.infer<typeof attachmentKindSchema>

/** What stands in a queue's row, a notification or a quotation: words, and what came with or before them. */
export const excerptSchema = z.object({ text: z.string(), attachment: attachmentKindSchema.nullable() })
export type Excerpt = z.infer<typeof excerptSchema>

export const queueItemSchema = conversationKeySchema.extend({
  customerName: z.string(),
  /** The customer's first unanswered question as `shared/text/excerpt.ts` chooses it, or the conversation's last message when nothing waits. */
  excerpt: excerptSchema,
  lastMessageAt: timestampSchema,
  attention: attentionSchema,
  /** Whether the owner has marked it as done and nothing has been said since. */
  done: z.boolean(),
  /** Whether a reply did not leave, or nobody knows whether it arrived, until the owner has decided about it. */
  undelivered: z.enum(['refused', 'unknown']).nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>

/**
 * Why a reply has not left yet. `message-above`: an earlier one to the same customer is not settled. `pause`: Facebook has asked for one.
 * `token`, `keychain` and `connection`: there is none that serves.
 */
export const waitingReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['message-above', 'token', 'keychain', 'connection']) }),
  z.object({ kind: z.literal('pause'), until: timestampSchema }),
])
export type WaitingReason = z.infer<typeof waitingReasonSchema>

/** What became of a message: `received` is a customer's, the rest are the states of the outbox. */
export const deliverySchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['received', 'sending', 'sent']) }),
  z.object({ state: z.literal('queued'), deliveryId: z.string(), waitsFor: waitingReasonSchema.nullable() }),
  z.object({ state: z.literal('refused'), code: problemCodeSchema, deliveryId: z.string() }),
  z.object({ state: z.literal('unknown'), deliveryId: z.string() }),
])
export type Delivery = z.infer<typeof deliverySchema>

/** A moment, or Meta's own words for one that names no time zone. */
const saidMomentSchema = z.union([timestampSchema, z.string()])

/** What a product or an appointment says beside its title. */
export const attachmentDetailsSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('product'),
    price: z.string().nullable(),
    /** False when Meta does not let the app see it. */
    visible: z.boolean(),
  }),
  z.object({
    of: z.literal('appointment'),
    status: z.string().nullable(),
    starts: saidMomentSchema.nullable(),
    ends: saidMomentSchema.nullable(),
    /** As Meta says it, usually an IANA name. */
    timeZone: z.string().nullable(),
  }),
])
export type AttachmentDetails = z.infer<typeof attachmentDetailsSchema>

/** Something that a message carries. Its content is at `attachmentPath` of `attachment-address.ts` when it is `kept` or `waiting`. */
export const attachmentSchema = z.object({
  /** Its place within its message, from 0. */
  ordinal: z.number().int(),
  kind: attachmentKindSchema,
  name: z.string(),
  mimeType: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** What a share, a product, a template or something unsupported says of itself. */
  title: z.string().nullable(),
  details: attachmentDetailsSchema.nullable(),
  /** Where a share, a product or a template leads; opened only by `openLink`. */
  linkUrl: z.string().nullable(),
  /** `none`: nothing to fetch. `waiting`: not fetched yet. `kept`: on this computer. `too-large`, `gone`: never will be. */
  content: z.enum(['none', 'waiting', 'kept', 'too-large', 'gone']),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const messageSchema = z.object({
  /** The platform's message id, or the delivery's while there is none. */
  id: z.string(),
  from: z.enum(['customer', 'page']),
  sentAt: timestampSchema,
  text: z.string(),
  attachments: z.array(attachmentSchema),
  reactions: z.array(z.object({ emoji: z.string(), from: z.enum(['customer', 'page']) })),
  /** The message that this one answers; without an excerpt when the store does not have it. */
  replyTo: z.object({ messageId: z.string(), from: z.enum(['customer', 'page']).nullable(), excerpt: excerptSchema.nullable() }).nullable(),
  /** Its words before it was edited; null when it never was. */
  editedFrom: z.string().nullable(),
  /** True when the platform does not have it any more. */
  vanished: z.boolean(),
  /** How many messages before this one the platform has and does not give any more. */
  unavailableBefore: z.number().int(),
  delivery: deliverySchema,
})
export type Message = z.infer<typeof messageSchema>

export const conversationSchema = conversationKeySchema.extend({
  customerName: z.string(),
  attention: attentionSchema,
  done: z.boolean(),
  /** When the messaging window ends, a lower bound; null when the customer has never written. */
  windowEndsAt: timestampSchema.nullable(),
  /** The newest of them, oldest first. */
  messages: z.array(messageSchema),
  /** Whether the store has older ones. */
  hasEarlier: z.boolean(),
  /** What the owner was writing. */
  draft: z.string(),
})
export type Conversation = z.infer<typeof conversationSchema>

/** What the owner can do in a conversation, each undone by `undone`. Notes are known by an id of their own. */
export const actSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('reopened') }),
  z.object({ kind: z.literal('note-written'), noteId: z.uuid(), text: z.string().trim().min(1).max(5000) }),
  z.object({ kind: z.literal('note-removed'), noteId: z.uuid() }),
  z.object({ kind: z.literal('undone'), actId: z.uuid() }),
])
export type Act = z.infer<typeof actSchema>

/** An act as the log keeps it. */
export const loggedActSchema = z.object({ actId: z.uuid(), at: timestampSchema, act: actSchema, inForce: z.boolean() })
export type LoggedAct = z.infer<typeof loggedActSchema>

export const customerSchema = conversationKeySchema.extend({
  customerName: z.string(),
  /** When the oldest stored message was sent; null without messages. */
  firstMessageAt: timestampSchema.nullable(),
  messageCount: z.number().int(),
  /** The conversation in Business Suite, for `openLink`. */
  link: z.string().nullable(),
  /** Newest first. */
  notes: z.array(z.object({ noteId: z.uuid(), text: z.string(), writtenAt: timestampSchema })),
  /** Pictures exchanged, newest first. */
  pictures: z.array(z.object({ messageId: z.string(), attachment: attachmentSchema, sentAt: timestampSchema, from: z.enum(['customer', 'page']) })),
  /** The owner's acts, newest first. */
  history: z.array(loggedActSchema),
})
export type Customer = z.infer<typeof customerSchema>

export const queueViewSchema = z.enum(['waiting', 'done', 'all'])
export type QueueView = z.infer<typeof queueViewSchema>

/** How the desk and the platform get on: when it last looked with success, and when it will look again. */
export const connectionSchema = z.object({
  state: z.enum(['never-checked', 'checking', 'connected', 'failing']),
  problem: problemCodeSchema.nullable(),
  lastCheckedAt: timestampSchema.nullable(),
  nextCheckAt: timestampSchema.nullable(),
})
export type Connection = z.infer<typeof connectionSchema>

/** A connection before the first check. */
export const neverChecked: Connection = { state: 'never-checked', problem: null, lastCheckedAt: null, nextCheckAt: null }

/** How far the conversations of before are read: `first` until the newest are here, then `older` in the background. */
export const archiveSchema = z.object({
  state: z.enum(['first', 'older', 'complete']),
  /** How many conversations the store has. */
  conversations: z.number().int(),
  /** The oldest moment to which conversations are here; null before the first. */
  readBackTo: timestampSchema.nullable(),
})
export type Archive = z.infer<typeof archiveSchema>

/** What the Page's quota at the platform stands at. */
export const budgetStandingSchema = z.object({
  /** Calls in the last 24 hours, and how many the platform allows in that time. */
  callsInLastDay: z.number().int(),
  quota: z.number().int(),
  /** The highest percentage that the platform's headers have said lately; null when they said none. */
  usagePercent: z.number().nullable(),
  blockedUntil: timestampSchema.nullable(),
})
export type BudgetStanding = z.infer<typeof budgetStandingSchema>

/** One connected Page and how it gets on. */
export const shopSchema = pageSchema.extend({
  connection: connectionSchema,
  archive: archiveSchema,
  budget: budgetStandingSchema,
  /** The version in which the platform answers, when it is not the chosen one. */
  otherVersion: z.string().nullable(),
  hasPicture: z.boolean(),
  /** Customers who wait, missed ones apart. */
  waiting: z.number().int(),
})
export type Shop = z.infer<typeof shopSchema>

/** What the whole page stands on: which screen, which shop, the clock and the settings. */
export const appStatusSchema = z.object({
  screen: z.discriminatedUnion('name', [
    z.object({ name: z.literal('opening') }),
    z.object({ name: z.literal('first'), problem: problemSchema.nullable() }),
    z.object({
      name: z.literal('problem'),
      problem: problemSchema,
      /** True when a recovery code was made that ends this problem. */
      canRecover: z.boolean(),
    }),
    z.object({
      name: z.literal('shop'),
      practice: z.boolean(),
      /** True when there is no keychain: tokens, key and conversations end with this run. */
      endsWithThisRun: z.boolean(),
      /** Whether a recovery code was made for the store; `offer` until the owner has made or declined one. */
      recovery: z.enum(['none', 'offer', 'declined', 'made']),
      /** The connected Pages, in the order in which they were connected. */
      shops: z.array(shopSchema).min(1),
    }),
  ]),
  clock: clockReadingSchema,
  settings: settingsSchema,
  about: z.object({
    version: z.string(),
    dataFolder: z.string(),
    host: z.enum(['electron', 'browser']),
    platformUrl: z.string(),
  }),
})
export type AppStatus = z.infer<typeof appStatusSchema>
