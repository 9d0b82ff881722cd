import type { Attention, Message } from '../../../shared/model'
import { daysBetween } from '../../ui/time-words'

/** Messages of one side that stand further apart than this show an hour each. */
const sameMomentMs = 10 * 60_000

export type Spoken = { kind: 'message'; message: Message; showsHour: boolean }
export type DayBreak = { kind: 'day'; key: string; at: number }
export type TimelineEntry = Spoken | DayBreak | { kind: 'unanswered'; since: number; entries: (Spoken | DayBreak)[] }

/** What the log shows, in order: the days, the messages, and what is unanswered as one block. */
export function timelineOf(messages: readonly Message[], attention: Attention): TimelineEntry[] {
  const since = attention.kind === 'none' ? null : attention.since
  const timeline: TimelineEntry[] = []
  messages.forEach((message, index) => {
    const before = messages[index - 1]
    const isUnanswered = since !== null && message.from === 'customer' && message.sentAt >= since
    const last = timeline.at(-1)
    const startsDay = !before || daysBetween(before.sentAt, message.sentAt) !== 0
    const day: DayBreak = { kind: 'day', key: `day-${message.id}`, at: message.sentAt }
    const spoken: Spoken = { kind: 'message', message, showsHour: showsHour(message, messages[index + 1], isUnanswered) }
    if (isUnanswered && last?.kind === 'unanswered') {
      last.entries.push(...(startsDay ? [day] : []), spoken)
      return
    }
    if (startsDay) timeline.push(day)
    timeline.push(isUnanswered ? { kind: 'unanswered', since: message.sentAt, entries: [spoken] } : spoken)
  })
  return timeline
}

/** The last of a run says when; one whose delivery is not settled always speaks for itself. */
function showsHour(message: Message, next: Message | undefined, isUnanswered: boolean): boolean {
  if (message.delivery.state !== 'sent' && message.delivery.state !== 'received') return true
  const endsRun = !next || next.from !== message.from || next.delivery.state !== message.delivery.state
  // The block of what is unanswered has a line of its own at its end.
  if (endsRun) return !isUnanswered
  return next.sentAt - message.sentAt > sameMomentMs || daysBetween(message.sentAt, next.sentAt) !== 0
}
