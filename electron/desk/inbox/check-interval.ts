const secondMs = 1_000

/** A quota of 200 calls per engaged person in a rolling 24 hours (Messenger rate limits, 2026-03-23). */
const callsPerPersonPerDay = 200

/** The desk plans with half of the quota, spent over ten hours in which the shop looks. */
const plannedShare = 0.5
const lookingHoursMs = 10 * 3_600_000

const shortestMs = 10 * secondMs
const longestMs = 360 * secondMs
const shortestAfterFailureMs = 15 * secondMs

/** After something new the next thing is near: for this long the desk looks more often, while the day's calls allow it. */
const livelyMs = 3 * 60 * secondMs
const livelyIntervalMs = 15 * secondMs
const livelyShare = 0.5

/** What the interval is computed from. */
export type CheckCircumstances = {
  /** How many customers have ever written. */
  customerCount: number
  failuresInARow: number
  /** How long ago the desk started, took something in or sent something, in milliseconds. */
  sinceNewsMs: number
  /** How many calls this run has made in the last 24 hours. */
  callsInLastDay: number
}

/** How long to wait before the next check, in milliseconds. */
export function checkIntervalMs({ customerCount, failuresInARow, sinceNewsMs, callsInLastDay }: CheckCircumstances): number {
  const plannedCalls = callsPerPersonPerDay * Math.max(1, customerCount) * plannedShare
  const planned = Math.min(longestMs, Math.max(shortestMs, Math.round(lookingHoursMs / plannedCalls)))
  if (failuresInARow > 0) {
    return Math.min(longestMs, Math.max(planned, shortestAfterFailureMs * 2 ** (failuresInARow - 1)))
  }
  const isLively = sinceNewsMs < livelyMs && callsInLastDay < plannedCalls * livelyShare
  return isLively ? Math.min(planned, livelyIntervalMs) : planned
}
