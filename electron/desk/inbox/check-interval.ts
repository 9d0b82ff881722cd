const secondMs = 1_000

/** A quota of 200 calls per engaged person in a rolling 24 hours (Messenger rate limits, 2026-03-23). */
const callsPerPersonPerDay = 200

/** The desk plans with half of the quota, spent over ten hours in which the shop looks. */
const plannedShare = 0.5
const lookingHoursMs = 10 * 3_600_000

const shortestMs = 10 * secondMs
const longestMs = 360 * secondMs
const shortestAfterFailureMs = 15 * secondMs

/** How long to wait before the next check, in milliseconds, when so many customers have ever written and so many checks failed in a row. */
export function checkIntervalMs(customerCount: number, failuresInARow: number): number {
  const calls = callsPerPersonPerDay * Math.max(1, customerCount) * plannedShare
  const planned = Math.min(longestMs, Math.max(shortestMs, Math.round(lookingHoursMs / calls)))
  if (failuresInARow === 0) return planned
  return Math.min(longestMs, Math.max(planned, shortestAfterFailureMs * 2 ** (failuresInARow - 1)))
}
