import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { ClockReading } from '../../shared/model'

const tickMs = 500

/** The desk's clock as the page knows it: the last reading, gone on at its speed. */
export type PageClock = {
  set(reading: ClockReading): void
  /** UTC milliseconds of the desk's time. */
  now(): number
  subscribe(listener: () => void): () => void
}

/** Makes the page's clock, which shows the PC's time until the desk gives its own. */
export function createPageClock(): PageClock {
  const listeners = new Set<() => void>()
  let reading: ClockReading & { receivedAt: number } = { now: Date.now(), speed: 1, receivedAt: performance.now() }
  let timer: ReturnType<typeof setInterval> | undefined

  function tell(): void {
    listeners.forEach((listener) => listener())
  }

  return {
    set(next) {
      reading = { ...next, receivedAt: performance.now() }
      tell()
    },
    now: () => reading.now + (performance.now() - reading.receivedAt) * reading.speed,
    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(tell, tickMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

const ClockContext = createContext<PageClock | null>(null)

export function ClockProvider({ clock, children }: { clock: PageClock; children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>
}

/** The desk's time in UTC milliseconds, rounded down: the component renders again when it reaches the next step. */
export function useNow(step: 'second' | 'minute'): number {
  const clock = useContext(ClockContext)
  if (!clock) throw new Error('there is no ClockProvider around this component')
  const stepMs = step === 'second' ? 1_000 : 60_000
  return useSyncExternalStore(clock.subscribe, () => Math.floor(clock.now() / stepMs) * stepMs)
}
