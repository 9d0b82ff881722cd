import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { isForTyping } from './shortcut'

/** The owner still writes while the last key is not older than this. */
const writingPauseMs = 3_000

/** Whether what the owner looks at must stay where it is: while the pointer is on the queue, and while the owner writes. */
export type Stillness = {
  isStill(): boolean
  pointed(isOnQueue: boolean): void
  wrote(): void
  subscribe(listener: () => void): () => void
}

export function createStillness(): Stillness {
  const listeners = new Set<() => void>()
  let isPointed = false
  let isWriting = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    listeners.forEach((listener) => listener())
  }

  return {
    isStill: () => isPointed || isWriting,
    pointed(isOnQueue) {
      isPointed = isOnQueue
      tell()
    },
    wrote() {
      isWriting = true
      clearTimeout(timer)
      timer = setTimeout(() => {
        isWriting = false
        tell()
      }, writingPauseMs)
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const StillnessContext = createContext<Stillness | null>(null)

export function StillnessProvider({ children }: { children: ReactNode }) {
  const [stillness] = useState(createStillness)
  useEffect(() => {
    // Every field counts: a reply, a note, a search.
    const hear = ({ target }: Event) => isForTyping(target) && stillness.wrote()
    document.addEventListener('input', hear)
    return () => document.removeEventListener('input', hear)
  }, [stillness])
  return <StillnessContext value={stillness}>{children}</StillnessContext>
}

export function useStillness(): Stillness {
  const stillness = useContext(StillnessContext)
  if (!stillness) throw new Error('there is no StillnessProvider around this component')
  return stillness
}

/** Whether nothing may move now. */
export function useIsStill(): boolean {
  const { subscribe, isStill } = useStillness()
  return useSyncExternalStore(subscribe, isStill)
}
