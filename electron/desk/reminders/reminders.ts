import type { Translate } from '../../../shared/locales/translator'
import type { Page } from '../../../shared/model'
import { nextAttentionChange } from '../../../shared/rules/attention'
import { readReadingState, writeReadingState } from '../inbox/archive'
import { readWaiting, withExcerpts, type AttentionBasis } from '../inbox/queue'
import type { Clock, Log, Notifier } from '../ports'
import type { Store } from '../storage/database'
import { firstDigest, overdueNotice } from './notices'
import { forgetTold, rememberTold, untoldOverdue } from './told'

/** An alarm is checked with the platform first when the last look is older than this, in milliseconds. */
const freshEnoughMs = 60_000

/** Tells the owner what is overdue, each cause once, also across a restart; and says when attention changes by the clock alone. */
export type Reminders = {
  /** Looks at who waits, tells what has become overdue and sets the one timer to the next moment at which something changes. */
  evaluate(): Promise<void>
  /** Says once who waits, when the shop has been read for the first time; when nothing could show it then, at the next `evaluate`. */
  tellFirstDigest(): Promise<void>
  stop(): void
}

/**
 * Makes the reminders of one Page. `checkFirst` asks the platform once more before an alarm; nothing is an alarm as long as `isFirstSync`;
 * `announce` hears whose attention changed.
 */
export function createReminders(options: {
  page: Page
  store: Store
  clock: Clock
  notifier: Notifier
  log: Log
  basis: () => AttentionBasis
  translate: () => Translate
  /** The time of the day, for an owner. */
  formatTime: (at: number) => string
  lastCheckedAt: () => number | null
  checkFirst: () => Promise<void>
  isFirstSync: () => boolean
  announce: (conversationIds: string[]) => void
}): Reminders {
  const { page, store, clock, notifier, log, basis, translate, lastCheckedAt, checkFirst, isFirstSync, announce } = options
  let cancelTimer = () => {}
  let stopped = false
  let lastKinds = new Map<string, string>()
  let telling: Promise<void> = Promise.resolve()

  async function evaluate(): Promise<void> {
    // What comes due while somebody is told lies ahead of this moment, so that the timer does not miss it.
    const now = clock.now()
    telling = telling.then(tellOwed).then(tellOverdue).catch(logBroken)
    await telling
    if (stopped) return
    const waiting = readWaiting(store, page, { ...basis(), now })
    const kinds = new Map(waiting.map((item) => [item.conversationId, item.attention.kind]))
    const changed = [...kinds].flatMap(([id, kind]) => (lastKinds.has(id) && lastKinds.get(id) !== kind ? [id] : []))
    lastKinds = kinds
    if (changed.length > 0) announce(changed)
    const moments = waiting.flatMap((item) => nextAttentionChange(item.attention, now) ?? [])
    cancelTimer()
    if (moments.length > 0) cancelTimer = clock.setTimer(Math.min(...moments), () => void evaluate())
  }

  async function tellOverdue(): Promise<void> {
    if (stopped || isFirstSync() || untoldOverdue(store, page, basis()).length === 0) return
    await lookFirst()
    if (stopped) return
    const overdue = untoldOverdue(store, page, basis())
    if (overdue.length === 0) return
    const causes = overdue.map(({ cause }) => cause)
    // Before it is shown: a crash in between costs one reminder, it never tells twice.
    store.write((writer) => rememberTold(writer, page, causes, clock.now()))
    const shown = await notifier.show(overdueNotice(withExcerpts(store, overdue.map(({ item }) => item)), translate()))
    if (!shown && !stopped) store.write((writer) => forgetTold(writer, page, causes))
  }

  async function lookFirst(): Promise<void> {
    const checkedAt = lastCheckedAt()
    if (checkedAt === null || clock.now() - checkedAt > freshEnoughMs) await checkFirst()
  }

  async function tellOwed(): Promise<void> {
    if (stopped || !readReadingState(store, page).digestOwed) return
    await lookFirst()
    if (stopped) return
    const waiting = readWaiting(store, page, basis()).filter((item) => item.attention.kind !== 'missed')
    keepOwed(false)
    const shown = waiting.length === 0 || (await notifier.show(firstDigest(waiting, translate(), options.formatTime)))
    if (!shown && !stopped) keepOwed(true)
  }

  function keepOwed(digestOwed: boolean): void {
    store.write((writer) => writeReadingState(writer, page, { digestOwed }))
  }

  function logBroken(error: unknown): void {
    log('error', 'reminder-broke', { reason: String(error) })
  }

  return {
    evaluate,
    async tellFirstDigest() {
      telling = telling.then(tellOwed).catch(logBroken)
      await telling
    },
    stop() {
      stopped = true
      cancelTimer()
    },
  }
}
