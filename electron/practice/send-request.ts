/** The ways of sending in the Graph API spec, 2026-03-26. */
export const messagingTypes = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'] as const
export type MessagingType = (typeof messagingTypes)[number]

export const senderActions = ['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'] as const
export type SenderAction = (typeof senderActions)[number]

/** What the Send API takes besides a text (saving assets, 2026-04-22). */
export const sentAttachmentTypes = ['image', 'audio', 'video', 'file'] as const
export type SentAttachment = { type: (typeof sentAttachmentTypes)[number]; name: string }

/** A reply as it came through the Send API. What is not given is `RESPONSE`, nothing and nobody. */
export type SendInput = {
  recipientId: string
  text: string
  attachments?: readonly SentAttachment[]
  messagingType?: MessagingType
  tag?: string | null
  /** The id of the message that it answers. */
  replyTo?: string | null
}

/** A sender action as it came; `messageId` and `emoji` are those of a reaction. */
export type ActionInput = { recipientId: string; action: SenderAction; messageId: string | null; emoji: string | null }
