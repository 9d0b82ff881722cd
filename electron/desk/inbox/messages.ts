import type { Attachment, ConversationKey, Message } from '../../../shared/model'
import { contentAtFirst } from '../attachments/content-origin'
import { attachmentsOf } from '../platform/attachments'
import type { ReadableMessage } from '../platform/client'
import type { Reader, Writer } from '../storage/database'
import { freePosition } from './message-positions'

export type NewMessage = {
  id: string
  sender: 'customer' | 'page'
  /** UTC milliseconds. */
  sentAt: number
  text: string
  attachments: NewAttachment[]
  reactions: Message['reactions']
  /** The id of the message that this one answers. */
  replyTo: string | null
  raw: string | null
}

/** An attachment before its content is fetched. */
export type NewAttachment = Omit<Attachment, 'ordinal'> & { url: string | null }

/** What the store has of a message, for comparing it with what the platform says. */
export type StoredMessage = { position: number; text: string; reactions: string; vanished: boolean }

/** A message as the store keeps it, with everything that the platform said beside it. */
export function readReceived(message: ReadableMessage, pageId: string): NewMessage {
  return {
    id: message.id,
    sender: message.from?.id === pageId ? 'page' : 'customer',
    sentAt: message.created_time,
    text: message.message,
    attachments: attachmentsOf(message).map((attachment) => ({ ...attachment, content: contentAtFirst(attachment) })),
    reactions: message.reactions.flatMap(({ reaction, users }) =>
      users.map((user) => ({ emoji: reaction, from: user.id === pageId ? ('page' as const) : ('customer' as const) })),
    ),
    replyTo: message.reply_to?.mid ?? null,
    raw: message.raw,
  }
}

/** Those of these messages that the store has from the platform already, by their ids. */
export function storedMessages(reader: Reader, key: ConversationKey, ids: string[]): Map<string, StoredMessage> {
  const rows = reader.all<{ message_id: string; position: number; text: string; reactions: string; vanished_at: number | null }>(
    `SELECT message_id, position, text, reactions, vanished_at FROM messages
     WHERE page_id = $pageId AND platform = $platform AND message_id IN (SELECT value FROM json_each($ids)) AND raw IS NOT NULL`,
    { pageId: key.pageId, platform: key.platform, ids: JSON.stringify(ids) },
  )
  return new Map(
    rows.map((row) => [row.message_id, { position: row.position, text: row.text, reactions: row.reactions, vanished: row.vanished_at !== null }]),
  )
}

/** Whether the store has a message as the platform gives it now. */
export function isAsStored(stored: StoredMessage, message: NewMessage): boolean {
  return !stored.vanished && stored.text === message.text && stored.reactions === JSON.stringify(message.reactions)
}

/**
 * Adds a message at its place in time. What the outbox knew of it before is replaced by what the platform says. Messages of one
 * second keep the order in which they are added, unless `before` names the position of one that the platform gives after it.
 */
export function addMessage(writer: Writer, key: ConversationKey, message: NewMessage, before: number | null = null): void {
  const { pageId, platform } = key
  writer.run(
    'DELETE FROM messages WHERE page_id = $pageId AND platform = $platform AND message_id = $id AND raw IS NULL',
    { pageId, platform, id: message.id },
  )
  const { id, sender, sentAt, text, replyTo, raw } = message
  writer.run(
    `INSERT OR IGNORE INTO messages
       (position, page_id, platform, conversation_id, message_id, sender, sent_at, text, reactions, reply_to, raw)
     VALUES ($position, $pageId, $platform, $conversationId, $id, $sender, $sentAt, $text, $reactions, $replyTo, $raw)`,
    {
      ...key, id, sender, sentAt, text, replyTo, raw,
      reactions: JSON.stringify(message.reactions),
      position: freePosition(writer, key, sentAt, before),
    },
  )
  for (const [ordinal, attachment] of message.attachments.entries()) {
    writer.run(
      `INSERT OR IGNORE INTO attachments (page_id, platform, conversation_id, message_id, ordinal, kind, name, mime_type, size_bytes,
         width, height, title, details, link_url, url, content, sent_at)
       VALUES ($pageId, $platform, $conversationId, $id, $ordinal, $kind, $name, $mimeType, $sizeBytes,
         $width, $height, $title, $details, $linkUrl, $url, $content, $sentAt)`,
      { ...key, id, ordinal, sentAt, ...attachment, details: attachment.details && JSON.stringify(attachment.details) },
    )
  }
}

/** Brings a stored message to what the platform says now. Its first words are kept when it was edited. */
export function updateMessage(writer: Writer, { pageId, platform }: ConversationKey, message: NewMessage): void {
  writer.run(
    `UPDATE messages SET text = $text, reactions = $reactions, raw = $raw, vanished_at = NULL,
       edited_from = CASE WHEN text = $text THEN edited_from ELSE coalesce(edited_from, text) END
     WHERE page_id = $pageId AND platform = $platform AND message_id = $id`,
    { pageId, platform, id: message.id, text: message.text, reactions: JSON.stringify(message.reactions), raw: message.raw },
  )
}

/** Keeps a message that the platform does not have any more, with the moment at which that was seen. */
export function markVanished(writer: Writer, { pageId, platform }: ConversationKey, id: string, now: number): void {
  writer.run(
    `UPDATE messages SET vanished_at = $now
     WHERE page_id = $pageId AND platform = $platform AND message_id = $id AND vanished_at IS NULL`,
    { pageId, platform, id, now },
  )
}

/** Computes a conversation's times from its messages and from what is done, after these have changed. What vanished waits for nothing. */
export function refreshConversationTimes(writer: Writer, key: ConversationKey): void {
  writer.run(
    `WITH said AS (
       SELECT position, sent_at, sender, vanished_at FROM messages
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
     ),
     unanswered AS (
       SELECT position, sent_at FROM said
       WHERE sender = 'customer' AND vanished_at IS NULL AND position > max(
         coalesce((SELECT max(position) FROM said WHERE sender = 'page' AND vanished_at IS NULL), -1),
         coalesce((SELECT done_position FROM conversations
           WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId), -1))
       ORDER BY position LIMIT 1
     )
     UPDATE conversations SET
       last_message_at = coalesce((SELECT max(sent_at) FROM said), last_message_at),
       last_position = (SELECT max(position) FROM said),
       last_customer_message_at = (SELECT max(sent_at) FROM said WHERE sender = 'customer'),
       first_unanswered_at = (SELECT sent_at FROM unanswered),
       first_unanswered_position = (SELECT position FROM unanswered)
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
    key,
  )
}
