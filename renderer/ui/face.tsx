import './face.css'
import { initialsOf } from './initials'

/** A customer's initials. */
export function Face({ name }: { name: string }) {
  return (
    <span className="face theirs" aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
