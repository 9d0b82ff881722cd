import { useState } from 'react'

/** Notes that are being written, for as long as the page is open: their panel may be closed meanwhile. */
const texts = new Map<string, string>()

/** Whether a note of this name is being written. */
export function hasNoteDraft(name: string): boolean {
  return texts.has(name)
}

/** What is being written as a note: `first` until the owner has changed it. Null ends the draft, and nothing is shown. */
export function useNoteDraft(name: string, first: string): [string, (text: string | null) => void] {
  const [text, setText] = useState(() => texts.get(name) ?? first)

  function write(next: string | null): void {
    if (next === null) texts.delete(name)
    else texts.set(name, next)
    setText(next ?? '')
  }

  return [text, write]
}
