import { useEffect, useEffectEvent } from 'react'

/** Does something at a single key, unless the owner types, a dialog is open or the key is part of a chord. */
export function useShortcut(key: string, act: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || event.defaultPrevented || event.repeat) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isForTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

/** Whether keys that go to it are words. */
export function isForTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=radio]), textarea, select, [contenteditable]') !== null
}
