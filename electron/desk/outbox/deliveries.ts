import type { ConversationKey, PageKey, WaitingReason } from '../../../shared/model'
import { needsNewToken, type ProblemCode } from '../../../shared/problems'
import { addMessage, refreshConversationTimes, type NewMessage } from '../inbox/messages'
import type { Reader, Writer } from '../storage/database'

/** What has been asked to be sent, and what became of it. `dismissed`: the owner put a refused one away, or took a queued one back. */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'refused' | 'unknown' | 'dismissed'

/** The only ways from one state to another. */
const transitions: Record<DeliveryState, readonly DeliveryState[]> = {
  queued: ['sending', 'dismissed'],
  sending: ['sent', 'refused', 'unknown', 'queued'],
  unknown: ['sent', 'queued'],
  refused: ['queued', 'dismissed'],
  sent: [],
  dismissed: [],
}

/** The platform's clock and the desk's may differ by this much when a message is looked for, in milliseconds. */
const clockToleranceMs = 5_000

export type DeliveryRow = {
  delivery_id: string
  conversation_id: string
  text: string
  state: DeliveryState
  created_at: number
  requested_at: number | null
  changed_at: number
  not_before: number
  problem_code: ProblemCode | null
}

const columns = 'delivery_id, conversation_id, text, state, created_at, requested_at, changed_at, not_before, problem_code'

/** The states of what is neither among the messages nor put away. */
type OpenState = 'queued' | 'sending' | 'refused' | 'unknown'

/** Word for word the condition of the index of open deliveries, which serves no other. */
export const deliveryIsOpen = "state IN ('queued', 'sending', 'refused', 'unknown')"

/** A delivery that is not settled, and why it has not left. */
export type OpenDelivery = DeliveryRow & { state: OpenState; waitsFor: WaitingReason | null }

/** Writes a new delivery as queued. False when one with this id exists: asking twice sends once. */
export function insertDelivery(writer: Writer, key: ConversationKey, deliveryId: string, text: string, now: number): boolean {
  return (
    writer.run(
      `INSERT OR IGNORE INTO deliveries (delivery_id, page_id, platform, conversation_id, text, state, created_at, changed_at)
       VALUES ($deliveryId, $pageId, $platform, $conversationId, $text, 'queued', $now, $now)`,
      { ...key, deliveryId, text, now },
    ) === 1
  )
}

/** A delivery by its id. */
export function readDelivery(reader: Reader, deliveryId: string): DeliveryRow | undefined {
  return reader.get<DeliveryRow>(`SELECT ${columns} FROM deliveries WHERE delivery_id = $deliveryId`, { deliveryId })
}

/** The Page's open deliveries in one state, oldest first. */
export function deliveriesIn(reader: Reader, page: PageKey, state: OpenState): DeliveryRow[] {
  return readOpen(reader, page).filter((delivery) => delivery.state === state)
}

/** The open deliveries of a Page, or of one of its conversations, oldest first. */
function readOpen(reader: Reader, { pageId, platform }: PageKey, conversationId?: string) {
  const isWanted = conversationId === undefined ? deliveryIsOpen : `conversation_id = $conversationId AND ${deliveryIsOpen}`
  return reader.all<DeliveryRow & { state: OpenState }>(
    `SELECT ${columns} FROM deliveries
     WHERE page_id = $pageId AND platform = $platform AND ${isWanted}
     ORDER BY sequence`,
    { pageId, platform, ...(conversationId === undefined ? {} : { conversationId }) },
  )
}

/**
 * The delivery that may leave next in each conversation: one at a time and in order. What is being sent, or may have
 * arrived, holds those behind it; a refused one holds those that were behind it when it was refused.
 */
export function nextDeliveries(reader: Reader, page: PageKey): DeliveryRow[] {
  const open = readOpen(reader, page)
  return open.filter((delivery, index) => delivery.state === 'queued' && !open.slice(0, index).some((earlier) => holds(earlier, delivery)))
}

/** Whether an open delivery holds one that was written after it. */
function holds(earlier: DeliveryRow, later: DeliveryRow): boolean {
  return earlier.conversation_id === later.conversation_id && (earlier.state !== 'refused' || earlier.changed_at > later.created_at)
}

/** A conversation's deliveries that are not settled, oldest first, each with the reason for which it has not left at `now`. */
export function openDeliveries(reader: Reader, key: ConversationKey, now: number): OpenDelivery[] {
  const open = readOpen(reader, key, key.conversationId)
  return open.map((delivery, index) => {
    const isHeld = open.slice(0, index).some((earlier) => holds(earlier, delivery))
    return { ...delivery, waitsFor: isHeld ? { kind: 'message-above' } : reasonToWait(delivery, now) }
  })
}

