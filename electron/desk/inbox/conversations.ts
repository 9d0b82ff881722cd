import type {
  AttachmentKind,
  Conversation,
  ConversationKey,
  Delivery,
  Excerpt,
  Message,
  PageKey,
  QueueItem,
  QueueView,
} from '../../../shared/model'
import type { ProblemCode } from '../../../shared/problems'
import { attentionOf, compareByUrgency, type ConversationTimes } from '../../../shared/rules/attention'
import { messagingWindowEnd } from '../../../shared/rules/messaging-window'
import type { Reader } from '../storage/database'

/** The most messages that one reading of a conversation gives: its newest. */
const shownMessageCount = 500

type ConversationRow = {
  conversation_id: string
  customer_name: string
  last_message_at: number
  last_customer_message_at: number | null
  first_unanswered_at: number | null
  excerpt_text: string
  excerpt_attachments: string
}

const queueColumns = `
  SELECT conversations.conversation_id, customer_name, last_message_at, last_customer_message_at, first_unanswered_at,
    coalesce(excerpt.text, '') AS excerpt_text, coalesce(excerpt.attachments, '[]') AS excerpt_attachments
  FROM conversations LEFT JOIN messages AS excerpt ON excerpt.position = coalesce(first_unanswered_position, (
    SELECT max(position) FROM messages
    WHERE messages.page_id = conversations.page_id AND messages.platform = conversations.platform
      AND messages.conversation_id = conversations.conversation_id))
  WHERE conversations.page_id = $pageId AND conversations.platform = $platform`

/** The moment and the shop's own reply target, from which attention is computed. */
export type AttentionBasis = { now: number; replyTargetMinutes: number }

/** Every conversation in which the customer has the last word, in queue order. */
export function readWaiting(reader: Reader, page: PageKey, basis: AttentionBasis): QueueItem[] {
  return reader
    .all<ConversationRow>(`${queueColumns} AND first_unanswered_at IS NOT NULL`, pageParameters(page))
    .map((row) => queueItem(row, page, basis))
    .sort(compareByUrgency)
}

/** A view of the queue, in its order, its counts, and when the next window of a waiting customer ends. */
export function listConversations(reader: Reader, page: PageKey, view: QueueView, limit: number, basis: AttentionBasis) {
  const waiting = readWaiting(reader, page, basis)
  const inTime = waiting.filter((item) => item.attention.kind !== 'missed')
  const ends = inTime.flatMap((item) => (item.attention.kind === 'none' ? [] : [item.attention.windowEndsAt]))
  const all = reader.get<{ count: number }>(
    'SELECT count(*) AS count FROM conversations WHERE page_id = $pageId AND platform = $platform',
    pageParameters(page),
  )
  return {
    items: view === 'waiting' ? waiting.slice(0, limit) : readNewest(reader, page, limit, basis),
    counts: { waiting: inTime.length, all: all?.count ?? 0 },
    nextWindowEndsAt: ends.length > 0 ? Math.min(...ends) : null,
  }
}

function readNewest(reader: Reader, page: PageKey, limit: number, basis: AttentionBasis): QueueItem[] {
  return reader
    .all<ConversationRow>(`${queueColumns} ORDER BY last_message_at DESC LIMIT $limit`, { ...pageParameters(page), limit })
    .map((row) => queueItem(row, page, basis))
}

/** One conversation with its newest messages and what is in the outbox for it; null when the store does not have it. */
export function readConversation(reader: Reader, key: ConversationKey, basis: AttentionBasis): Conversation | null {
  const row = reader.get<{ customer_name: string; last_customer_message_at: number | null; first_unanswered_at: number | null }>(
    `SELECT customer_name, last_customer_message_at, first_unanswered_at FROM conversations
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
    key,
  )
  if (!row) return null
  const times = timesOf(row)
  return {
    ...key,
    customerName: row.customer_name,
    attention: attentionOf(times, basis.now, basis.replyTargetMinutes),
    windowEndsAt: times.lastCustomerMessageAt === null ? null : messagingWindowEnd(times.lastCustomerMessageAt),
    messages: [...readMessages(reader, key), ...readDeliveries(reader, key)],
  }
}

function readMessages(reader: Reader, key: ConversationKey): Message[] {
  type MessageRow = { message_id: string; sender: 'customer' | 'page'; sent_at: number; text: string; attachments: string }
  return reader
    .all<MessageRow>(
      `SELECT message_id, sender, sent_at, text, attachments FROM messages
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
       ORDER BY position DESC LIMIT ${shownMessageCount}`,
      key,
    )
    .reverse()
    .map((row) => ({
      id: row.message_id,
      from: row.sender,
      sentAt: row.sent_at,
      text: row.text,
      attachments: JSON.parse(row.attachments) as Message['attachments'],
      delivery: { state: row.sender === 'page' ? 'sent' : 'received' },
    }))
}

function readDeliveries(reader: Reader, key: ConversationKey): Message[] {
  type DeliveryRow = {
    delivery_id: string
    text: string
    state: 'queued' | 'sending' | 'refused' | 'unknown'
    created_at: number
    problem_code: ProblemCode | null
  }
  return reader
    .all<DeliveryRow>(
      `SELECT delivery_id, text, state, created_at, problem_code FROM deliveries
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
         AND state IN ('queued', 'sending', 'refused', 'unknown')
       ORDER BY sequence`,
      key,
    )
    .map((row) => ({
      id: row.delivery_id,
      from: 'page',
      sentAt: row.created_at,
      text: row.text,
      attachments: [],
      delivery: deliveryOf(row.state, row.delivery_id, row.problem_code),
    }))
}

function deliveryOf(state: 'queued' | 'sending' | 'refused' | 'unknown', deliveryId: string, code: ProblemCode | null): Delivery {
  if (state === 'refused') return { state, deliveryId, code: code ?? 'message-refused' }
  return state === 'unknown' ? { state, deliveryId } : { state }
}

function queueItem(row: ConversationRow, page: PageKey, basis: AttentionBasis): QueueItem {
  return {
    pageId: page.pageId,
    platform: page.platform,
    conversationId: row.conversation_id,
    customerName: row.customer_name,
    excerpt: excerptOf(row),
    lastMessageAt: row.last_message_at,
    attention: attentionOf(timesOf(row), basis.now, basis.replyTargetMinutes),
  }
}

function excerptOf(row: ConversationRow): Excerpt {
  const attachments = JSON.parse(row.excerpt_attachments) as { kind: AttachmentKind }[]
  return { text: row.excerpt_text.slice(0, 300), attachment: attachments[0]?.kind ?? null }
}

function timesOf(row: Pick<ConversationRow, 'first_unanswered_at' | 'last_customer_message_at'>): ConversationTimes {
  return { firstUnansweredAt: row.first_unanswered_at, lastCustomerMessageAt: row.last_customer_message_at }
}

function pageParameters(page: PageKey) {
  return { pageId: page.pageId, platform: page.platform }
}
