import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** This near to its end, in pixels, the log follows what is added. */
const atEndPixels = 48
const markedMs = 2_400

/** A message to lead to; a new object leads there again. */
export type Sought = { messageId: string }

type LogPosition = { sought: Sought | null; firstId: string | null; lastOwnId: string | null; content: unknown }

/**
 * Where the log stands: at its end until the owner scrolls away, at the same message when earlier ones come before it, and
 * at a message that is sought once it is there.
 */
export function useLogPosition({ sought, firstId, lastOwnId, content }: LogPosition): { log: RefObject<HTMLDivElement | null>; onScroll: () => void } {
  const log = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const first = useRef<{ id: string; top: number } | null>(null)
  const reached = useRef<Sought | null>(null)

  function showEnd(): void {
    if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight
  }

  // What the owner has just sent is always shown.
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [lastOwnId])

  useLayoutEffect(() => {
    const known = first.current
    const element = known && messageIn(log.current, known.id)
    if (log.current && element && known.id !== firstId) {
      isAtEnd.current = false
      log.current.scrollTop += element.offsetTop - known.top
    }
    const top = firstId === null ? undefined : messageIn(log.current, firstId)?.offsetTop
    first.current = firstId === null || top === undefined ? null : { id: firstId, top }
  }, [firstId])

  useLayoutEffect(showEnd, [content, lastOwnId])

  useEffect(() => {
    const element = sought && messageIn(log.current, sought.messageId)
    if (!element || reached.current === sought) return
    reached.current = sought
    isAtEnd.current = false
    leadTo(element, log.current?.contains(document.activeElement) === true)
  }, [sought, content])

  // The composer grows and the window is resized: the end stays in sight.
  useEffect(() => {
    if (!log.current) return
    const observer = new ResizeObserver(() => {
      if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight
    })
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])

  function onScroll(): void {
    if (!log.current) return
    const { scrollHeight, scrollTop, clientHeight } = log.current
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < atEndPixels
  }

  return { log, onScroll }
}

/** Brings a message before the owner's eyes, and marks it for a moment. */
function leadTo(element: HTMLElement, takesFocus: boolean): void {
  element.scrollIntoView({ block: 'center' })
  if (takesFocus) element.focus({ preventScroll: true })
  element.dataset['reached'] = 'true'
  setTimeout(() => delete element.dataset['reached'], markedMs)
}

function messageIn(log: HTMLElement | null, id: string): HTMLElement | null {
  return log?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`) ?? null
}
