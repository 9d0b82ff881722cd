import { useCallback, useEffect, useRef, useState } from 'react'

/** The owner still writes while the last key is not older than this. */
const pauseMs = 3_000

/** Whether the owner has written in the last seconds, and what to call at each key. */
export function useRecentWriting(): [writing: boolean, wrote: () => void] {
  const [writing, setWriting] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const wrote = useCallback(() => {
    setWriting(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setWriting(false), pauseMs)
  }, [])
  return [writing, wrote]
}
