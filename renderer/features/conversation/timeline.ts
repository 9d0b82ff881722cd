import type { Attention, Message } from '../../../shared/model'

/** Messages of one side that stand further apart than this show an hour each. */
const sameMomentMs = 10 * 60_000

export type Spoken = { kind: 'message'; message: Message; showsHour: boolean }
export type DayBreak = { kind: 'day'; key: string; at: number }
export type Gap = { kind: 'gap'; key: string; count: number }
export type TimelineEntry = Spoken | DayBreak | Gap | { kind: 'unanswered'; since: number; entries: (Spoken | DayBreak | Gap)[] }

type DaysBetween = (from: number, to: number) => number

/** What the log shows, in order: the days, the messages, what is missing between them, and what is unanswered as one block. */
export function timelineOf(messages: readonly Message[], attention: Attention, daysBetween: DaysBetween): TimelineEntry[] {
  const since = attention.kind === 'none' ? null : attention.since
  // By order: within one second the time does not tell what was answered.
  const answeredUpTo = messages.findLastIndex(({ from, delivery, vanished }) => from === 'page' && delivery.state === 'sent' && !vanished)
  const timeline: TimelineEntry[] = []
  messages.forEach((message, index) => {
    const before = messages[index - 1]
    const last = timeline.at(-1)
    const isAsked = since !== null && index > answeredUpTo && message.from === 'customer' && !message.vanished && message.sentAt >= since
    // What has vanished in between does not end the block; what has not left yet stands after it.
    const isUnanswered = isAsked || (last?.kind === 'unanswered' && (message.delivery.state === 'sent' || message.delivery.state === 'received'))
    const breaks: (DayBreak | Gap)[] = []
    if (message.unavailableBefore > 0) breaks.push({ kind: 'gap', key: `gap-${message.id}`, count: message.unavailableBefore })
    if (!before || daysBetween(before.sentAt, message.sentAt) !== 0) breaks.push({ kind: 'day', key: `day-${message.id}`, at: message.sentAt })
    const spoken: Spoken = { kind: 'message', message, showsHour: showsHour(message, messages[index + 1], isUnanswered, daysBetween) }
    if (isUnanswered && last?.kind === 'unanswered') {
      last.entries.push(...breaks, spoken)
      return
    }
    timeline.push(...breaks)
    timeline.push(isUnanswered ? { kind: 'unanswered', since: message.sentAt, entries: [spoken] } : spoken)
  })
  return timeline
}

/** The last of a run says when; one whose delivery is not settled always speaks for itself. */
function showsHour(message: Message, next: Message | undefined, isUnanswered: boolean, daysBetween: DaysBetween): boolean {
  if (message.delivery.state !== 'sent' && message.delivery.state !== 'received') return true
  const endsRun = !next || next.from !== message.from || next.delivery.state !== message.delivery.state
  // The block of what is unanswered has a line of its own at its end.
  if (endsRun) return !isUnanswered
  return next.sentAt - message.sentAt > sameMomentMs || daysBetween(message.sentAt, next.sentAt) !== 0
}
