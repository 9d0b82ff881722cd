import type { Attachment, ConversationKey, Message } from '../../../shared/model'
import { attachmentsOf } from '../platform/attachments'
import type { ReadableMessage } from '../platform/client'
import type { Reader, Writer } from '../storage/database'

/** How many messages of one second keep their order. */
const positionsPerSecond = 1_000_000

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
export type NewAttachment = Omit<Attachment, 'ordinal'> & { url: string | null; previewUrl: string | null }

/** A message as the store keeps it, with everything that the platform said beside it. */
export function readReceived(message: ReadableMessage, pageId: string): NewMessage {
  return {
    id: message.id,
    sender: message.from?.id === pageId ? 'page' : 'customer',
    sentAt: message.created_time,
    text: message.message,
    attachments: attachmentsOf(message).map((attachment) => ({ ...attachment, content: 'none' })),
    reactions: message.reactions.flatMap(({ reaction, users }) =>
      users.map((user) => ({ emoji: reaction, from: user.id === pageId ? ('page' as const) : ('customer' as const) })),
    ),
    replyTo: message.reply_to?.mid ?? null,
    raw: message.raw,
  }
}

/** Which of these messages the store has from the platform already. */
export function knownMessageIds(reader: Reader, key: ConversationKey): Set<string> {
  const rows = reader.all<{ message_id: string }>(
    `SELECT message_id FROM messages
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId AND raw IS NOT NULL
     ORDER BY position DESC LIMIT 200`,
    key,
  )
  return new Set(rows.map((row) => row.message_id))
}

/**
 * Adds a message at its place in time. What the outbox knew of it before is replaced by what the platform says.
 * Messages of one second keep the order in which they are added, so add the oldest first.
 */
export function addMessage(writer: Writer, key: ConversationKey, message: NewMessage): void {
  const { pageId, platform } = key
  writer.run(
    'DELETE FROM messages WHERE page_id = $pageId AND platform = $platform AND message_id = $id AND raw IS NULL',
    { pageId, platform, id: message.id },
  )
  const first = Math.floor(message.sentAt / 1000) * positionsPerSecond
  const taken = writer.get<{ last: number | null }>(
    'SELECT max(position) AS last FROM messages WHERE position >= $first AND position < $end',
    { first, end: first + positionsPerSecond },
  )
  const { id, sender, sentAt, text, replyTo, raw } = message
  writer.run(
    `INSERT OR IGNORE INTO messages
       (position, page_id, platform, conversation_id, message_id, sender, sent_at, text, reactions, reply_to, raw)
     VALUES ($position, $pageId, $platform, $conversationId, $id, $sender, $sentAt, $text, $reactions, $replyTo, $raw)`,
    {
      ...key, id, sender, sentAt, text, replyTo, raw,
      reactions: JSON.stringify(message.reactions),
      position: taken?.last == null ? first : taken.last + 1,
    },
  )
  for (const [ordinal, attachment] of message.attachments.entries()) {
    writer.run(
      `INSERT OR IGNORE INTO attachments (page_id, platform, conversation_id, message_id, ordinal, kind, name, mime_type, size_bytes,
         width, height, title, link_url, url, preview_url, content, sent_at)
       VALUES ($pageId, $platform, $conversationId, $id, $ordinal, $kind, $name, $mimeType, $sizeBytes,
         $width, $height, $title, $linkUrl, $url, $previewUrl, $content, $sentAt)`,
      { ...key, id, ordinal, sentAt, ...attachment },
    )
  }
}

/** Computes a conversation's times from its messages and from what is done, after these have changed. */
export function refreshConversationTimes(writer: Writer, key: ConversationKey): void {
  writer.run(
    `WITH said AS (
       SELECT position, sent_at, sender FROM messages
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
     ),
     unanswered AS (
       SELECT position, sent_at FROM said
       WHERE sender = 'customer' AND position > max(
         coalesce((SELECT max(position) FROM said WHERE sender = 'page'), -1),
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
