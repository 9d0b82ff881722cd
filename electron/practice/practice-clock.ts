import { firstMoment, lastMoment } from './platform-time'

/** The practice shop's time: it can be set, moved on and run faster or slower, also stood still. It stops at the end of the year 9999. */
export type PracticeClock = {
  /** UTC milliseconds of practice time, whole. */
  now(): number
  /** Practice milliseconds per real millisecond; 0 is a clock that stands still. */
  readonly speed: number
  /** Moves to a moment in UTC milliseconds, earlier or later. Throws a RangeError when its year has not four digits. */
  set(moment: number): void
  /** Moves on by milliseconds of practice time. Throws a RangeError when they are negative, no number or too many. */
  advance(durationMs: number): void
  /** Throws a RangeError when the speed is negative or no finite number. */
  setSpeed(speed: number): void
  /** Hears of every move and every change of speed. Gives an unsubscribe. */
  onChange(listener: () => void): () => void
}

/** Milliseconds of a clock that never jumps. */
export function monotonicMilliseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000
}

/**
 * Makes a clock that stands at `startAt` (UTC milliseconds) and runs at `speed` (1 unless given). `now` is a monotonic
 * source of milliseconds, so that a change of the PC's clock moves nothing.
 */
export function createPracticeClock(options: { startAt: number; speed?: number; now?: () => number }): PracticeClock {
  const monotonicNow = options.now ?? monotonicMilliseconds
  const listeners = new Set<() => void>()
  let speed = checkSpeed(options.speed ?? 1)
  let anchor = { moment: checkMoment(options.startAt), monotonic: monotonicNow() }

  function exactNow(): number {
    return Math.min(lastMoment, anchor.moment + (monotonicNow() - anchor.monotonic) * speed)
  }

  function goOnFrom(moment: number): void {
    anchor = { moment, monotonic: monotonicNow() }
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  return {
    now: () => Math.floor(exactNow()),
    get speed() {
      return speed
    },
    set(moment) {
      goOnFrom(checkMoment(moment))
      tell()
    },
    advance(durationMs) {
      if (!(durationMs >= 0)) throw new RangeError('The practice clock moves on by a number of milliseconds that is not negative.')
      goOnFrom(checkMoment(exactNow() + durationMs))
      tell()
    },
    setSpeed(next) {
      const checked = checkSpeed(next)
      goOnFrom(exactNow())
      speed = checked
      tell()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function checkMoment(moment: number): number {
  if (moment >= firstMoment && moment <= lastMoment) return moment
  throw new RangeError('The practice clock is set to a moment of the years 0 to 9999, in UTC milliseconds.')
}

function checkSpeed(speed: number): number {
  if (Number.isFinite(speed) && speed >= 0) return speed
  throw new RangeError('The speed of the practice clock is a number that is not negative.')
}
