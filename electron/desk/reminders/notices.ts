import type { Translate } from '../../../shared/locales/translator'
import type { QueueItem } from '../../../shared/model'
import { excerptWords } from '../../../shared/text/excerpt'
import { plainLine } from '../../../shared/text/plain-text'
import type { ReminderNotice } from '../ports'

const bodyLength = 140
const nameLength = 60
const namesInDigest = 5

/** What is told about overdue customers: of one what it asks, of several the names. */
export function overdueNotice(items: QueueItem[], say: Translate): ReminderNotice {
  const [first] = items
  if (items.length !== 1 || !first) {
    return { title: say('notifications.digestTitle', { count: items.length }), body: namesOf(items), conversation: null }
  }
  const { pageId, platform, conversationId } = first
  return {
    title: say('notifications.overdueTitle', { customer: plainLine(first.customerName, nameLength) }),
    body: plainLine(excerptWords(say, first.excerpt), bodyLength),
    conversation: { pageId, platform, conversationId },
  }
}

/** What is told once when a shop has been read for the first time: how many wait, and how many windows close soon. */
export function firstDigest(waiting: Omit<QueueItem, 'excerpt'>[], say: Translate, formatTime: (at: number) => string): ReminderNotice {
  const ends = waiting.flatMap(({ attention }) => (attention.kind === 'closing' ? [attention.windowEndsAt] : []))
  const body = ends.length > 0 ? say('notifications.windowsClose', { count: ends.length, time: formatTime(Math.max(...ends)) }) : namesOf(waiting)
  return { title: say('notifications.digestTitle', { count: waiting.length }), body, conversation: null }
}

function namesOf(items: Pick<QueueItem, 'customerName'>[]): string {
  const names = items.slice(0, namesInDigest).map((item) => plainLine(item.customerName, nameLength))
  return names.join(', ') + (items.length > namesInDigest ? '…' : '')
}
