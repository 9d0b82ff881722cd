import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDeskRestarts } from '../../../electron/host/desk-restarts'

const minute = 60_000
const restart = vi.fn(() => Promise.resolve())

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  restart.mockClear()
})
afterEach(() => vi.useRealTimers())

describe('a desk that has ended', () => {
  test('starts again by itself, later each time', () => {
    const restarts = createDeskRestarts(restart)
    restarts.ended()
    vi.advanceTimersByTime(1_000)
    expect(restart).toHaveBeenCalledTimes(1)
    restarts.ended()
    vi.advanceTimersByTime(4_999)
    expect(restart).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1)
    expect(restart).toHaveBeenCalledTimes(2)
  })

  test('starts again soon when it had run well', () => {
    const restarts = createDeskRestarts(restart)
    for (const _ of [1, 2, 3]) {
      restarts.ended()
      vi.advanceTimersByTime(minute)
    }
    vi.advanceTimersByTime(30 * minute)
    restarts.ended()
    vi.advanceTimersByTime(1_000)
    expect(restart).toHaveBeenCalledTimes(4)
  })

  test('stays ended when the app closes', () => {
    const restarts = createDeskRestarts(restart)
    restarts.ended()
    restarts.stop()
    vi.advanceTimersByTime(60 * minute)
    expect(restart).not.toHaveBeenCalled()
  })
})
