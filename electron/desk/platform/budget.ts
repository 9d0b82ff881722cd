import type { BudgetStanding, PageKey } from '../../../shared/model'
import type { Clock, Log } from '../ports'
import type { Store } from '../storage/database'
import { readUsage } from './usage-headers'

const minuteMs = 60_000
const minutesOfADay = 24 * 60
const dayMs = minutesOfADay * minuteMs

/** A quota of 200 calls per engaged person in a rolling 24 hours (Messenger rate limits, 2026-03-23). */
const callsPerPerson = 200

/** Reads pause when the platform's own figure is this high: calling on while throttled lengthens the block (same source). */
const pausePercent = 90

/** A figure of the platform's is believed for this long. */
const usageValidMs = 60 * minuteMs

/** A block lasts at least this long, twice as long when it repeats, and an hour at most unless the platform says more. */
const shortestBlockMs = 5 * minuteMs
const longestBlockMs = 60 * minuteMs

/** Beyond the quota reads go on this far apart: calls of which nobody knows whether they arrived must not blind the shop for a day. */
const spentPauseMinutes = 10

/** A count of the engaged people is used for this long: while a shop is read for the first time it grows by the second. */
const peopleCountedForMs = 5_000

/** Reads and sends have lanes of their own. */
export type CallKind = 'read' | 'send'

/** `giveBack` is for a call that has not left after all, such as without a network. */
export type Taken = { ok: true; giveBack: () => void } | { ok: false; until: number }

/** What may be asked of the platform, and when. */
export type CallBudget = {
  /** Counts a call that leaves now, or says until when (UTC milliseconds) none of its kind should. Only a throttle answer holds sends. */
  take(kind: CallKind): Taken
  /** Learns from the headers of an answer that was no throttle. */
  learn(headers: Record<string, string>): void
  /** The platform has throttled a call. Gives until when, for all calls or for those of its kind. */
  throttled(scope: 'page' | 'lane', kind: CallKind, headers: Record<string, string>): number
  standing(): BudgetStanding
}

type BudgetRow = { usage_percent: number | null; usage_read_at: number | null; blocked_until: number | null; blocked_times: number }

