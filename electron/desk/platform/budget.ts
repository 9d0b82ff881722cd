import { monotonicNow } from '../clock'
import type { BudgetStanding, PageKey } from '../../../shared/model'
import type { Clock, Log } from '../ports'
import type { Store, Writer } from '../storage/database'
import { readUsage } from './usage-headers'

const minuteMs = 60_000
const minutesOfADay = 24 * 60
const dayMs = minutesOfADay * minuteMs

/** A quota of 200 calls per engaged person in a rolling 24 hours (Messenger rate limits, 2026-03-23). */
const callsPerPerson = 200

/** Two calls a second and Page (same source), counted where they arrive: a little less often is safe. */
const callsPerPace = 2
const paceMs = 1_100

/** Reads are this far apart when the platform's own figure is this high: calling on while throttled lengthens the block (same source). */
const pausePercent = 90
const highUsePauseMs = 5 * minuteMs

/** A figure of the platform's is believed for this long. */
const usageValidMs = 60 * minuteMs

/** A hold lasts at least this long, twice as long when it repeats, and an hour at most unless the platform says more. */
const shortestHoldMs = 5 * minuteMs
const longestHoldMs = 60 * minuteMs

/** Beyond the quota reads go on this far apart: calls of which nobody knows whether they arrived must not blind the shop for a day. */
const spentPauseMs = 10 * minuteMs

/** A count of the engaged people is used for this long: while a shop is read for the first time it grows by the second. */
const peopleCountedForMs = 5_000

/** Reads and sends have lanes of their own. */
export type CallKind = 'read' | 'send'

/** `page`: every call is held. `lane`: only those of the kind that was asked. */
export type HoldScope = 'page' | 'lane'

/** `giveBack` is for a call that has not left after all, such as without a network. `by`: who holds it, the platform or the desk's own count. */
export type Taken = { ok: true; giveBack: () => void } | { ok: false; until: number; by: 'platform' | 'count' }

/** What every call passes. */
export type CallGate = {
  /** Reserves the next read's moment, two a second at most, and gives how long to wait for it, in milliseconds. */
  paceRead(): number
  /** Counts a call that leaves now, or says until when (UTC milliseconds) none of its kind should. Only a throttle answer holds sends. */
  take(kind: CallKind): Taken
  /** Learns from the headers of an answer that was no throttle. */
  learn(headers: Record<string, string>): void
  /** A call was answered as it should be: a hold that comes after it is a first one again. */
  wentWell(kind: CallKind): void
  /** The platform has throttled a call. Gives until when. */
  throttled(scope: HoldScope, kind: CallKind, headers: Record<string, string>): number
}

/** What may be asked of the platform for one Page, and when. */
export type CallBudget = CallGate & {
  /** Counts calls that left before it was known that they are for this Page. */
  count(calls: number): void
  standing(): BudgetStanding
}

type Usage = { percent: number; quota: number | null; readAt: number }
type Hold = { lane: 'page' | CallKind; until: number; times: number }

