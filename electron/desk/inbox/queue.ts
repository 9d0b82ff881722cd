import type { Excerpt, PageKey, QueueItem, QueueView } from '../../../shared/model'
import { attentionOf, compareByUrgency } from '../../../shared/rules/attention'
import { excerptOf } from '../../../shared/text/excerpt'
import { deliveryIsOpen } from '../outbox/deliveries'
import type { Reader } from '../storage/database'

type QueueRow = {
  conversation_id: string
  customer_name: string
  last_message_at: number
  last_customer_message_at: number | null
  first_unanswered_at: number | null
  done: number
  undelivered: 'refused' | 'unknown' | null
}

const queueColumns = `
  SELECT conversation_id, customer_name, last_message_at, last_customer_message_at, first_unanswered_at,
    coalesce(done_position >= last_position, 0) AS done,
    (SELECT state FROM deliveries WHERE deliveries.page_id = conversations.page_id AND deliveries.platform = conversations.platform
       AND deliveries.conversation_id = conversations.conversation_id AND ${deliveryIsOpen}
       AND state IN ('refused', 'unknown') ORDER BY sequence LIMIT 1) AS undelivered
  FROM conversations WHERE page_id = $pageId AND platform = $platform`

/** Of longer bursts the first messages are read, and of longer messages the beginning. */
const mostExcerptMessages = 20
const mostExcerptCharacters = 1000
const shownCharacters = 300

/** What the customer has said since the Page's last word, oldest first; the last message when nothing waits. */
const excerptMessages = `
  SELECT substr(text, 1, ${mostExcerptCharacters}) AS text,
    (SELECT kind FROM attachments WHERE attachments.page_id = messages.page_id AND attachments.platform = messages.platform
       AND attachments.message_id = messages.message_id ORDER BY ordinal LIMIT 1) AS attachment
  FROM conversations JOIN messages USING (page_id, platform, conversation_id)
  WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
    AND position >= coalesce(first_unanswered_position, last_position)
    AND (first_unanswered_position IS NULL OR (sender = 'customer' AND vanished_at IS NULL))
  ORDER BY position LIMIT ${mostExcerptMessages}`

/** A conversation as the queue orders and counts it. What it says is read only of those that are shown. */
export type Queued = Omit<QueueItem, 'excerpt'>

/** The moment and the shop's own reply target, from which attention is computed. */
export type AttentionBasis = { now: number; replyTargetMinutes: number }

/** Of the conversations with an undelivered reply only those that are not done: the owner's word ends that, too. */
const isWaiting = `(first_unanswered_at IS NOT NULL OR (coalesce(done_position < last_position, 1) AND conversation_id IN (
  SELECT conversation_id FROM deliveries WHERE page_id = $pageId AND platform = $platform AND ${deliveryIsOpen} AND state IN ('refused', 'unknown'))))`

/**
 * Every conversation of a Page in which the customer has the last word, or a reply was not delivered, and that is not done, in queue
 * order.
 */
export function readWaiting(reader: Reader, page: PageKey, basis: AttentionBasis): Queued[] {
  return reader
    .all<QueueRow>(`${queueColumns} AND ${isWaiting}`, keyOf(page))
    .map((row) => queuedOf(row, page, basis))
    .sort(compareByUrgency)
}

/** Conversations of the queue with what their rows and notifications say of them. */
export function withExcerpts(reader: Reader, queued: readonly Queued[]): QueueItem[] {
  return queued.map((item) => {
    const { pageId, platform, conversationId } = item
    const excerpt = excerptOf(reader.all<Excerpt>(excerptMessages, { pageId, platform, conversationId }))
    return { ...item, excerpt: { ...excerpt, text: excerpt.text.slice(0, shownCharacters) } }
  })
}

/** A window of a view of some Pages' queue, in its order, with its counts, and when the next window of a waiting customer ends. */
export function listConversations(
  reader: Reader,
  pages: readonly PageKey[],
  { view, offset, limit }: { view: QueueView; offset: number; limit: number },
  basis: AttentionBasis,
) {
  const waiting = pages.flatMap((page) => readWaiting(reader, page, basis)).sort(compareByUrgency)
  const inTime = waiting.filter((item) => item.attention.kind !== 'missed')
  const ends = inTime.flatMap((item) => (item.attention.kind === 'none' ? [] : [item.attention.windowEndsAt]))
  const counts = {
    waiting: inTime.length,
    done: pages.reduce((sum, page) => sum + count(reader, page, 'done'), 0),
    all: pages.reduce((sum, page) => sum + count(reader, page, 'all'), 0),
  }
  const showsWaiting = view === 'waiting'
  const shown = showsWaiting ? waiting.slice(offset, offset + limit) : readNewest(reader, pages, view, offset, limit, basis)
  return {
    items: withExcerpts(reader, shown),
    total: showsWaiting ? waiting.length : counts[view],
    missed: waiting.length - inTime.length,
    counts,
    nextWindowEndsAt: ends.length > 0 ? Math.min(...ends) : null,
  }
}

type NewestView = Exclude<QueueView, 'waiting'>

const viewConditions: Record<NewestView, string> = { all: '', done: 'AND done_position >= last_position' }

function readNewest(
  reader: Reader,
  pages: readonly PageKey[],
  view: NewestView,
  offset: number,
  limit: number,
  basis: AttentionBasis,
): Queued[] {
  const [only] = pages
  const window = pages.length === 1 ? { skip: offset, limit } : { skip: 0, limit: offset + limit }
  const items = pages.flatMap((page) =>
    reader
      .all<QueueRow>(`${queueColumns} ${viewConditions[view]} ORDER BY last_message_at DESC LIMIT $limit OFFSET $skip`, {
        ...keyOf(page),
        ...window,
      })
      .map((row) => queuedOf(row, page, basis)),
  )
  if (only && pages.length === 1) return items
  return items.sort((left, right) => right.lastMessageAt - left.lastMessageAt).slice(offset, offset + limit)
}

function count(reader: Reader, page: PageKey, view: NewestView): number {
  const row = reader.get<{ count: number }>(
    `SELECT count(*) AS count FROM conversations WHERE page_id = $pageId AND platform = $platform ${viewConditions[view]}`,
    keyOf(page),
  )
  return row?.count ?? 0
}

function queuedOf(row: QueueRow, page: PageKey, basis: AttentionBasis): Queued {
  const times = { firstUnansweredAt: row.first_unanswered_at, lastCustomerMessageAt: row.last_customer_message_at }
  return {
    ...keyOf(page),
    conversationId: row.conversation_id,
    customerName: row.customer_name,
    lastMessageAt: row.last_message_at,
    attention: attentionOf(times, basis.now, basis.replyTargetMinutes),
    done: row.done === 1,
    undelivered: row.undelivered,
  }
}

function keyOf({ pageId, platform }: PageKey): PageKey {
  return { pageId, platform }
}
