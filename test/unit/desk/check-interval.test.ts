import { describe, expect, test } from 'vitest'
import { checkIntervalMs, type CheckCircumstances } from '../../../electron/desk/inbox/check-interval'

const hour = 3_600_000
const quiet: CheckCircumstances = { customerCount: 10, failuresInARow: 0, sinceNewsMs: 24 * hour, callsInLastDay: 0 }

describe('the interval between checks', () => {
  test.each([0, 1, 3, 10, 40, 500])('ten quiet hours of checks stay within half the quota of %i customers', (customerCount) => {
    const calls = (10 * hour) / checkIntervalMs({ ...quiet, customerCount })
    expect(calls).toBeLessThanOrEqual(100 * Math.max(1, customerCount))
  })

  test.each([1, 3, 10])('ten hours in which something is always new stay within the quota of %i customers', (customerCount) => {
    let calls = 0
    for (let passedMs = 0; passedMs < 10 * hour; calls += 1) {
      passedMs += checkIntervalMs({ ...quiet, customerCount, sinceNewsMs: 0, callsInLastDay: calls })
    }
    expect(calls).toBeLessThanOrEqual(200 * customerCount)
  })

  test('a busy shop is looked at often, a quiet one at least every six minutes', () => {
    expect(checkIntervalMs({ ...quiet, customerCount: 500 })).toBe(10_000)
    expect(checkIntervalMs({ ...quiet, customerCount: 1 })).toBe(360_000)
  })

  test('just after something new it looks every 15 seconds, until the day’s calls for that are spent', () => {
    expect(checkIntervalMs({ ...quiet, sinceNewsMs: 60_000 })).toBe(15_000)
    expect(checkIntervalMs({ ...quiet, sinceNewsMs: 4 * 60_000 })).toBe(36_000)
    expect(checkIntervalMs({ ...quiet, sinceNewsMs: 60_000, callsInLastDay: 500 })).toBe(36_000)
  })

  test('after failures it waits longer each time, and never longer than six minutes', () => {
    const waits = [1, 2, 3, 4, 5, 20].map((failuresInARow) => checkIntervalMs({ ...quiet, customerCount: 100, failuresInARow }))
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 360_000])
  })
})
