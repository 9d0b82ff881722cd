import { describe, expect, test } from 'vitest'
import { checkIntervalMs, type CheckCircumstances } from '../../../electron/desk/inbox/check-interval'

const second = 1_000
const hour = 3_600_000
const now = Date.parse('2026-11-23T09:00:00Z')

function standing(customers: number, callsInLastDay = 0, usagePercent: number | null = null) {
  return { callsInLastDay, quota: 200 * Math.max(1, customers), usagePercent, blockedUntil: null }
}

const quiet: CheckCircumstances = {
  now,
  standing: standing(100),
  failuresInARow: 0,
  lively: false,
  focused: false,
  deadlineNear: false,
  open: true,
  spread: 0,
}

function interval(change: Partial<CheckCircumstances>): number {
  return checkIntervalMs({ ...quiet, ...change })
}

describe('the interval between checks', () => {
  test('is a minute under the owner’s eyes or near a deadline, three in the background, ten outside the Page’s hours', () => {
    expect(interval({ focused: true })).toBe(60 * second)
    expect(interval({ deadlineNear: true })).toBe(60 * second)
    expect(interval({})).toBe(180 * second)
    expect(interval({ open: false })).toBe(600 * second)
    expect(interval({ open: false, deadlineNear: true })).toBe(600 * second)
    expect(interval({ open: false, focused: true })).toBe(60 * second)
  })

  test('is 15 seconds while something is expected, until a quarter of the quota is spent', () => {
    expect(interval({ lively: true, standing: standing(10) })).toBe(15 * second)
    expect(interval({ lively: true, focused: true, standing: standing(10, 500) })).toBe(60 * second)
  })

  test.each([0, 1, 3, 10, 40, 500])('ten quiet hours before the owner’s eyes stay within half the quota of %i customers', (customers) => {
    let calls = 0
    for (let passedMs = 0; passedMs < 10 * hour; calls += 1) {
      passedMs += interval({ focused: true, standing: standing(customers, calls) })
    }
    expect(calls).toBeLessThanOrEqual(100 * Math.max(1, customers))
  })

  test.each([1, 3, 10])('a day and night in which something is always new stay within the quota of %i customers', (customers) => {
    let calls = 0
    for (let passedMs = 0; passedMs < 24 * hour; calls += 1) {
      passedMs += interval({ lively: true, focused: true, standing: standing(customers, calls) })
    }
    expect(calls).toBeLessThanOrEqual(200 * customers)
  })

  test('doubles when the platform says that over half of the quota is used, and doubles again over 75 %', () => {
    expect(interval({ standing: standing(100, 0, 50) })).toBe(180 * second)
    expect(interval({ standing: standing(100, 0, 51) })).toBe(360 * second)
    expect(interval({ standing: standing(100, 0, 76) })).toBe(720 * second)
  })

  test('follows the desk’s own count when the platform says less', () => {
    expect(interval({ focused: true, standing: standing(100, 10_001, 3) })).toBe(120 * second)
  })

  test('is ten minutes at least over 90 %, whatever is expected', () => {
    expect(interval({ lively: true, focused: true, standing: standing(100, 0, 91) })).toBe(600 * second)
  })

  test('does not end before a block does', () => {
    expect(interval({ standing: { ...standing(100), blockedUntil: now + hour }, spread: -1 })).toBe(hour)
  })

  test('grows after each failure to six minutes at most', () => {
    const waits = [1, 2, 3, 4, 5, 20].map((failuresInARow) => interval({ failuresInARow }))
    expect(waits).toEqual([15, 30, 60, 120, 240, 360].map((seconds) => seconds * second))
  })

  test('falls within 10 % of what it is, so that not all shops look at once', () => {
    expect(interval({ spread: -1 })).toBe(162 * second)
    expect(interval({ spread: 1 })).toBe(198 * second)
  })
})
