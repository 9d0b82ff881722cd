import { z } from 'zod'
import { attachmentContentSchema } from './attachment-content'
import { faultSchema } from './faults'
import { pageAccountSchema } from './page-account'
import { countedCallsSchema } from './quota'
import { isScenarioName, type ScenarioName } from './scenarios/scenario-names'
import { messagingTypes, sentAttachmentTypes } from './send-request'

/*
 * Everything the practice shop remembers, as plain JSON. The schemas are those of a snapshot, and a running shop holds
 * the same shapes. All times are UTC milliseconds of practice time.
 */

const personSchema = z.object({ id: z.string(), name: z.string() })

const authorSchema = z.enum(['customer', 'page'])
export type Author = z.infer<typeof authorSchema>

const attachmentSchema = z.object({ id: z.string(), content: attachmentContentSchema })
export type PracticeAttachment = z.infer<typeof attachmentSchema>

const messageSchema = z.object({
  id: z.string(),
  from: authorSchema,
  /** A whole second, as the platform's `created_time`. */
  createdAt: z.number(),
  /** The order of arrival over all conversations; it also decides between messages of the same second. */
  sequence: z.number(),
  text: z.string(),
  attachments: z.array(attachmentSchema),
  /** The message to which this one replies, in the same conversation. */
  replyTo: z.string().nullable(),
  /** One for each author at most. `at` is not told by the platform, and opens the messaging window. */
  reactions: z.array(z.object({ from: authorSchema, emoji: z.string(), at: z.number() })),
  /** A message of which the platform gives nothing but this mark. */
  isUnsupported: z.boolean(),
})
export type PracticeMessage = z.infer<typeof messageSchema>

/** Something that a customer does, or that happens on the Page without the owner. */
export const actSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    from: authorSchema.default('customer'),
    text: z.string().default(''),
    attachments: z.array(attachmentContentSchema).default([]),
    /** Replies to the newest message of the Page or of the customer. */
    repliesTo: authorSchema.nullable().default(null),
    isUnsupported: z.boolean().default(false),
    /** The Page's automatic reply: nobody has read anything. */
    isAutomatic: z.boolean().default(false),
  }),
  /** The customer reacts to the newest message of the Page; null takes the reaction back. */
  z.object({ kind: z.literal('react'), emoji: z.string().nullable() }),
  /** The customer changes the text of their newest message. */
  z.object({ kind: z.literal('edit'), text: z.string() }),
  /** The customer takes their newest message back. */
  z.object({ kind: z.literal('unsend') }),
])
export type Act = z.infer<typeof actSchema>

const timedActSchema = z.object({ seconds: z.number(), act: actSchema })

/** What a customer does after an answer: the first of these that fits the answer's words. */
const turnSchema = z.array(z.object({ ifAnswer: z.string().nullable(), acts: z.array(timedActSchema) }))
export type Turn = z.infer<typeof turnSchema>

const conversationSchema = z.object({
  id: z.string(),
  /** The number in the conversation's link. */
  linkNumber: z.string(),
  customer: personSchema,
  /** Oldest first; none until the first has arrived, and until then the platform does not know the conversation. */
  messages: z.array(messageSchema),
  messageCount: z.number(),
  /** The sequence of the newest message, by which conversations are ordered. */
  newestSequence: z.number(),
  unreadCount: z.number(),
  /** What the customer will do after the Page's next answers, one turn each; a turn that fits no answer waits. */
  turns: z.array(turnSchema),
})
export type PracticeConversation = z.infer<typeof conversationSchema>

const plannedActSchema = z.object({
  dueAt: z.number(),
  conversationId: z.string(),
  act: actSchema,
  /** Part of a customer's turn: further answers until then start no other turn. */
  isOfTurn: z.boolean(),
})
export type PlannedAct = z.infer<typeof plannedActSchema>

const sendSchema = z.object({
  at: z.number(),
  recipientId: z.string(),
  text: z.string(),
  attachments: z.array(z.object({ type: z.enum(sentAttachmentTypes), name: z.string() })),
  messagingType: z.enum(messagingTypes),
  tag: z.string().nullable(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('accepted'), messageId: z.string() }),
    z.object({ kind: z.literal('refused'), code: z.number(), subcode: z.number().nullable() }),
  ]),
})
/** One send that arrived at the practice platform, and what the platform decided, whether or not the sender heard it. */
export type ArrivedSend = z.infer<typeof sendSchema>

const tokenSchema = z.object({
  value: z.string(),
  /** `valid`, the name of what happened to the token, or `refused` when only an error was given. */
  state: z.string(),
  failure: z.object({ code: z.number(), subcode: z.number().nullable() }).nullable(),
})
export type PracticeToken = z.infer<typeof tokenSchema>

const pageSchema = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  /** As Meta gives them: `mon_1_open` to `HH:MM`; null when the Page says nothing. */
  hours: z.record(z.string(), z.string()).nullable(),
  /** What its picture shows, and the picture's colour as a hue in degrees. */
  picture: z.object({ shows: z.string(), hue: z.number() }),
  /** Sent by itself to somebody's first message. */
  automaticReply: z.object({ afterSeconds: z.number(), text: z.string() }).nullable(),
})
export type PracticePage = z.infer<typeof pageSchema>

const snapshotSchema = z.object({
  version: z.literal(2),
  scenario: z.custom<ScenarioName>((value) => typeof value === 'string' && isScenarioName(value)),
  /** What a generated shop was made from; written scenarios do not need it. `startedAt` in UTC milliseconds. */
  seed: z.number(),
  startedAt: z.number(),
  now: z.number(),
  speed: z.number().nonnegative(),
  page: pageSchema,
  token: tokenSchema,
  account: pageAccountSchema,
  faults: z.array(faultSchema),
  /** Of a generated shop only those to which something has happened. */
  conversations: z.array(conversationSchema),
  planned: z.array(plannedActSchema),
  /** Ids of messages that were taken back. */
  unsent: z.array(z.string()),
  sends: z.array(sendSchema),
  calls: countedCallsSchema,
  nextSequence: z.number(),
})
/** A practice shop to go on from: plain JSON. It holds the practice token, which opens nothing but this practice shop. */
export type PracticeSnapshot = z.infer<typeof snapshotSchema>

/** Reads a snapshot that came from outside, such as a file; null when it is none, or one of another version. */
export function readPracticeSnapshot(value: unknown): PracticeSnapshot | null {
  const parsed = snapshotSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
