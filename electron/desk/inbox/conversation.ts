import type { Attachment, AttachmentKind, Conversation, ConversationKey, Delivery, Message } from '../../../shared/model'
import { attentionOf } from '../../../shared/rules/attention'
import { messagingWindowEnd } from '../../../shared/rules/messaging-window'
import { openDeliveries, type OpenDelivery } from '../outbox/deliveries'
import type { Reader } from '../storage/database'
import { readDraft } from './drafts'
import type { AttentionBasis } from './queue'
import { attachmentColumns, attachmentOf, type AttachmentRow } from './stored-attachments'

/** However far back a message lies that is to be reached, one reading gives no more than this. */
const mostMessages = 5_000
const excerptLength = 200

/** How much of a conversation is read: its newest `count` messages, and as many more as it takes to reach one. */
export type ConversationReach = { count: number; reachMessageId: string | null }

type MessageRow = {
  message_id: string
  sender: 'customer' | 'page'
  sent_at: number
  text: string
  reactions: string
  reply_to: string | null
  edited_from: string | null
  vanished_at: number | null
  unavailable_before: number
  reply_sender: 'customer' | 'page' | null
  reply_text: string | null
  reply_kind: AttachmentKind | null
}

const ofConversation = 'page_id = $pageId AND platform = $platform AND conversation_id = $conversationId'

/** One conversation with its newest messages and what is in the outbox for it; null when the store does not have it. */
export function readConversation(
  reader: Reader,
  key: ConversationKey,
  reach: ConversationReach,
  basis: AttentionBasis,
): Conversation | null {
  const row = reader.get<{
    customer_name: string
    last_customer_message_at: number | null
    first_unanswered_at: number | null
    done: number
  }>(
    `SELECT customer_name, last_customer_message_at, first_unanswered_at, coalesce(done_position >= last_position, 0) AS done
     FROM conversations WHERE ${ofConversation}`,
    key,
  )
  if (!row) return null
  const lastCustomerMessageAt = row.last_customer_message_at
  const count = Math.min(mostMessages, Math.max(reach.count, distanceFromNewest(reader, key, reach.reachMessageId)))
  const stored = readMessages(reader, key, count + 1)
  return {
    ...key,
    customerName: row.customer_name,
    attention: attentionOf({ firstUnansweredAt: row.first_unanswered_at, lastCustomerMessageAt }, basis.now, basis.replyTargetMinutes),
    done: row.done === 1,
    windowEndsAt: lastCustomerMessageAt === null ? null : messagingWindowEnd(lastCustomerMessageAt),
    messages: [...stored.slice(-count), ...readDeliveries(reader, key, basis.now)],
    hasEarlier: stored.length > count,
    draft: readDraft(reader, key),
  }
}

function distanceFromNewest(reader: Reader, key: ConversationKey, messageId: string | null): number {
  if (messageId === null) return 0
  const row = reader.get<{ distance: number }>(
    `SELECT count(*) AS distance FROM messages WHERE ${ofConversation} AND position >= (
       SELECT position FROM messages WHERE page_id = $pageId AND platform = $platform AND message_id = $messageId)`,
    { ...key, messageId },
  )
  return row?.distance ?? 0
}

function readMessages(reader: Reader, key: ConversationKey, count: number): Message[] {
  const rows = reader.all<MessageRow>(
    `SELECT said.message_id, said.sender, said.sent_at, said.text, said.reactions, said.reply_to, said.edited_from, said.vanished_at,
       said.unavailable_before, answered.sender AS reply_sender, answered.text AS reply_text,
       (SELECT kind FROM attachments WHERE attachments.page_id = answered.page_id AND attachments.platform = answered.platform
          AND attachments.message_id = answered.message_id ORDER BY ordinal LIMIT 1) AS reply_kind
     FROM messages AS said LEFT JOIN messages AS answered
       ON answered.page_id = said.page_id AND answered.platform = said.platform AND answered.message_id = said.reply_to
     WHERE said.page_id = $pageId AND said.platform = $platform AND said.conversation_id = $conversationId
     ORDER BY said.position DESC LIMIT $count`,
    { ...key, count },
  )
  const attachments = readAttachments(reader, key, rows.at(-1)?.sent_at ?? 0)
  return rows.reverse().map((row) => ({
    id: row.message_id,
    from: row.sender,
    sentAt: row.sent_at,
    text: row.text,
    attachments: attachments.get(row.message_id) ?? [],
    reactions: JSON.parse(row.reactions) as Message['reactions'],
    replyTo: replyToOf(row),
    editedFrom: row.edited_from,
    vanished: row.vanished_at !== null,
    unavailableBefore: row.unavailable_before,
    delivery: { state: row.sender === 'page' ? 'sent' : 'received' },
  }))
}

function replyToOf(row: MessageRow): Message['replyTo'] {
  if (row.reply_to === null) return null
  const excerpt = row.reply_text === null ? null : { text: row.reply_text.slice(0, excerptLength), attachment: row.reply_kind }
  return { messageId: row.reply_to, from: row.reply_sender, excerpt }
}

function readAttachments(reader: Reader, key: ConversationKey, since: number): Map<string, Attachment[]> {
  const rows = reader.all<AttachmentRow>(
    `SELECT ${attachmentColumns} FROM attachments WHERE ${ofConversation} AND sent_at >= $since ORDER BY message_id, ordinal`,
    { ...key, since },
  )
  const byMessage = new Map<string, Attachment[]>()
  for (const row of rows) byMessage.set(row.message_id, [...(byMessage.get(row.message_id) ?? []), attachmentOf(row)])
  return byMessage
}

function readDeliveries(reader: Reader, key: ConversationKey, now: number): Message[] {
  return openDeliveries(reader, key, now).map((row) => ({
    id: row.delivery_id,
    from: 'page',
    sentAt: row.created_at,
    text: row.text,
    attachments: [],
    reactions: [],
    replyTo: null,
    editedFrom: null,
    vanished: false,
    unavailableBefore: 0,
    delivery: deliveryOf(row),
  }))
}

function deliveryOf({ state, delivery_id: deliveryId, problem_code: code, waitsFor }: OpenDelivery): Delivery {
  switch (state) {
    case 'queued':
      return { state, deliveryId, waitsFor }
    case 'sending':
      return { state }
    case 'refused':
      return { state, deliveryId, code: code ?? 'message-refused' }
    case 'unknown':
      return { state, deliveryId }
  }
}