/** For what a delivery waits by itself: what stopped it when it was tried last. */
function reasonToWait({ state, problem_code: code, not_before: until }: DeliveryRow, now: number): WaitingReason | null {
  if (state !== 'queued' || code === null || until <= now) return null
  if (code === 'unreachable') return { kind: 'connection' }
  if (code === 'token-out-of-reach') return { kind: 'keychain' }
  return needsNewToken(code) ? { kind: 'token' } : { kind: 'pause', until }
}

/** Lets go of what waited for a token or a connection: with a new token, or after a restart, there may be one. */
export function releaseDeliveries(writer: Writer, page: PageKey, now: number): void {
  for (const delivery of deliveriesIn(writer, page, 'queued')) {
    const reason = reasonToWait(delivery, now)
    if (reason === null || reason.kind === 'pause') continue
    writer.run('UPDATE deliveries SET not_before = $now WHERE delivery_id = $deliveryId', { now, deliveryId: delivery.delivery_id })
  }
}

/**
 * Takes a delivery from one state to another. False when it is not in a state from which that can be: somebody was
 * quicker, and nothing was changed.
 */
export function moveDelivery(
  writer: Writer,
  deliveryId: string,
  to: DeliveryState,
  now: number,
  facts: { requestedAt?: number; notBefore?: number; messageId?: string; problem?: ProblemCode } = {},
): boolean {
  const from = Object.entries(transitions).flatMap(([state, next]) => (next.includes(to) ? [state] : []))
  return (
    writer.run(
      `UPDATE deliveries SET state = $to, changed_at = $now, requested_at = coalesce($requestedAt, requested_at),
         not_before = coalesce($notBefore, not_before), message_id = coalesce($messageId, message_id), problem_code = $problem
       WHERE delivery_id = $deliveryId AND state IN (SELECT value FROM json_each($from))`,
      {
        deliveryId,
        to,
        now,
        from: JSON.stringify(from),
        requestedAt: facts.requestedAt ?? null,
        notBefore: facts.notBefore ?? null,
        messageId: facts.messageId ?? null,
        problem: facts.problem ?? null,
      },
    ) === 1
  )
}

/** Puts a delivery's text among the conversation's messages, until the platform gives the message itself; nothing when it has. */
export function showAsMessage(writer: Writer, key: ConversationKey, messageId: string, text: string, sentAt: number): void {
  addMessage(writer, key, { id: messageId, sender: 'page', sentAt, text, attachments: [], reactions: [], replyTo: null, raw: null })
  refreshConversationTimes(writer, key)
}

/** The id under which a message stands that the owner says has arrived, while the platform has not shown it. */
export function ownMessageId(deliveryId: string): string {
  return `delivery:${deliveryId}`
}

/**
 * When a message of the Page comes in: finds the delivery that may have sent it and whose outcome nobody knew (the same
 * trimmed NFC text, created no earlier than 5 s before the request, claimed by no other) and settles it as sent.
 */
export function claimArrivedDelivery(writer: Writer, key: ConversationKey, message: NewMessage): void {
  const page = { pageId: key.pageId, platform: key.platform }
  const claimed = writer.get('SELECT 1 FROM deliveries WHERE page_id = $pageId AND platform = $platform AND message_id = $messageId', {
    ...page,
    messageId: message.id,
  })
  if (claimed) return
  const open = writer.all<DeliveryRow>(
    `SELECT ${columns} FROM deliveries
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId
       AND (state = 'unknown' OR (state = 'sent' AND message_id IS NULL)) AND requested_at - $tolerance <= $sentAt
     ORDER BY requested_at`,
    { ...page, conversationId: key.conversationId, tolerance: clockToleranceMs, sentAt: message.sentAt },
  )
  const match = open.find((delivery) => sameText(delivery.text, message.text))
  if (!match) return
  if (match.state === 'unknown') {
    moveDelivery(writer, match.delivery_id, 'sent', message.sentAt, { messageId: message.id })
    return
  }
  writer.run('UPDATE deliveries SET message_id = $messageId WHERE delivery_id = $deliveryId', {
    messageId: message.id,
    deliveryId: match.delivery_id,
  })
  writer.run('DELETE FROM messages WHERE page_id = $pageId AND platform = $platform AND message_id = $own AND raw IS NULL', {
    ...page,
    own: ownMessageId(match.delivery_id),
  })
}

function sameText(left: string, right: string): boolean {
  return left.normalize('NFC').trim() === right.normalize('NFC').trim()
}