/** The budget of one Page, kept in the store, so that a restart forgets neither the calls made nor a block. */
export function createCallBudget(options: { store: Store; page: PageKey; clock: Pick<Clock, 'now'>; log: Log }): CallBudget {
  const { store, clock, log } = options
  const page = { pageId: options.page.pageId, platform: options.page.platform }
  const laneHeldUntil: Record<CallKind, number> = { read: 0, send: 0 }
  let people = { count: 0, countedAt: -Infinity }

  function readRow(): BudgetRow {
    const row = store.get<BudgetRow>(
      `SELECT usage_percent, usage_read_at, blocked_until, blocked_times FROM pages
       WHERE page_id = $pageId AND platform = $platform`,
      page,
    )
    return row ?? { usage_percent: null, usage_read_at: null, blocked_until: null, blocked_times: 0 }
  }

  function calls(now: number): { count: number; lastMinute: number } {
    const row = store.get<{ count: number | null; last_minute: number | null }>(
      `SELECT sum(count) AS count, max(minute) AS last_minute FROM calls
       WHERE page_id = $pageId AND platform = $platform AND minute > $earliest AND minute <= $latest`,
      { ...page, earliest: minuteOf(now) - minutesOfADay, latest: minuteOf(now) },
    )
    return { count: row?.count ?? 0, lastMinute: row?.last_minute ?? 0 }
  }

  function countCall(minute: number): void {
    store.write((writer) => {
      writer.run('DELETE FROM calls WHERE page_id = $pageId AND platform = $platform AND minute <= $earliest', {
        ...page,
        earliest: minute - minutesOfADay,
      })
      writer.run(
        `INSERT INTO calls (page_id, platform, minute, count) VALUES ($pageId, $platform, $minute, 1)
         ON CONFLICT DO UPDATE SET count = count + 1`,
        { ...page, minute },
      )
    })
  }

  function uncountCall(minute: number): void {
    store.write((writer) =>
      writer.run('UPDATE calls SET count = count - 1 WHERE page_id = $pageId AND platform = $platform AND minute = $minute AND count > 0', {
        ...page,
        minute,
      }),
    )
  }

  function engagedPeople(now: number): number {
    if (Math.abs(now - people.countedAt) > peopleCountedForMs) {
      const row = store.get<{ count: number }>(
        'SELECT count(DISTINCT customer_id) AS count FROM conversations WHERE page_id = $pageId AND platform = $platform',
        page,
      )
      people = { count: row?.count ?? 0, countedAt: now }
    }
    return Math.max(1, people.count)
  }

  /** What the platform said of the use lately. A moment ahead of the clock is one of before the clock was corrected. */
  function usageOf(row: BudgetRow, now: number): { percent: number; readAt: number } | null {
    if (row.usage_percent === null || row.usage_read_at === null) return null
    return Math.abs(now - row.usage_read_at) < usageValidMs ? { percent: row.usage_percent, readAt: row.usage_read_at } : null
  }

  /** The platform's own figure counts where it allows more: it may know more engaged people than have written to this store. */
  function quotaOf(count: number, percent: number | undefined, now: number): number {
    const impliedByHeaders = percent === undefined || percent === 0 ? 0 : Math.floor((count * 100) / percent)
    return Math.max(callsPerPerson * engagedPeople(now), impliedByHeaders)
  }

  function blockedUntil(row: BudgetRow, now: number): number | null {
    return row.blocked_until !== null && row.blocked_until > now && row.blocked_until <= now + dayMs ? row.blocked_until : null
  }

  function heldUntil(kind: CallKind, now: number): number {
    const row = readRow()
    const until = Math.max(blockedUntil(row, now) ?? 0, laneHeldUntil[kind] <= now + dayMs ? laneHeldUntil[kind] : 0)
    if (until > now || kind === 'send') return until
    const usage = usageOf(row, now)
    if (usage && usage.percent >= pausePercent && usage.readAt + shortestBlockMs > now) return usage.readAt + shortestBlockMs
    const { count, lastMinute } = calls(now)
    return count >= quotaOf(count, usage?.percent, now) ? (lastMinute + spentPauseMinutes) * minuteMs : 0
  }

  function keepUsage(percent: number | null, now: number): void {
    if (percent === null) return
    store.write((writer) =>
      writer.run(
        'UPDATE pages SET usage_percent = $percent, usage_read_at = $now WHERE page_id = $pageId AND platform = $platform',
        { ...page, percent, now },
      ),
    )
  }

  function keepBlock(until: number | null, times: number): void {
    store.write((writer) =>
      writer.run(
        'UPDATE pages SET blocked_until = $until, blocked_times = $times WHERE page_id = $pageId AND platform = $platform',
        { ...page, until, times },
      ),
    )
  }

  return {
    take(kind) {
      const now = clock.now()
      const until = heldUntil(kind, now)
      if (until > now) return { ok: false, until }
      const minute = minuteOf(now)
      countCall(minute)
      return { ok: true, giveBack: () => uncountCall(minute) }
    },
    learn(headers) {
      const now = clock.now()
      keepUsage(readUsage(headers, page.pageId).percent, now)
      const row = readRow()
      if (row.blocked_times > 0 && blockedUntil(row, now) === null) keepBlock(null, 0)
    },
    throttled(scope, kind, headers) {
      const now = clock.now()
      const usage = readUsage(headers, page.pageId)
      keepUsage(usage.percent, now)
      const row = readRow()
      const standing = blockedUntil(row, now)
      const times = row.blocked_times + (standing === null && scope === 'page' ? 1 : 0)
      const ownPauseMs = Math.min(longestBlockMs, shortestBlockMs * 2 ** Math.max(0, times - 1))
      const until = now + Math.min(dayMs, Math.max(ownPauseMs, usage.regainMinutes * minuteMs))
      log('warning', 'throttled', { scope, kind, minutes: Math.ceil((until - now) / minuteMs), times })
      if (scope === 'page') keepBlock(Math.max(until, standing ?? 0), times)
      else laneHeldUntil[kind] = until
      return until
    },
    standing() {
      const now = clock.now()
      const row = readRow()
      const usage = usageOf(row, now)
      const { count } = calls(now)
      return {
        callsInLastDay: count,
        quota: quotaOf(count, usage?.percent, now),
        usagePercent: usage?.percent ?? null,
        blockedUntil: blockedUntil(row, now) ?? (laneHeldUntil.read > now ? laneHeldUntil.read : null),
      }
    },
  }
}

/** For the few questions about a token whose Page has no store yet. */
export function createUnkeptBudget(clock: Pick<Clock, 'now'>): Pick<CallBudget, 'take' | 'learn' | 'throttled'> {
  return {
    take: () => ({ ok: true, giveBack: () => {} }),
    learn: () => {},
    throttled: () => clock.now() + shortestBlockMs,
  }
}

function minuteOf(moment: number): number {
  return Math.floor(moment / minuteMs)
}