/** The budget of one Page, kept in the store, so that a restart forgets neither the calls made nor a hold. */
export function createCallBudget(options: { store: Store; page: PageKey; clock: Pick<Clock, 'now'>; log: Log }): CallBudget {
  const { store, clock, log } = options
  const page = { pageId: options.page.pageId, platform: options.page.platform }
  const pace = createPace()
  let people = { count: 0, countedAt: -Infinity }

  function callsAt(now: number): number {
    const row = store.get<{ count: number | null }>(
      `SELECT sum(count) AS count FROM calls
       WHERE page_id = $pageId AND platform = $platform AND minute > $earliest AND minute <= $latest`,
      { ...page, earliest: minuteOf(now) - minutesOfADay, latest: minuteOf(now) },
    )
    return row?.count ?? 0
  }

  function readLastRead(): number | null {
    const row = store.get<{ last_read_at: number | null }>('SELECT last_read_at FROM pages WHERE page_id = $pageId AND platform = $platform', page)
    return row?.last_read_at ?? null
  }

  function keepLastRead(writer: Writer, at: number | null): void {
    writer.run('UPDATE pages SET last_read_at = $at WHERE page_id = $pageId AND platform = $platform', { ...page, at })
  }

  function countCalls(writer: Writer, minute: number, count: number): void {
    writer.run('DELETE FROM calls WHERE page_id = $pageId AND platform = $platform AND minute <= $earliest', {
      ...page,
      earliest: minute - minutesOfADay,
    })
    writer.run(
      `INSERT INTO calls (page_id, platform, minute, count) VALUES ($pageId, $platform, $minute, $count)
       ON CONFLICT DO UPDATE SET count = count + $count`,
      { ...page, minute, count },
    )
  }

  function uncountCall(writer: Writer, minute: number): void {
    writer.run('UPDATE calls SET count = count - 1 WHERE page_id = $pageId AND platform = $platform AND minute = $minute AND count > 0', {
      ...page,
      minute,
    })
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
  function readLastUsage(now: number): Usage | null {
    const row = store.get<{ usage_percent: number | null; usage_quota: number | null; usage_read_at: number | null }>(
      'SELECT usage_percent, usage_quota, usage_read_at FROM pages WHERE page_id = $pageId AND platform = $platform',
      page,
    )
    if (!row || row.usage_percent === null || row.usage_read_at === null) return null
    if (Math.abs(now - row.usage_read_at) >= usageValidMs) return null
    return { percent: row.usage_percent, quota: row.usage_quota, readAt: row.usage_read_at }
  }

  /** The platform's own figure counts where it allows more: it may know more engaged people than have written to this store. */
  function quotaAt(now: number, usage: Usage | null): number {
    return Math.max(callsPerPerson * engagedPeople(now), usage?.quota ?? 0)
  }

  function readHolds(): Hold[] {
    return store.all<Hold>('SELECT lane, until, times FROM holds WHERE page_id = $pageId AND platform = $platform', page)
  }

  /** A hold of more than a day is one of before the clock was corrected. */
  function holds(hold: Hold, now: number): boolean {
    return hold.until > now && hold.until <= now + dayMs
  }

  function heldByPlatform(kind: CallKind, now: number): number | null {
    const until = readHolds().flatMap((hold) => ((hold.lane === 'page' || hold.lane === kind) && holds(hold, now) ? hold.until : []))
    return until.length > 0 ? Math.max(...until) : null
  }

  /** Until when the desk itself lets no read leave; null when it does. */
  function heldByCount(now: number): number | null {
    const lastReadAt = readLastRead()
    // One ahead of the clock is of before the clock was corrected.
    if (lastReadAt === null || lastReadAt > now) return null
    const usage = readLastUsage(now)
    const isHigh = usage !== null && usage.percent >= pausePercent
    const isSpent = callsAt(now) >= quotaAt(now, usage)
    const until = lastReadAt + (isSpent ? spentPauseMs : isHigh ? highUsePauseMs : 0)
    return until > now ? until : null
  }

  function keepUsage(headers: Record<string, string>, now: number): void {
    const { percent, ofCalls } = readUsage(headers, page.pageId)
    if (percent === null) return
    const quota = ofCalls === null || ofCalls === 0 ? null : Math.floor((callsAt(now) * 100) / ofCalls)
    store.write((writer) =>
      writer.run(
        `UPDATE pages SET usage_percent = $percent, usage_quota = $quota, usage_read_at = $now
         WHERE page_id = $pageId AND platform = $platform`,
        { ...page, percent, quota, now },
      ),
    )
  }

  return {
    paceRead: pace,
    take(kind) {
      const now = clock.now()
      const byPlatform = heldByPlatform(kind, now)
      if (byPlatform !== null) return { ok: false, until: byPlatform, by: 'platform' }
      const byCount = kind === 'read' ? heldByCount(now) : null
      if (byCount !== null) return { ok: false, until: byCount, by: 'count' }
      const minute = minuteOf(now)
      const lastReadAt = readLastRead()
      store.write((writer) => {
        countCalls(writer, minute, 1)
        if (kind === 'read') keepLastRead(writer, now)
      })
      return {
        ok: true,
        giveBack: () =>
          store.write((writer) => {
            uncountCall(writer, minute)
            if (kind === 'read') keepLastRead(writer, lastReadAt)
          }),
      }
    },
    count: (calls) => store.write((writer) => countCalls(writer, minuteOf(clock.now()), calls)),
    learn: (headers) => keepUsage(headers, clock.now()),
    wentWell(kind) {
      const now = clock.now()
      for (const hold of readHolds()) {
        if (holds(hold, now) || (hold.lane !== 'page' && hold.lane !== kind)) continue
        store.write((writer) =>
          writer.run('DELETE FROM holds WHERE page_id = $pageId AND platform = $platform AND lane = $lane', { ...page, lane: hold.lane }),
        )
      }
    },
    throttled(scope, kind, headers) {
      const now = clock.now()
      keepUsage(headers, now)
      const lane = scope === 'page' ? 'page' : kind
      const before = readHolds().find((hold) => hold.lane === lane)
      const standing = before && holds(before, now) ? before.until : null
      const times = (before?.times ?? 0) + (standing === null ? 1 : 0)
      const until = now + holdMs(times, readUsage(headers, page.pageId).regainMinutes)
      log('warning', 'throttled', { scope, kind, minutes: Math.ceil((until - now) / minuteMs), times })
      store.write((writer) =>
        writer.run(
          `INSERT INTO holds (page_id, platform, lane, until, times) VALUES ($pageId, $platform, $lane, $until, $times)
           ON CONFLICT DO UPDATE SET until = $until, times = $times`,
          { ...page, lane, until: Math.max(until, standing ?? 0), times },
        ),
      )
      return until
    },
    standing() {
      const now = clock.now()
      const usage = readLastUsage(now)
      return {
        callsInLastDay: callsAt(now),
        quota: quotaAt(now, usage),
        usagePercent: usage?.percent ?? null,
        blockedUntil: heldByPlatform('read', now) ?? heldByCount(now),
      }
    },
  }
}

/** Reserves moments for reads, two a second at most; each call gives how long to wait, in milliseconds. */
export function createPace(): () => number {
  let starts: number[] = []
  return () => {
    const now = monotonicNow()
    const [earliest] = starts
    const start = earliest === undefined || starts.length < callsPerPace ? now : Math.max(now, earliest + paceMs)
    starts = [...starts, start].slice(-callsPerPace)
    return start - now
  }
}

/** How long a hold lasts that has come so many times in a row and of which the platform said so many minutes. */
export function holdMs(times: number, regainMinutes: number): number {
  const ownMs = Math.min(longestHoldMs, shortestHoldMs * 2 ** Math.max(0, times - 1))
  return Math.min(dayMs, Math.max(ownMs, regainMinutes * minuteMs))
}

function minuteOf(moment: number): number {
  return Math.floor(moment / minuteMs)
}
