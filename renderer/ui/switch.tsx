import './switch.css'
import { useState } from 'react'

/** On or off. Its label stands elsewhere, by `id`. */
export function Switch({ id, describedBy, on, onChange }: { id: string; describedBy?: string; on: boolean; onChange: (on: boolean) => Promise<unknown> }) {
  /** Shown until the answer comes. */
  const [wanted, setWanted] = useState<boolean | null>(null)

  function change(next: boolean): void {
    setWanted(next)
    const settled = () => setWanted(null)
    onChange(next).then(settled, settled)
  }

  return (
    <span className="switch">
      <input id={id} type="checkbox" role="switch" aria-describedby={describedBy} checked={wanted ?? on} onChange={({ target }) => change(target.checked)} />
      <span />
    </span>
  )
}
