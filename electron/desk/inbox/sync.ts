import { neverChecked, type BudgetStanding, type Connection, type ConversationKey, type Page } from '../../../shared/model'
import type { ProblemCode } from '../../../shared/problems'
import { nextAttentionChange } from '../../../shared/rules/attention'
import { isPageOpen } from '../../../shared/time/page-hours'
import { deliveryIsOpen } from '../outbox/deliveries'
import type { PlatformClient } from '../platform/client'
import type { Clock, Log } from '../ports'
import type { Store, Writer } from '../storage/database'
import { readReadingState, writeReadingState } from './archive'
import { checkIntervalMs, usedPercent, type CheckCircumstances } from './check-interval'
import { takeInFirst } from './first-look'
import { readNewestMessages, readWholePage } from './list-reading'
import type { PageProfile } from './page-profile'
import { readWaiting, type AttentionBasis } from './queue'
import { takeInConversation, takeInMessages } from './take-in'

const minuteMs = 60_000

/** A look reads at most this many pages of conversations, so that a large inbox does not spend the shop's quota at once. */
const mostPagesPerCheck = 8

/** For this long after something new, a send, or one of which nobody knows what became, the next thing is near. */
const livelyMs = 3 * minuteMs

const deadlineNearMs = 10 * minuteMs

/** After the last of a burst of sends the desk looks once, this much later, unless this much of the quota is used. */
const afterSendMs = 4_000
const afterSendPercent = 75

/** How old Meta's count of unread conversations may be when nothing is listed. */
const unreadCountValidMs = 60 * minuteMs

/** Looks at the platform, at once when asked and by itself in between. */
export type Sync = {
  /** One look; a look that is under way is shared. Resolves when it has ended, well or not. */
  check(): Promise<void>
  /** Reads one conversation's newest messages again. True when the platform answered. */
  rereadConversation(key: ConversationKey): Promise<boolean>
  /** A reply has left: what comes of it is looked at soon. */
  replySent(): void
  focusChanged(focused: boolean): void
  connection(): Connection
  stop(): void
}

/**
 * Makes the sync of one Page. `announce` hears which conversations changed, after the store has them. At the end of the first look
 * `passOver` is called inside its transaction, so that nothing of before becomes an alarm, and `firstSyncEnded` after it.
 */
