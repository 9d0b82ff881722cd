import type { Attention, QueueItem } from '../model'
import { closingSoonMs, messagingWindowEnd } from './messaging-window'

const minuteMs = 60_000

/** What attention is computed from: when the customer wrote and was not answered. All times are UTC milliseconds. */
export type ConversationTimes = {
  /** The customer's first message after the Page's last; null when the Page had the last word. */
  firstUnansweredAt: number | null
  /** The customer's last message; null when the customer has never written. */
  lastCustomerMessageAt: number | null
}

/** Whether somebody must act in a conversation at `now`, why and by when. The only place that decides it. */
export function attentionOf(times: ConversationTimes, now: number, replyTargetMinutes: number): Attention {
  const since = times.firstUnansweredAt
  if (since === null) return { kind: 'none' }
  const dueAt = since + replyTargetMinutes * minuteMs
  const windowEndsAt = messagingWindowEnd(times.lastCustomerMessageAt ?? since)
  const kind =
    now >= windowEndsAt ? 'missed' : now >= windowEndsAt - closingSoonMs ? 'closing' : now >= dueAt ? 'overdue' : 'waiting'
  return { kind, since, dueAt, windowEndsAt }
}

/** When attention may next change by the clock alone, in UTC milliseconds; null when it will not. */
export function nextAttentionChange(attention: Attention, now: number): number | null {
  if (attention.kind === 'none') return null
  const moments = [attention.dueAt, attention.windowEndsAt - closingSoonMs, attention.windowEndsAt]
  const ahead = moments.filter((moment) => moment > now)
  return ahead.length > 0 ? Math.min(...ahead) : null
}

const urgency = { closing: 0, none: 1, overdue: 2, waiting: 3, missed: 4 } as const

/**
 * Orders the waiting by what is lost first: windows about to close, then replies that were not delivered where nobody waits, then
 * overdue, then waiting, each oldest first.
 */
export function compareByUrgency(
  left: Pick<QueueItem, 'attention' | 'lastMessageAt'>,
  right: Pick<QueueItem, 'attention' | 'lastMessageAt'>,
): number {
  const byKind = urgency[left.attention.kind] - urgency[right.attention.kind]
  if (byKind !== 0) return byKind
  if (left.attention.kind === 'none' || right.attention.kind === 'none') return right.lastMessageAt - left.lastMessageAt
  if (left.attention.kind === 'closing') return left.attention.windowEndsAt - (right.attention).windowEndsAt
  return left.attention.since - right.attention.since
}
