import type { ConversationKey, PageKey } from '../../../shared/model'
import { foldText } from '../../../shared/text/fold'
import { claimArrivedDelivery } from '../outbox/deliveries'
import { readableMessageCount, type ReadableMessage, type ReceivedConversation, type ReceivedMessage } from '../platform/client'
import type { Reader, Writer } from '../storage/database'
import {
  addMessage,
  isAsStored,
  markVanished,
  readReceived,
  refreshConversationTimes,
  storedMessages,
  updateMessage,
  type StoredMessage,
} from './messages'

/** An accepted reply is listed at the platform after this long at most. */
const listedWithinMs = 60_000

/** The newest messages of a conversation, newest first and without a gap, as one answer gave them. */
export type NewestMessages = {
  messages: ReceivedMessage[]
  /** When they were asked for, in UTC milliseconds; what was said since is not among them. */
  askedAt: number
  /** How many older ones the platform counts beyond them; null when it did not say. */
  olderCount: number | null
  /**
   * Where a stored message that is not listed counts as gone: between listed ones; also before them, when the platform has no more
   * than are listed; also after them, when it counts fewer than it did; anywhere, when both; nowhere, when some of the list could
   * not be read.
   */
  goneWhere: 'nowhere' | 'between' | 'before' | 'after' | 'anywhere'
}

/** A conversation as it is taken in. */
export type TakenConversation = {
  conversation: ReceivedConversation
  newest: NewestMessages
  /** False when a further call failed and the next look is to try again. */
  readWhole: boolean
  /** How many further calls have failed in a row; none when it is not tried again. */
  failedReads: number
}

/** What the store knows of the platform's last word on a conversation. */
export type StoredConversation = { updatedAt: number; messageCount: number | null; unreadCount: number; failedReads: number }