export function createSync(options: {
  page: Page
  store: Store
  client: PlatformClient
  clock: Clock
  log: Log
  budget: { standing(): BudgetStanding }
  profile: Pick<PageProfile, 'hours' | 'unreadCount'>
  timeZone: () => string
  basis: () => AttentionBasis
  announce: (conversationIds: string[]) => void
  connectionChanged: (connection: Connection) => void
  passOver: (writer: Writer) => void
  firstSyncEnded: () => void
  /** After each look that went well. */
  checked: () => void
}): Sync {
  const { page, store, client, clock, log, budget, profile, announce, connectionChanged } = options
  const closing = new AbortController()
  const reading = { page: { pageId: page.pageId, platform: page.platform }, reader: store, client, now: () => clock.now(), signal: closing.signal }
  let underWay: Promise<void> | null = null
  let cancelTimer = () => {}
  let failuresInARow = 0
  let lookedAt = clock.now()
  let lastNewsAt = clock.now()
  let afterSendAt: number | null = null
  let focused = true
  let connection: Connection = neverChecked

  function become(next: Partial<Connection>): void {
    connection = { ...connection, ...next }
    connectionChanged(connection)
  }

  async function look(): Promise<void> {
    cancelTimer()
    afterSendAt = null
    become({ state: 'checking', nextCheckAt: null })
    let problem = await takeInGuarded()
    // Another look settles what time it is; until then nobody could say who is overdue.
    if (!problem && clock.isInDoubt()) problem = await takeInGuarded()
    if (closing.signal.aborted) return
    failuresInARow = problem ? failuresInARow + 1 : 0
    lookedAt = clock.now()
    const nextCheckAt = planNext(nextMoment())
    if (problem) return become({ state: 'failing', problem, nextCheckAt })
    become({ state: 'connected', problem: null, lastCheckedAt: lookedAt, nextCheckAt })
    options.checked()
  }

  function takeInGuarded(): Promise<ProblemCode | null> {
    return takeInNewest().catch((error: unknown): ProblemCode => {
      log('error', 'check-broke', { reason: String(error) })
      return 'bug'
    })
  }

  /** When the next look is due; a minute after the last one when that cannot be worked out. */
  function nextMoment(): number {
    try {
      return lookedAt + checkIntervalMs(circumstances())
    } catch (error) {
      log('error', 'plan-broke', { reason: String(error) })
      return lookedAt + minuteMs
    }
  }

  /** Whatever goes wrong in or after a look, there is a next one. */
  function lookBroke(error: unknown): void {
    log('error', 'look-broke', { reason: String(error) })
    if (!closing.signal.aborted) planNext(clock.now() + minuteMs)
  }

  /** Sets the timer for the next look, or for the one after a send when that is sooner. Gives its moment. */
  function planNext(at: number): number {
    const nextCheckAt = Math.max(clock.now(), Math.min(at, afterSendAt ?? at))
    cancelTimer()
    cancelTimer = clock.setTimer(nextCheckAt, () => void check())
    return nextCheckAt
  }

  /** Plans again after what the plan was made for has changed; a look that is under way plans by itself. */
  function planAgain(): void {
    if (underWay || closing.signal.aborted || connection.nextCheckAt === null) return
    become({ nextCheckAt: planNext(nextMoment()) })
  }

  async function takeInNewest(): Promise<ProblemCode | null> {
    const { firstSyncEndedAt, catchUpPending } = readReadingState(store, page)
    if (firstSyncEndedAt !== null) return takeInNews(catchUpPending)
    const first = await takeInFirst({ reading, store, clock, announce: tellNews, passOver: options.passOver, whyEmpty })
    if (first.ended) options.firstSyncEnded()
    return first.problem
  }

  /** Reads on as long as everything is new, or an earlier look ended before it had read everything new. */
  async function takeInNews(catchUpPending: boolean): Promise<ProblemCode | null> {
    let wasCutShort = false
    let after: string | undefined
    for (let pageNumber = 0; pageNumber < mostPagesPerCheck; pageNumber += 1) {
      const read = await readWholePage(reading, after)
      if (closing.signal.aborted) return null
      if (!read.ok) return read.code
      const { conversations: taken, count, allNew } = read.value
      const emptiness = pageNumber === 0 && count === 0 ? await whyEmpty() : null
      if (emptiness) return emptiness
      const mayHaveMore = read.value.after !== null && (catchUpPending || allNew)
      const goesOn = mayHaveMore && pageNumber + 1 < mostPagesPerCheck
      wasCutShort ||= pageNumber > 0 && taken.some((conversation) => !conversation.readWhole)
      store.write((writer) => {
        for (const conversation of taken) takeInConversation(writer, reading.page, conversation, clock.now())
        writeReadingState(writer, page, { catchUpPending: goesOn || wasCutShort })
        // What this look leaves unread is left to the backfill.
        if (!goesOn && mayHaveMore && allNew) writeReadingState(writer, page, { olderAfter: read.value.after, olderComplete: false })
      })
      if (taken.length > 0) tellNews(taken.map(({ conversation }) => conversation.id))
      if (!goesOn) break
      after = read.value.after ?? undefined
    }
    return null
  }

  function tellNews(conversationIds: string[]): void {
    lastNewsAt = clock.now()
    announce(conversationIds)
  }

  /** Meta lists only testers while an app is not live, and still counts all that is unread. */
  async function whyEmpty(): Promise<ProblemCode | null> {
    return ((await profile.unreadCount(unreadCountValidMs)) ?? 0) > 0 ? 'only-testers-visible' : null
  }

  function circumstances(): CheckCircumstances {
    const now = clock.now()
    const basis = options.basis()
    const deadlines = readWaiting(store, page, basis).flatMap((item) => nextAttentionChange(item.attention, now) ?? [])
    return {
      now,
      standing: budget.standing(),
      failuresInARow,
      lively: [lastNewsAt, lastUnknownAt()].some((at) => Math.abs(now - at) < livelyMs),
      focused,
      deadlineNear: deadlines.some((deadline) => deadline - now < deadlineNearMs),
      open: isPageOpen(profile.hours(), now, options.timeZone()),
      spread: 2 * Math.random() - 1,
    }
  }

  /** When nobody knew any more what became of a send, the last time; the outbox looks for it itself. */
  function lastUnknownAt(): number {
    const row = store.get<{ at: number | null }>(
      `SELECT max(changed_at) AS at FROM deliveries
       WHERE page_id = $pageId AND platform = $platform AND ${deliveryIsOpen} AND state = 'unknown'`,
      reading.page,
    )
    return row?.at ?? -Infinity
  }

  /** A clock that was set back would otherwise hold the next look for as long. */
  function clockChanged(): void {
    const now = clock.now()
    lookedAt = Math.min(lookedAt, now)
    if (connection.lastCheckedAt !== null && connection.lastCheckedAt > now) become({ lastCheckedAt: now })
    planAgain()
  }

  function check(): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve()
    underWay ??= look()
      .catch(lookBroke)
      .finally(() => {
        underWay = null
      })
    return underWay
  }

  const unfollowClock = clock.onChange(clockChanged)

  return {
    check,
    async rereadConversation(key) {
      const newest = await readNewestMessages(reading, key.conversationId)
      if (!newest.ok || closing.signal.aborted) return false
      store.write((writer) => takeInMessages(writer, key, newest.value, clock.now()))
      announce([key.conversationId])
      return true
    },
    replySent() {
      lastNewsAt = clock.now()
      if (usedPercent(budget.standing()) <= afterSendPercent) afterSendAt = lastNewsAt + afterSendMs
      planAgain()
    },
    focusChanged(next) {
      if (next === focused) return
      focused = next
      planAgain()
    },
    connection: () => connection,
    stop() {
      closing.abort()
      unfollowClock()
      cancelTimer()
    },
  }
}
