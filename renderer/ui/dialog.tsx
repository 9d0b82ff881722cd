import './dialog.css'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

type DialogProps = {
  label: string
  className: string
  onClose: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  children: ReactNode
}

/** A modal dialog of the browser's own. Escape and a press beside it close it; the focus goes back to where it was. */
export function Dialog({ label, className, onClose, onKeyDown, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const opener = document.activeElement
    if (dialog.current?.open === false) dialog.current.showModal()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={label}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
      onKeyDown={(event) => {
        // Keys in a dialog are not keys for what it stands in.
        event.stopPropagation()
        onKeyDown?.(event)
      }}
    >
      {children}
    </dialog>
  )
}
