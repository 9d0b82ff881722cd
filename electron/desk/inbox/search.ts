import type { RequestInput, RequestResult } from '../../../shared/contract'
import type { PageKey, Platform } from '../../../shared/model'
import { foldText, spellOut } from '../../../shared/text/fold'
import type { Reader, SqlParameters } from '../storage/database'
import { inOwnLetters, markWords, matchEnd, matchStart, readMarks } from './marked-text'

const shownCustomers = 8
const excerptTokens = 24

type Question = Pick<RequestInput<'search'>, 'query' | 'before' | 'limit'>
type Found = RequestResult<'search'>

/**
 * Finds the customers and the messages of these Pages, newest first. All words must match, the last also as a word's beginning;
 * accents and capitals do not count, and œ is oe. Customers come with the newest messages only, not with what follows them.
 */
export function search(reader: Reader, pages: PageKey[], { query, before, limit }: Question): Found {
  if (pages.length === 0) return { customers: [], messages: [], hasMore: false }
  const found = findMessages(reader, pages, query, before, limit + 1)
  return {
    customers: before === null ? findCustomers(reader, pages, query) : [],
    messages: found.slice(0, limit),
    hasMore: found.length > limit,
  }
}

/**
 * The statement that finds messages. The search index gives the rows of a word, or of a beginning of up to eight letters, newest
 * first and as far as they are asked for, and what is joined to them keeps that order: nothing is sorted. Two words that are common
 * and rarely together, and a later page of a common one, are still searched from the newest on.
 */
export function messageSearchSql(pages: PageKey[]): string {
  return `SELECT messages_search.rowid AS position, messages.page_id, messages.platform, messages.conversation_id, messages.message_id,
      messages.sender, messages.sent_at, messages.text, conversations.customer_name,
      snippet(messages_search, 1, '${matchStart}', '${matchEnd}', '…', ${excerptTokens}) AS excerpt
    FROM messages_search
      CROSS JOIN messages ON messages.position = messages_search.rowid
      CROSS JOIN conversations USING (page_id, platform, conversation_id)
    WHERE messages_search MATCH $match AND messages_search.rowid < $before AND ${isOneOf(pages, 'messages')}
    ORDER BY messages_search.rowid DESC LIMIT $limit`
}

function findMessages(reader: Reader, pages: PageKey[], query: string, before: number | null, limit: number): Found['messages'] {
  const words = spellOut(query).split(/[\s\p{Cc}]+/u).filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word))
  if (words.length === 0) return []
  type MessageRow = {
    position: number
    page_id: string
    platform: Platform
    conversation_id: string
    message_id: string
    sender: 'customer' | 'page'
    sent_at: number
    text: string
    customer_name: string
    excerpt: string
  }
  return reader
    .all<MessageRow>(messageSearchSql(pages), {
      ...pageParameters(pages),
      match: `searched_text : (${words.map(quoted).join(' AND ')}*)${onlyIn(reader, pages)}`,
      before: before ?? Number.MAX_SAFE_INTEGER,
      limit,
    })
    .map((row) => ({
      pageId: row.page_id,
      platform: row.platform,
      conversationId: row.conversation_id,
      messageId: row.message_id,
      position: row.position,
      customerName: row.customer_name,
      from: row.sender,
      sentAt: row.sent_at,
      excerpt: inOwnLetters(readMarks(row.excerpt), row.text),
    }))
}

/** Where the store has other Pages too, the index itself leaves out theirs: a word may be common there and rare here. */
function onlyIn(reader: Reader, pages: PageKey[]): string {
  const stored = reader.get<{ count: number }>('SELECT count(*) AS count FROM pages')
  return (stored?.count ?? 0) > pages.length ? ` AND page_id : (${pages.map((page) => quoted(page.pageId)).join(' OR ')})` : ''
}

/** A text as the search index takes it literally, whatever signs it holds. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function findCustomers(reader: Reader, pages: PageKey[], query: string): Found['customers'] {
  const words = foldText(query).split(/[\s\p{Cc}]+/u).filter((word) => word !== '')
  if (words.length === 0) return []
  type CustomerRow = { page_id: string; platform: Platform; conversation_id: string; customer_name: string; last_message_at: number }
  return reader
    .all<CustomerRow>(
      `SELECT page_id, platform, conversation_id, customer_name, last_message_at FROM conversations
       WHERE ${isOneOf(pages, 'conversations')} ${words.map((_, place) => `AND instr(folded_name, $word${place}) > 0`).join(' ')}
       ORDER BY last_message_at DESC LIMIT ${shownCustomers}`,
      { ...pageParameters(pages), ...Object.fromEntries(words.map((word, place) => [`word${place}`, word])) },
    )
    .map((row) => ({
      pageId: row.page_id,
      platform: row.platform,
      conversationId: row.conversation_id,
      customerName: markWords(row.customer_name, words),
      lastMessageAt: row.last_message_at,
    }))
}

function isOneOf(pages: PageKey[], table: string): string {
  const each = pages.map((_, place) => `(${table}.page_id = $pageId${place} AND ${table}.platform = $platform${place})`)
  return `(${each.join(' OR ')})`
}

function pageParameters(pages: PageKey[]): SqlParameters {
  return Object.fromEntries(pages.flatMap((page, place) => [[`pageId${place}`, page.pageId], [`platform${place}`, page.platform]]))
}
