import type { Page, QueueItem } from '../../../shared/model'
import { nextAttentionChange } from '../../../shared/rules/attention'
import type { Translate } from '../../../shared/locales/translator'
import { plainLine } from '../../../shared/text/plain-text'
import { readWaiting, type AttentionBasis } from '../inbox/queue'
import type { Clock, Log, Notifier, ReminderNotice } from '../ports'
import type { Store } from '../storage/database'

/** An alarm is checked with the platform first when the last look is older than this, in milliseconds. */
const freshEnoughMs = 60_000

const bodyLength = 140
const nameLength = 60
const namesInDigest = 5

type Told = { conversationId: string; causeMessageId: string }

/** Tells the owner what is overdue, each cause once, also across a restart; and says when attention changes by the clock alone. */
export type Reminders = {
  /** Looks at who waits, tells what has become overdue and sets the one timer to the next moment at which something changes. */
  evaluate(): Promise<void>
  stop(): void
}

/** Makes the reminders of one Page. `checkFirst` asks the platform once more before an alarm; `announce` hears whose attention changed. */
export function createReminders(options: {
  page: Page
  store: Store
  clock: Clock
  notifier: Notifier
  log: Log
  replyTargetMinutes: () => number
  translate: () => Translate
  lastCheckedAt: () => number | null
  checkFirst: () => Promise<void>
  announce: (conversationIds: string[]) => void
}): Reminders {
  const { page, store, clock, notifier, log, replyTargetMinutes, translate, lastCheckedAt, checkFirst, announce } = options
  const pageParameters = { pageId: page.pageId, platform: page.platform }
  let cancelTimer = () => {}
  let stopped = false
  let lastKinds = new Map<string, string>()
  let telling: Promise<void> = Promise.resolve()

  async function evaluate(): Promise<void> {
    telling = telling.then(tellOverdue).catch((error: unknown) => log('error', 'reminder-broke', { reason: String(error) }))
    await telling
    if (stopped) return
    const now = clock.now()
    const waiting = readWaiting(store, page, basisAt(now))
    const kinds = new Map(waiting.map((item) => [item.conversationId, item.attention.kind]))
    const changed = [...kinds].flatMap(([id, kind]) => (lastKinds.has(id) && lastKinds.get(id) !== kind ? [id] : []))
    lastKinds = kinds
    if (changed.length > 0) announce(changed)
    const moments = waiting.flatMap((item) => nextAttentionChange(item.attention, now) ?? [])
    cancelTimer()
    if (moments.length > 0) cancelTimer = clock.setTimer(Math.min(...moments), () => void evaluate())
  }

  async function tellOverdue(): Promise<void> {
    if (stopped || untold().length === 0) return
    const checkedAt = lastCheckedAt()
    if (checkedAt === null || clock.now() - checkedAt > freshEnoughMs) await checkFirst()
    if (stopped) return
    const items = untold()
    const [first] = items
    if (!first) return
    const causes = items.map((item) => item.told)
    remember(causes)
    const shown = await notifier.show(noticeFor(items.map(({ item }) => item)))
    if (!shown && !stopped) forget(causes)
  }

  function untold(): { item: QueueItem; told: Told }[] {
    const now = clock.now()
    return readWaiting(store, page, basisAt(now)).flatMap((item) => {
      const { attention, conversationId } = item
      if (attention.kind === 'none' || attention.kind === 'missed' || now < attention.dueAt) return []
      const causeMessageId = causeOf(conversationId)
      const told = { conversationId, causeMessageId }
      return isTold(told) ? [] : [{ item, told }]
    })
  }

  function causeOf(conversationId: string): string {
    const row = store.get<{ message_id: string }>(
      `SELECT message_id FROM conversations JOIN messages ON position = first_unanswered_position
       WHERE conversations.page_id = $pageId AND conversations.platform = $platform
         AND conversations.conversation_id = $conversationId`,
      { ...pageParameters, conversationId },
    )
    return row?.message_id ?? ''
  }

  function isTold(told: Told): boolean {
    return (
      store.get(
        `SELECT 1 FROM reminders WHERE page_id = $pageId AND platform = $platform
           AND conversation_id = $conversationId AND step = 'overdue' AND cause_message_id = $causeMessageId`,
        { ...pageParameters, ...told },
      ) !== undefined
    )
  }

  /** Before it is shown: a crash in between costs one reminder, it never tells twice. */
  function remember(causes: Told[]): void {
    store.write((writer) => {
      for (const told of causes) {
        writer.run(
          `INSERT OR IGNORE INTO reminders (page_id, platform, conversation_id, step, cause_message_id, told_at)
           VALUES ($pageId, $platform, $conversationId, 'overdue', $causeMessageId, $now)`,
          { ...pageParameters, ...told, now: clock.now() },
        )
      }
    })
  }

  function forget(causes: Told[]): void {
    store.write((writer) => {
      for (const told of causes) {
        writer.run(
          `DELETE FROM reminders WHERE page_id = $pageId AND platform = $platform
             AND conversation_id = $conversationId AND step = 'overdue' AND cause_message_id = $causeMessageId`,
          { ...pageParameters, ...told },
        )
      }
    })
  }

  function noticeFor(items: QueueItem[]): ReminderNotice {
    const say = translate()
    const names = items.slice(0, namesInDigest).map((item) => plainLine(item.customerName, nameLength))
    const [first] = items
    if (items.length === 1 && first) {
      const { text, attachment } = first.excerpt
      const words = text !== '' ? text : attachment ? say(`attachments.${attachment}`) : ''
      const { pageId, platform, conversationId } = first
      return {
        title: say('notifications.overdueTitle', { customer: names[0] ?? '' }),
        body: plainLine(words, bodyLength),
        conversation: { pageId, platform, conversationId },
      }
    }
    return {
      title: say('notifications.digestTitle', { count: items.length }),
      body: names.join(', ') + (items.length > namesInDigest ? '…' : ''),
      conversation: null,
    }
  }

  function basisAt(now: number): AttentionBasis {
    return { now, replyTargetMinutes: replyTargetMinutes() }
  }

  return {
    evaluate,
    stop() {
      stopped = true
      cancelTimer()
    },
  }
}
