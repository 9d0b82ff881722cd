import { describe, expect, it } from 'vitest'
import { createPracticeClock } from '../../../electron/practice/practice-clock'

const startAt = Date.parse('2026-11-20T09:00:00Z')

function clockWithSource() {
  let monotonic = 5_000
  const clock = createPracticeClock({ startAt, now: () => monotonic })
  return { clock, pass: (realMs: number) => (monotonic += realMs) }
}

describe('the practice clock', () => {
  it('starts where it is told and runs with real time', () => {
    const { clock, pass } = clockWithSource()
    pass(1_500)
    expect(clock.now()).toBe(startAt + 1_500)
  })

  it('runs sixty times as fast when asked, from the moment it is asked', () => {
    const { clock, pass } = clockWithSource()
    pass(1_000)
    clock.setSpeed(60)
    expect(clock.now()).toBe(startAt + 1_000)
    pass(1_000)
    expect(clock.now()).toBe(startAt + 61_000)
    expect(clock.speed).toBe(60)
  })

  it('stands still at speed 0 and can still be moved', () => {
    const { clock, pass } = clockWithSource()
    clock.setSpeed(0)
    pass(10_000)
    expect(clock.now()).toBe(startAt)
    clock.advance(900_000)
    pass(10_000)
    expect(clock.now()).toBe(startAt + 900_000)
  })

  it('is set to a moment, also an earlier one, and goes on from there', () => {
    const { clock, pass } = clockWithSource()
    clock.set(startAt - 3_600_000)
    pass(250)
    expect(clock.now()).toBe(startAt - 3_599_750)
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the speed %s and runs on', (speed) => {
    const { clock, pass } = clockWithSource()
    expect(() => clock.setSpeed(speed)).toThrow(RangeError)
    pass(1_000)
    expect(clock.now()).toBe(startAt + 1_000)
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to move on by %s', (durationMs) => {
    const { clock } = clockWithSource()
    expect(() => clock.advance(durationMs)).toThrow(RangeError)
    expect(clock.now()).toBe(startAt)
  })

  it.each([Number.NaN, Date.parse('9999-12-31T23:59:59.999Z') + 1, Date.parse('0000-01-01T00:00:00Z') - 1])('refuses to be set to %s', (moment) => {
    const { clock } = clockWithSource()
    expect(() => clock.set(moment)).toThrow(RangeError)
    expect(clock.now()).toBe(startAt)
  })

  it('stops at the end of the year 9999, however fast it runs', () => {
    const { clock, pass } = clockWithSource()
    clock.setSpeed(1_000_000)
    pass(365 * 24 * 3_600_000)
    expect(new Date(clock.now()).toISOString()).toBe('9999-12-31T23:59:59.999Z')
  })

  it('tells its listeners of every move until they leave', () => {
    const { clock } = clockWithSource()
    const heard: number[] = []
    const leave = clock.onChange(() => heard.push(clock.now() - startAt))
    clock.advance(10)
    clock.setSpeed(2)
    clock.set(startAt)
    leave()
    clock.advance(99)
    expect(heard).toEqual([10, 10, 0])
  })
})
