import { z } from 'zod'
import { faultSchema } from './faults'
import { pageAccountSchema } from './page-account'
import { messagingTypes, sentAttachmentTypes } from './send-request'
import { scenarioNames } from './scenarios/all-scenarios'

/*
 * Everything the practice shop remembers, as plain JSON. The schemas are those of a snapshot, and a running shop holds
 * the same shapes. All times are UTC milliseconds of practice time.
 */

const personSchema = z.object({ id: z.string(), name: z.string() })
export type Person = z.infer<typeof personSchema>

const authorSchema = z.enum(['customer', 'page'])
export type Author = z.infer<typeof authorSchema>

const attachmentSchema = z.object({ id: z.string(), type: z.literal('image'), name: z.string() })
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
})
export type PracticeMessage = z.infer<typeof messageSchema>

const reactionSchema = z.object({ afterSeconds: z.number(), text: z.string() })

const conversationSchema = z.object({
  id: z.string(),
  /** The number in the conversation's link. */
  linkNumber: z.string(),
  customer: personSchema,
  /** Oldest first; none until the first has arrived, and until then the platform does not know the conversation. */
  messages: z.array(messageSchema),
  unreadCount: z.number(),
  /** What the customer will say once to the Page's next answer; one of the scenario itself does not count. */
  reaction: reactionSchema.nullable(),
})
export type PracticeConversation = z.infer<typeof conversationSchema>

const plannedMessageSchema = z.object({
  dueAt: z.number(),
  conversationId: z.string(),
  from: authorSchema,
  text: z.string(),
  pictures: z.array(z.string()),
})
export type PlannedMessage = z.infer<typeof plannedMessageSchema>

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

const snapshotSchema = z.object({
  version: z.literal(2),
  scenario: z.enum(scenarioNames),
  now: z.number(),
  speed: z.number().nonnegative(),
  page: z.object({ id: z.string(), name: z.string(), category: z.string() }),
  token: tokenSchema,
  account: pageAccountSchema,
  faults: z.array(faultSchema),
  conversations: z.array(conversationSchema),
  planned: z.array(plannedMessageSchema),
  sends: z.array(sendSchema),
  nextSequence: z.number(),
})
/** A practice shop to go on from: plain JSON. It holds the practice token, which opens nothing but this practice shop. */
export type PracticeSnapshot = z.infer<typeof snapshotSchema>

/** Reads a snapshot that came from outside, such as a file; null when it is none, or one of another version. */
export function readPracticeSnapshot(value: unknown): PracticeSnapshot | null {
  const parsed = snapshotSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
