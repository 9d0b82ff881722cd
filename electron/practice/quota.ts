import { z } from 'zod'
import { conversationRoutes, type Route } from './faults'
import { graphError, type GraphError } from './graph-error'
import type { PageConditions } from './page-conditions'

const minuteMs = 60_000
const dayMinutes = 1_440
const callsForEachPerson = 200
const conversationCallsInASecond = 2
/** Calls that leave a second apart may arrive a little closer together. */
const secondAsItArrivesMs = 800
/** Below it there is no header (restfb issue 548, quoting Meta's page, 2016). */
const silentPercent = 3

/** What a snapshot keeps of the quota: each minute of practice time, counted from 1970, and its calls. */
export const countedCallsSchema = z.array(z.tuple([z.number(), z.number()]))
export type CountedCalls = z.infer<typeof countedCallsSchema>

/** What a counted call meets: the headers of its answer, and the error when it was one too many. */
export type QuotaVerdict = { headers: Record<string, string>; error: GraphError | null }

/** Counts the calls of one Page. */
export type CallQuota = {
  /** Counts a call, also one that is then refused: who goes on calling stays out for longer (rate limits, 2026-03-23). */
  count(call: { route: Route; rules: PageConditions['quota']; engagedPeople: number }): QuotaVerdict
  /** Calls of the last 24 hours, and how many there may be. */
  used(): number
  /** The calls that a snapshot has to keep. */
  kept(): CountedCalls
}

/** How many calls a Page has in 24 hours: 200 for each engaged person (rate limits, 2026-03-23); nobody counts as one. */
export function dailyLimit(engagedPeople: number): number {
  return callsForEachPerson * Math.max(1, engagedPeople)
}

/**
 * Counts calls by the minute of practice time, and two a second (rate limits, 2026-03-23) in real time, so that a clock that
 * stands still holds nobody up. `now` is practice time, `monotonicNow` a clock that never jumps, both in milliseconds. Goes on
 * from the calls that were kept.
 */
export function createCallQuota(pageId: string, now: () => number, monotonicNow: () => number, start: CountedCalls = []): CallQuota {
  const callsByMinute = new Map(start)
  let latestReads: number[] = []

  function thisMinute(): number {
    return Math.floor(now() / minuteMs)
  }

  /** Calls of so many minutes until now. A clock that was set back has not made them yet. */
  function callsOf(minutes: number): number {
    const last = thisMinute()
    let calls = 0
    for (const [minute, count] of callsByMinute) {
      if (minute > last - minutes && minute <= last) calls += count
    }
    return calls
  }

  function forgetOld(): void {
    const last = thisMinute()
    for (const minute of callsByMinute.keys()) {
      if (minute <= last - dayMinutes || minute > last) callsByMinute.delete(minute)
    }
  }

  /** Minutes until enough calls are a day old that one more fits. */
  function minutesUntilOneFits(limit: number): number {
    let tooMany = callsOf(dayMinutes) - limit + 1
    for (const [minute, count] of [...callsByMinute].sort(([left], [right]) => left - right)) {
      tooMany -= count
      if (tooMany <= 0) return Math.max(1, minute + dayMinutes - thisMinute())
    }
    return 1
  }

  function tooFast(route: Route): boolean {
    if (!conversationRoutes.includes(route)) return false
    const at = monotonicNow()
    latestReads = [...latestReads.filter((earlier) => at - earlier < secondAsItArrivesMs), at]
    return latestReads.length > conversationCallsInASecond
  }

  return {
    count({ route, rules, engagedPeople }) {
      forgetOld()
      callsByMinute.set(thisMinute(), (callsByMinute.get(thisMinute()) ?? 0) + 1)
      const limit = dailyLimit(engagedPeople)
      const calls = callsOf(dayMinutes)
      const fast = tooFast(route) && rules.perSecond
      const many = calls > limit && rules.enforced
      const waitMinutes = many ? minutesUntilOneFits(limit) : fast ? 1 : 0
      const usage = usageOf(calls, limit)
      const hourly = usageOf(callsOf(60), limit)
      return {
        headers: {
          ...(usage.call_count > silentPercent || waitMinutes > 0 ? businessUsage(pageId, usage, waitMinutes) : {}),
          ...(hourly.call_count > silentPercent ? { 'x-app-usage': JSON.stringify(hourly) } : {}),
        },
        error: many ? graphError(80006) : fast ? graphError(613) : null,
      }
    },
    used: () => callsOf(dayMinutes),
    kept: () => [...callsByMinute],
  }
}

/** The header that says how much of a Page's quota is used, and for how many minutes no call will be answered (rate limits, 2026-03-23). */
export function businessUsage(pageId: string, usage: Usage, waitMinutes: number): Record<string, string> {
  const entry = { type: 'messenger', ...usage, estimated_time_to_regain_access: waitMinutes }
  return { 'x-business-use-case-usage': JSON.stringify({ [pageId]: [entry] }) }
}

type Usage = { call_count: number; total_cputime: number; total_time: number }

/** Percentages, whole. The practice platform spends little time on a call. */
export function usageOf(calls: number, limit: number): Usage {
  const percent = Math.floor((calls * 100) / limit)
  return { call_count: percent, total_cputime: Math.floor(percent / 4), total_time: Math.floor(percent / 4) }
}