/** The platform's last word on a conversation; null when the store does not have it. */
export function readStoredConversation(reader: Reader, key: ConversationKey): StoredConversation | null {
  return (
    reader.get<StoredConversation>(
      `SELECT platform_updated_at AS updatedAt, platform_message_count AS messageCount, unread_count AS unreadCount, failed_reads AS failedReads
       FROM conversations WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
      key,
    ) ?? null
  )
}

/** Whether a message that the platform lists is not in the store as the platform gives it now. */
export function hasAlteredMessage(reader: Reader, key: ConversationKey, listed: ReceivedMessage[]): boolean {
  const stored = storedMessages(reader, key, idsOf(listed))
  return listed.some((message) => {
    const known = stored.get(message.id)
    if (!known) return message.readable
    return message.readable ? !isAsStored(known, readReceived(message, key.pageId)) : !known.vanished
  })
}

/** Writes a conversation and its messages, at `now` (UTC milliseconds). */
export function takeInConversation(writer: Writer, page: PageKey, taken: TakenConversation, now: number): void {
  const { conversation, newest, readWhole, failedReads } = taken
  const writers = newest.messages.flatMap((message) => (message.readable && message.from ? [message.from] : []))
  const customer = [...conversation.participants.data, ...writers].find((person) => person.id !== page.pageId)
  const customerName = customer?.name ?? ''
  const key: ConversationKey = { pageId: page.pageId, platform: page.platform, conversationId: conversation.id }
  const stored = readStoredConversation(writer, key)
  writer.run(
    `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, folded_name, link,
       platform_updated_at, platform_message_count, failed_reads, unread_count, last_message_at)
     VALUES ($pageId, $platform, $conversationId, $customerId, $customerName, $foldedName, $link,
       $updatedAt, $messageCount, $failedReads, $unreadCount, $updatedAt)
     ON CONFLICT DO UPDATE SET customer_id = coalesce($customerId, customer_id), link = $link,
       customer_name = CASE WHEN $customerName = '' THEN customer_name ELSE $customerName END,
       folded_name = CASE WHEN $customerName = '' THEN folded_name ELSE $foldedName END,
       platform_updated_at = $updatedAt, platform_message_count = $messageCount, failed_reads = $failedReads, unread_count = $unreadCount`,
    {
      ...key,
      customerId: customer?.id ?? null,
      customerName,
      foldedName: foldText(customerName),
      link: conversation.link,
      updatedAt: conversation.updated_time,
      messageCount: readWhole ? conversation.message_count : null,
      failedReads,
      unreadCount: conversation.unread_count,
    },
  )
  takeInMessages(writer, key, newest, now, stored !== null && stored.messageCount === null)
}

/**
 * Writes a conversation's newest messages: new ones, what is edited, what has vanished, and how many will never be seen. Messages
 * were missing before those of an earlier answer when that was cut short.
 */
export function takeInMessages(writer: Writer, key: ConversationKey, newest: NewestMessages, now: number, wasCutShort = false): void {
  const oldestFirst = [...newest.messages].reverse()
  const before = storedMessages(writer, key, idsOf(oldestFirst))
  for (const [index, received] of oldestFirst.entries()) {
    if (!received.readable) continue
    const message = readReceived(received, key.pageId)
    // Also for a known one: it may have come in while its delivery was still on its way.
    if (message.sender === 'page') claimArrivedDelivery(writer, key, message)
    const known = before.get(received.id)
    if (!known) addMessage(writer, key, message, nextOfTheSecond(oldestFirst.slice(index + 1), received, before))
    else if (!isAsStored(known, message)) updateMessage(writer, key, message)
  }
  const after = storedMessages(writer, key, idsOf(oldestFirst))
  noteVanished(writer, key, newest, after, now)
  noteUnavailable(writer, key, newest, wasCutShort ? new Map<string, StoredMessage>() : before, after)
  refreshConversationTimes(writer, key)
}

/**
 * Replies that the platform accepted a while ago and that are not among a conversation's newest messages: somebody took them back before
 * the desk had seen them there.
 */
export function vanishedReplies(reader: Reader, key: ConversationKey, listed: ReceivedMessage[], askedAt: number): string[] {
  return reader
    .all<{ message_id: string }>(
      `SELECT messages.message_id FROM deliveries CROSS JOIN messages USING (page_id, platform, message_id)
       WHERE deliveries.page_id = $pageId AND deliveries.platform = $platform AND deliveries.conversation_id = $conversationId
         AND raw IS NULL AND vanished_at IS NULL AND sent_at > $oldest AND sent_at < $latest
         AND messages.message_id NOT IN (SELECT value FROM json_each($listed))`,
      {
        ...key,
        oldest: Math.min(Number.MAX_SAFE_INTEGER, ...listed.map((message) => message.created_time)),
        latest: askedAt - listedWithinMs,
        listed: JSON.stringify(idsOf(listed)),
      },
    )
    .map((row) => row.message_id)
}

/** Where the next newer message of the same second stands; null when none is stored. */
function nextOfTheSecond(newer: ReceivedMessage[], message: ReadableMessage, stored: Map<string, StoredMessage>): number | null {
  const positions = newer.flatMap(({ id, created_time }) =>
    created_time === message.created_time ? (stored.get(id)?.position ?? []) : [],
  )
  return positions.length > 0 ? Math.min(...positions) : null
}

/** What stands between messages that are listed and is not listed itself, or has lost its details too early, is gone at the platform. */
function noteVanished(writer: Writer, key: ConversationKey, newest: NewestMessages, stored: Map<string, StoredMessage>, now: number): void {
  if (newest.goneWhere === 'nowhere') return
  for (const message of newest.messages.slice(0, readableMessageCount)) {
    if (!message.readable && stored.has(message.id)) markVanished(writer, key, message.id, now)
  }
  for (const id of vanishedReplies(writer, key, newest.messages, newest.askedAt)) markVanished(writer, key, id, now)
  const positions = [...stored.values()].map((message) => message.position)
  if (positions.length === 0) return
  const rows = writer.all<{ message_id: string }>(
    `SELECT message_id FROM messages
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
       AND raw IS NOT NULL AND vanished_at IS NULL AND position > $oldest AND position < $newest
       AND message_id NOT IN (SELECT value FROM json_each($listed))`,
    {
      ...key,
      oldest: newest.goneWhere === 'before' || newest.goneWhere === 'anywhere' ? -1 : Math.min(...positions),
      newest: newest.goneWhere === 'after' || newest.goneWhere === 'anywhere' ? Number.MAX_SAFE_INTEGER : Math.max(...positions),
      listed: JSON.stringify(idsOf(newest.messages)),
    },
  )
  for (const row of rows) markVanished(writer, key, row.message_id, now)
}

/**
 * Counts, before each message that is new here or comes after a new one, those that the platform has and does not give any more:
 * listed ones without details which were never seen, and those beyond the list that the store does not have.
 */
function noteUnavailable(
  writer: Writer,
  key: ConversationKey,
  newest: NewestMessages,
  before: Map<string, StoredMessage>,
  after: Map<string, StoredMessage>,
): void {
  let unseen = 0
  let isOldest = true
  let isAfterNew = false
  for (const message of [...newest.messages].reverse()) {
    const stored = after.get(message.id)
    if (!stored) {
      unseen += 1
      continue
    }
    const isNew = !before.has(message.id)
    const beyond = isOldest && isNew ? unknownBeyond(writer, key, stored.position, newest.olderCount) : 0
    if (isNew || isAfterNew || unseen > 0) {
      writer.run('UPDATE messages SET unavailable_before = $count WHERE position = $position', {
        count: unseen + beyond,
        position: stored.position,
      })
    }
    unseen = 0
    isOldest = false
    isAfterNew = isNew
  }
}

function unknownBeyond(reader: Reader, key: ConversationKey, position: number, olderCount: number | null): number {
  if (olderCount === null) return 0
  const row = reader.get<{ known: number }>(
    `SELECT count(*) + coalesce(sum(unavailable_before), 0) AS known FROM messages
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
       AND vanished_at IS NULL AND position < $position`,
    { ...key, position },
  )
  return Math.max(0, olderCount - (row?.known ?? 0))
}

function idsOf(messages: ReceivedMessage[]): string[] {
  return messages.map((message) => message.id)
}
