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

export const pageSchema = pageKeySchema.extend({ name: z.string() })
export type Page = z.infer<typeof pageSchema>

export const languageSchema = z.enum(['en', 'fr'])
export type Language = z.infer<typeof languageSchema>

export const settingsSchema = z.object({
  language: languageSchema,
  theme: z.enum(['system', 'light', 'dark']),
  /** The shop's own limit for a reply, in minutes of opening hours. */
  replyTargetMinutes: z.number().int().min(1).max(1440),
})
export type Settings = z.infer<typeof settingsSchema>

/** The desk's clock: what time it was when this was written, and how many of its seconds pass in a real one. */
export const clockReadingSchema = z.object({ now: z.number(), speed: z.number().min(0) })
export type ClockReading = z.infer<typeof clockReadingSchema>

/**
 * Whether somebody must act, why and by when.
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

export const attachmentKindSchema = z.enum(['image', 'video', 'audio', 'sticker', 'file', 'share', 'unsupported'])
export type AttachmentKind = z.infer<typeof attachmentKindSchema>

/** What stands in a queue's row or a notification for a message: its words, or what it carries when it has none. */
export const excerptSchema = z.object({ text: z.string(), attachment: attachmentKindSchema.nullable() })
export type Excerpt = z.infer<typeof excerptSchema>

export const queueItemSchema = conversationKeySchema.extend({
  customerName: z.string(),
  /** The customer's first unanswered message, or the conversation's last one when nothing waits. */
  excerpt: excerptSchema,
  lastMessageAt: timestampSchema,
  attention: attentionSchema,
})
export type QueueItem = z.infer<typeof queueItemSchema>

/** What became of a message: `received` is a customer's, the rest are the states of the outbox. */
export const deliverySchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['received', 'queued', 'sending', 'sent']) }),
  z.object({ state: z.literal('refused'), code: problemCodeSchema, deliveryId: z.string() }),
  z.object({ state: z.literal('unknown'), deliveryId: z.string() }),
])
export type Delivery = z.infer<typeof deliverySchema>

export const messageSchema = z.object({
  /** The platform's message id, or the delivery's while there is none. */
  id: z.string(),
  from: z.enum(['customer', 'page']),
  sentAt: timestampSchema,
  text: z.string(),
  attachments: z.array(z.object({ kind: attachmentKindSchema, name: z.string() })),
  delivery: deliverySchema,
})
export type Message = z.infer<typeof messageSchema>

export const conversationSchema = conversationKeySchema.extend({
  customerName: z.string(),
  attention: attentionSchema,
  /** When the messaging window ends, a lower bound; null when the customer has never written. */
  windowEndsAt: timestampSchema.nullable(),
  /** Oldest first. */
  messages: z.array(messageSchema),
})
export type Conversation = z.infer<typeof conversationSchema>

export const queueViewSchema = z.enum(['waiting', 'all'])
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

export const shopSchema = pageSchema.extend({
  practice: z.boolean(),
  connection: connectionSchema,
  /** True when there is no keychain: token, key and conversations end with this run. */
  endsWithThisRun: z.boolean(),
})
export type Shop = z.infer<typeof shopSchema>

/** What the whole page stands on: which screen, which shop, the clock and the settings. */
export const appStatusSchema = z.object({
  screen: z.discriminatedUnion('name', [
    z.object({ name: z.literal('opening') }),
    z.object({ name: z.literal('first') , problem: problemSchema.nullable() }),
    z.object({ name: z.literal('problem'), problem: problemSchema }),
    z.object({ name: z.literal('shop'), shop: shopSchema }),
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
