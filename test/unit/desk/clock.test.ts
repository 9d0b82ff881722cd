import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDeskClock, monotonicNow, type DeskClock } from '../../../electron/desk/clock'

let clock: DeskClock
let logged: string[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'hrtime'], now: Date.parse('2026-11-23T09:00:00Z') })
  logged = []
  clock = createDeskClock((_, code) => void logged.push(code))
})
afterEach(() => {
  clock.stop()
  vi.useRealTimers()
})

const minute = 60_000

describe('the desk’s clock', () => {
  test('is the PC’s while the platform agrees within a few seconds', () => {
    clock.learnPlatformTime(Date.now() + 2_000, Date.now(), Date.now())
    expect(clock.now()).toBe(Date.now())
  })

  // platform: answer.date
  test('follows the platform when the PC’s clock is wrong', () => {
    clock.learnPlatformTime(Date.now() + 10 * minute, Date.now(), Date.now())
    expect(Math.abs(clock.now() - Date.now() - 10 * minute)).toBeLessThan(1_000)
    clock.learnPlatformTime(Date.now(), Date.now(), Date.now())
    clock.learnPlatformTime(Date.now(), Date.now(), Date.now())
    expect(clock.now()).toBe(Date.now())
  })

  test('one answer with a wrong time does not move it, nor one that took long', () => {
    const agree = () => clock.learnPlatformTime(Date.now(), Date.now(), Date.now())
    agree()
    clock.learnPlatformTime(Date.now() + 60 * minute, Date.now(), Date.now())
    expect(clock.now()).toBe(Date.now())
    agree()
    for (const _ of [1, 2, 3]) clock.learnPlatformTime(Date.now(), Date.now() - 20_000, Date.now())
    expect(clock.now()).toBe(Date.now())
  })

  test('is in doubt after an answer with another time, until the next one shows which is right', () => {
    const answer = (aheadMs: number) => clock.learnPlatformTime(Date.now() + aheadMs, Date.now(), Date.now())
    expect(clock.isInDoubt()).toBe(false)
    answer(0)
    answer(60 * minute)
    expect(clock.isInDoubt()).toBe(true)
    answer(0)
    expect(clock.isInDoubt()).toBe(false)
    answer(16 * minute)
    answer(16 * minute)
    expect(clock.isInDoubt()).toBe(false)
    expect(Math.abs(clock.now() - Date.now() - 16 * minute)).toBeLessThan(1_000)
  })

  test('goes on through times and moments that are none', () => {
    const fired = vi.fn()
    clock.learnPlatformTime(Date.now(), NaN, Date.now())
    clock.learnPlatformTime(Date.now(), Date.now(), NaN)
    clock.learnPlatformTime(Infinity, Date.now(), Date.now())
    clock.follow({ now: NaN, monotonicMs: monotonicNow(), speed: 1 })
    expect(clock.now()).toBe(Date.now())
    clock.setTimer(NaN, fired)
    vi.advanceTimersByTime(60_000)
    expect(fired).toHaveBeenCalledTimes(1)
  })

  test('a timer whose work breaks stops no other', async () => {
    const fired = vi.fn()
    clock.setTimer(clock.now() + 1_000, () => {
      throw new Error('broken')
    })
    clock.setTimer(clock.now() + 1_000, fired)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(fired).toHaveBeenCalledTimes(1)
    expect(logged).toEqual(['timer-broke'])
  })

  test('a timer fires once at its moment', () => {
    const fired = vi.fn()
    clock.setTimer(clock.now() + 15 * minute, fired)
    vi.advanceTimersByTime(15 * minute - 1)
    expect(fired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    vi.advanceTimersByTime(60 * minute)
    expect(fired).toHaveBeenCalledTimes(1)
  })

  test('a timer fires at once when the platform’s time shows that its moment has passed', () => {
    const fired = vi.fn()
    clock.setTimer(clock.now() + 15 * minute, fired)
    clock.learnPlatformTime(Date.now() + 16 * minute, Date.now(), Date.now())
    vi.advanceTimersByTime(0)
    expect(fired).toHaveBeenCalledTimes(1)
  })

  test('a timer whose PC slept through its moment fires soon after waking', () => {
    const fired = vi.fn()
    clock.setTimer(clock.now() + 60 * minute, fired)
    vi.setSystemTime(Date.now() + 8 * 60 * minute)
    vi.advanceTimersByTime(15_000)
    expect(fired).toHaveBeenCalledTimes(1)
  })

  test('a PC clock that is set back by hours delays no timer, and the platform then says what time it is', () => {
    const fired = vi.fn()
    const before = clock.now()
    clock.setTimer(before + 15 * minute, fired)
    vi.setSystemTime(Date.now() - 8 * 60 * minute)
    vi.advanceTimersByTime(15 * minute)
    expect(fired).toHaveBeenCalledTimes(1)
    expect(Math.abs(clock.now() - before - 15 * minute)).toBeLessThan(1_000)
    clock.learnPlatformTime(Date.now(), Date.now(), Date.now())
    expect(clock.now()).toBe(Date.now())
  })

  test('a clock that is set right by hours makes no timer wait for longer than was asked', () => {
    const fired = vi.fn()
    clock.follow({ now: Date.now() + 5 * 60 * minute, monotonicMs: monotonicNow(), speed: 1 })
    clock.setTimer(clock.now() + 3 * minute, fired)
    clock.follow(null)
    vi.advanceTimersByTime(3 * minute - 1)
    expect(fired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(fired).toHaveBeenCalledTimes(1)
  })

  test('a cancelled timer never fires', () => {
    const fired = vi.fn()
    clock.setTimer(clock.now() + minute, fired)()
    vi.advanceTimersByTime(10 * minute)
    expect(fired).not.toHaveBeenCalled()
  })

  test('follows the practice shop’s clock at its speed, and its timers with it', () => {
    const fired = vi.fn()
    const start = Date.parse('2026-11-23T18:00:00Z')
    clock.follow({ now: start, monotonicMs: monotonicNow(), speed: 60 })
    clock.setTimer(start + 15 * minute, fired)
    vi.advanceTimersByTime(14_999)
    expect(fired).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(fired).toHaveBeenCalledTimes(1)
    expect(clock.reading().speed).toBe(60)
    expect(Math.abs(clock.now() - start - 15 * minute)).toBeLessThan(1_000)
  })

  test('a practice clock that stands still fires nothing until it is moved', () => {
    const fired = vi.fn()
    clock.follow({ now: 0, monotonicMs: monotonicNow(), speed: 0 })
    clock.setTimer(minute, fired)
    vi.advanceTimersByTime(60 * minute)
    expect(fired).not.toHaveBeenCalled()
    clock.follow({ now: 2 * minute, monotonicMs: monotonicNow(), speed: 0 })
    vi.advanceTimersByTime(1)
    expect(fired).toHaveBeenCalledTimes(1)
  })
})
