import { inBackground } from './background'
import type { Clock, Log } from './ports'

/** Where a clock that can be moved stood at a moment of the process's monotonic clock, and how fast it runs. */
export type ClockAnchor = { now: number; monotonicMs: number; speed: number }

/** A PC's clock that differs from the platform's by less than this is left alone: answers take time, and `Date` has whole seconds. */
const tolerableOffsetMs = 3_000

/** The time of an answer lies anywhere between its request and its coming. A slow one counts only while no other is known. */
const longestRoundTripMs = 2_000
const longestFirstRoundTripMs = 30_000

/** A single answer may be wrong: the middle of this many is followed. */
const samplesForMiddle = 3

/** A PC whose clock is further off than this reaches no platform: no certificate would be valid. */
const largestOffsetMs = 366 * 24 * 3_600_000

/** Timers are looked at again at least this often, so that sleep and a changed PC clock delay none for long. */
const longestWaitMs = 15_000

/** Milliseconds of a clock that never jumps; the same in every thread of the process. */
export function monotonicNow(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000
}

/** The desk's clock, which also takes what the host says of the practice shop's. */
export type DeskClock = Clock & {
  /** Follows the practice shop's clock, or the PC's and the platform's when null. */
  follow(anchor: ClockAnchor | null): void
  stop(): void
}

/** Makes the desk's clock. It starts as the PC's own and learns the platform's offset from `learnPlatformTime`. */
export function createDeskClock(log: Log): DeskClock {
  let anchor: ClockAnchor | null = null
  let offsetMs = 0
  /** What the last answers said the offset is, since the PC's clock was last set. */
  let samples: number[] = []
  let lastComputer = { now: Date.now(), monotonicMs: monotonicNow() }
  const timers = new Set<Timer>()
  const listeners = new Set<() => void>()

  type Timer = { setAt: number; at: number; callback: () => void; handle: ReturnType<typeof setTimeout> | undefined }

  /**
   * The PC's clock, which may be set while the app runs. It is followed forwards, as after sleep; set back, it would hold every timer for
   * as long, so the desk's time goes on as it was until the platform says what time it is.
   */
  function computerNow(): number {
    const expected = lastComputer.now + (monotonicNow() - lastComputer.monotonicMs)
    const setBackMs = expected - Date.now()
    if (setBackMs > tolerableOffsetMs) offsetMs += setBackMs
    if (Math.abs(setBackMs) > tolerableOffsetMs) samples = []
    lastComputer = { now: Date.now(), monotonicMs: monotonicNow() }
    return lastComputer.now
  }

  function now(): number {
    if (!anchor) return Math.round(computerNow() + offsetMs)
    return Math.round(anchor.now + (monotonicNow() - anchor.monotonicMs) * anchor.speed)
  }

  function arm(timer: Timer): void {
    clearTimeout(timer.handle)
    const speed = anchor ? anchor.speed : 1
    const ahead = timer.at - now()
    const wait = ahead <= 0 ? 0 : ahead / speed
    timer.handle = setTimeout(
      () => {
        if (now() < timer.at) return arm(timer)
        timers.delete(timer)
        inBackground(log, 'timer-broke', timer.callback)
      },
      Math.min(longestWaitMs, Math.ceil(wait)),
    )
  }

  /** A clock that is set back, since it was wrong, makes no timer wait for longer than was asked. Who then comes too early waits again. */
  function changed(): void {
    const changedAt = now()
    for (const timer of timers) {
      const setBackMs = Math.max(0, timer.setAt - changedAt)
      timer.setAt -= setBackMs
      timer.at -= setBackMs
      arm(timer)
    }
    for (const listener of listeners) inBackground(log, 'clock-listener-broke', listener)
  }

  return {
    now,
    reading: () => ({ now: now(), speed: anchor ? anchor.speed : 1 }),
    setTimer(at, callback) {
      // A moment that is none would fire without end, or never: it is looked at again soon.
      const setAt = now()
      const timer: Timer = { setAt, at: Number.isFinite(at) ? at : setAt + longestWaitMs, callback, handle: undefined }
      if (timer.at !== at) log('error', 'timer-without-moment')
      timers.add(timer)
      arm(timer)
      return () => {
        clearTimeout(timer.handle)
        timers.delete(timer)
      }
    },
    learnPlatformTime(platformTime, sentAt, receivedAt) {
      if (anchor) return
      computerNow()
      const roundTripMs = receivedAt - sentAt
      const sample = platformTime + 500 - (sentAt + receivedAt) / 2
      const isQuick = roundTripMs >= 0 && roundTripMs <= (samples.length === 0 ? longestFirstRoundTripMs : longestRoundTripMs)
      if (!isQuick || !(Math.abs(sample) <= largestOffsetMs)) return
      samples = [...samples, sample].slice(-samplesForMiddle)
      const middle = middleOf(samples)
      const offset = Math.abs(middle) < tolerableOffsetMs ? 0 : middle
      if (Math.abs(offset - offsetMs) < tolerableOffsetMs) return
      offsetMs = offset
      changed()
    },
    isInDoubt() {
      // What is kept may differ from the middle by one tolerance, and an answer from the middle by another.
      const last = samples.at(-1)
      return !anchor && last !== undefined && Math.abs(last - offsetMs) >= 2 * tolerableOffsetMs
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    follow(next) {
      if (next && !Object.values(next).every(Number.isFinite)) return log('error', 'clock-anchor-invalid')
      anchor = next
      changed()
    },
    stop() {
      for (const timer of timers) clearTimeout(timer.handle)
      timers.clear()
      listeners.clear()
    },
  }
}

/** The middle one of enough samples; until then the first, which a wrong PC clock cannot wait to have confirmed. */
function middleOf(samples: number[]): number {
  const ordered = samples.length < samplesForMiddle ? samples : samples.toSorted((left, right) => left - right)
  return ordered[samples.length < samplesForMiddle ? 0 : Math.floor(samples.length / 2)] ?? 0
}
