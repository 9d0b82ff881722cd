import type { AttachmentKind, Excerpt, PageKey, QueueItem, QueueView } from '../../../shared/model'
import { attentionOf, compareByUrgency } from '../../../shared/rules/attention'
import type { Reader } from '../storage/database'

type QueueRow = {
  conversation_id: string
  customer_name: string
  last_message_at: number
  last_customer_message_at: number | null
  first_unanswered_at: number | null
  done: number
  excerpt_text: string
  excerpt_attachment: AttachmentKind | null
}

const queueColumns = `
  SELECT conversations.conversation_id, customer_name, last_message_at, last_customer_message_at, first_unanswered_at,
    coalesce(done_position >= last_position, 0) AS done,
    coalesce(excerpt.text, '') AS excerpt_text,
    (SELECT kind FROM attachments WHERE attachments.page_id = excerpt.page_id AND attachments.platform = excerpt.platform
       AND attachments.message_id = excerpt.message_id ORDER BY ordinal LIMIT 1) AS excerpt_attachment
  FROM conversations LEFT JOIN messages AS excerpt ON excerpt.position = coalesce(first_unanswered_position, last_position)
  WHERE conversations.page_id = $pageId AND conversations.platform = $platform`

/** The moment and the shop's own reply target, from which attention is computed. */
export type AttentionBasis = { now: number; replyTargetMinutes: number }

/** Every conversation of a Page in which the customer has the last word and that is not done, in queue order. */
export function readWaiting(reader: Reader, page: PageKey, basis: AttentionBasis): QueueItem[] {
  return reader
    .all<QueueRow>(`${queueColumns} AND first_unanswered_at IS NOT NULL`, keyOf(page))
    .map((row) => queueItem(row, page, basis))
    .sort(compareByUrgency)
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
  const isWaiting = view === 'waiting'
  return {
    items: isWaiting ? waiting.slice(offset, offset + limit) : readNewest(reader, pages, view, offset, limit, basis),
    total: isWaiting ? waiting.length : counts[view],
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
): QueueItem[] {
  const [only] = pages
  const window = pages.length === 1 ? { skip: offset, limit } : { skip: 0, limit: offset + limit }
  const items = pages.flatMap((page) =>
    reader
      .all<QueueRow>(`${queueColumns} ${viewConditions[view]} ORDER BY last_message_at DESC LIMIT $limit OFFSET $skip`, {
        ...keyOf(page),
        ...window,
      })
      .map((row) => queueItem(row, page, basis)),
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

function queueItem(row: QueueRow, page: PageKey, basis: AttentionBasis): QueueItem {
  const times = { firstUnansweredAt: row.first_unanswered_at, lastCustomerMessageAt: row.last_customer_message_at }
  return {
    ...keyOf(page),
    conversationId: row.conversation_id,
    customerName: row.customer_name,
    excerpt: { text: row.excerpt_text.slice(0, 300), attachment: row.excerpt_attachment } satisfies Excerpt,
    lastMessageAt: row.last_message_at,
    attention: attentionOf(times, basis.now, basis.replyTargetMinutes),
    done: row.done === 1,
  }
}

function keyOf({ pageId, platform }: PageKey): PageKey {
  return { pageId, platform }
}
