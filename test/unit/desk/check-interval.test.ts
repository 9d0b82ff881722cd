import { describe, expect, test } from 'vitest'
import { checkIntervalMs } from '../../../electron/desk/inbox/check-interval'

describe('the interval between checks', () => {
  test.each([0, 1, 3, 10, 40, 500])('ten hours of checks stay within half the quota of %i customers', (customers) => {
    const calls = (10 * 3_600_000) / checkIntervalMs(customers, 0)
    expect(calls).toBeLessThanOrEqual(100 * Math.max(1, customers))
  })

  test('a busy shop is looked at often, a quiet one at least every six minutes', () => {
    expect(checkIntervalMs(500, 0)).toBe(10_000)
    expect(checkIntervalMs(1, 0)).toBe(360_000)
  })

  test('after failures it waits longer each time, and never longer than six minutes', () => {
    const waits = [1, 2, 3, 4, 5, 20].map((failures) => checkIntervalMs(100, failures))
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 360_000])
  })
})
