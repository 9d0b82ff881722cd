import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { ShownQueue } from './kept-order'

type RowFocusOptions = {
  queue: ShownQueue
  /** The open conversation. */
  openText: string | null
  scroller: RefObject<HTMLElement | null>
  /** Brings a row into sight. */
  show: (row: number) => void
  settle: (row: number) => void
}

/** Which row the keyboard is on. It stays on its conversation when rows move, and on its place when that leaves. */
export function useRowFocus({ queue, openText, scroller, show, settle }: RowFocusOptions) {
  const [last, setLast] = useState<{ key: string; index: number } | null>(null)
  /** The row that takes the focus as soon as it is drawn. */
  const wanted = useRef<number | null>(null)
  const hasFocus = useRef(false)

  const placeOf = (key: string | null) => (key === null ? undefined : queue.places.get(key))
  const lastPlace = last && (placeOf(last.key) ?? last.index)
  const tabStop = nearestStanding(queue, lastPlace ?? placeOf(openText) ?? 0, 1)

  useLayoutEffect(() => {
    // A focused row that was taken out of the page leaves the focus nowhere.
    if (hasFocus.current && document.activeElement === document.body) wanted.current ??= tabStop
    if (wanted.current === null) return
    const button = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] .row-open`)
    if (!button) return
    wanted.current = null
    button.focus({ preventScroll: true })
  })

  function take(row: number, from = tabStop): void {
    const index = nearestStanding(queue, row, row < from ? -1 : 1)
    wanted.current = index
    setLast({ key: queue.rows.get(index)?.key ?? '', index })
    show(index)
  }

  function settleAndGoOn(index: number): void {
    settle(index)
    if (queue.total > 1) take(index + 1 < queue.total ? index + 1 : index - 1, index)
  }

  // The rows hold on to these two, so that a row is not drawn anew with every change of another.
  const latest = useRef({ queue, settleAndGoOn })
  useLayoutEffect(() => {
    latest.current = { queue, settleAndGoOn }
  })
  const onRowFocus = useCallback((index: number) => {
    hasFocus.current = true
    const key = latest.current.queue.rows.get(index)?.key ?? ''
    setLast((before) => (before?.key === key ? before : { key, index }))
  }, [])
  const onRowSettle = useCallback((index: number) => latest.current.settleAndGoOn(index), [])

  function onBlur({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>): void {
    if (!currentTarget.contains(relatedTarget)) hasFocus.current = false
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = wanted.current ?? tabStop
    const to = placeAfter(event.key, at, queue.total, rowsInSight(scroller.current))
    const settles = event.key === 'e' && !event.repeat
    if (to === null && !settles) return
    event.preventDefault()
    if (to === null) settleAndGoOn(at)
    else take(to, at)
  }

  return { tabStop, take, onRowFocus, onRowSettle, onBlur, onKeyDown }
}

/** Where a key leads from row `at`; null for any other key. */
function placeAfter(key: string, at: number, total: number, screen: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at + 1
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'PageDown':
      return at + screen
    case 'PageUp':
      return at - screen
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/** How far a page is: one row less than are in sight. */
function rowsInSight(scroller: HTMLElement | null): number {
  const row = scroller?.querySelector('.row')
  return scroller && row ? Math.max(1, Math.floor(scroller.clientHeight / row.clientHeight) - 1) : 1
}

/** The row at `index`, or the nearest that has not left the view: in the direction of `step` first. */
function nearestStanding(queue: ShownQueue, index: number, step: 1 | -1): number {
  const start = Math.max(0, Math.min(index, queue.total - 1))
  const stands = (at: number) => queue.rows.get(at)?.gone !== true
  for (let at = start; at >= 0 && at < queue.total; at += step) if (stands(at)) return at
  for (let at = start; at >= 0 && at < queue.total; at -= step) if (stands(at)) return at
  return start
}
