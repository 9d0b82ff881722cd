import type { BudgetStanding } from '../../../shared/model'

const secondMs = 1_000

/** The desk plans with half of the quota, spent over ten hours in which the shop looks. */
const plannedShare = 0.5
const lookingHoursMs = 10 * 3_600_000

const shortestMs = 10 * secondMs
const longestPlannedMs = 360 * secondMs
const shortestAfterFailureMs = 15 * secondMs

/** While something is expected soon the desk looks more often, as long as the day's calls allow it. */
const livelyIntervalMs = 15 * secondMs
const livelyShare = 0.25

const attentiveIntervalMs = 60 * secondMs
const backgroundIntervalMs = 180 * secondMs
const closedIntervalMs = 600 * secondMs

/** What the interval is computed from. */
export type CheckCircumstances = {
  /** UTC milliseconds. */
  now: number
  standing: BudgetStanding
  failuresInARow: number
  /** Something was just taken in or sent, or nobody knows what became of a send. */
  lively: boolean
  /** Whether the app is before the owner's eyes. */
  focused: boolean
  /** Whether a reply target or a window of somebody who waits ends soon. */
  deadlineNear: boolean
  /** Whether the Page is open by its own opening hours. */
  open: boolean
  /** From -1 to 1: where in its range of 10 % either way the interval falls, so that not all shops look at once. */
  spread: number
}

/**
 * How long to wait before the next check, in milliseconds: what the circumstances ask for, but no more often than half of the quota
 * allows, half and a quarter as often when the quota is over 50 and 75 % used, and not before a block has ended.
 */
export function checkIntervalMs(circumstances: CheckCircumstances): number {
  const { now, standing, failuresInARow } = circumstances
  const plannedMs = Math.min(longestPlannedMs, Math.max(shortestMs, lookingHoursMs / (standing.quota * plannedShare)))
  const wishedMs = failuresInARow > 0 ? afterFailureMs(failuresInARow, plannedMs) : wishedIntervalMs(circumstances, plannedMs)
  const used = usedPercent(standing)
  const pausedMs = Math.max(wishedMs * slowing(used), used > 90 ? closedIntervalMs : 0)
  const spreadMs = Math.round(pausedMs * (1 + 0.1 * circumstances.spread))
  return Math.max(spreadMs, (standing.blockedUntil ?? now) - now)
}

/** How much of the quota is used, by the platform's figure or by the desk's own count, whichever is more. */
export function usedPercent({ usagePercent, callsInLastDay, quota }: BudgetStanding): number {
  return Math.max(usagePercent ?? 0, (100 * callsInLastDay) / quota)
}

function wishedIntervalMs({ standing, lively, focused, deadlineNear, open }: CheckCircumstances, plannedMs: number): number {
  if (lively && standing.callsInLastDay < standing.quota * livelyShare) return livelyIntervalMs
  if (focused) return Math.max(plannedMs, attentiveIntervalMs)
  if (!open) return closedIntervalMs
  return Math.max(plannedMs, deadlineNear ? attentiveIntervalMs : backgroundIntervalMs)
}

function afterFailureMs(failuresInARow: number, plannedMs: number): number {
  return Math.min(longestPlannedMs, Math.max(plannedMs, shortestAfterFailureMs * 2 ** (failuresInARow - 1)))
}

function slowing(used: number): number {
  if (used > 75) return 4
  return used > 50 ? 2 : 1
}
