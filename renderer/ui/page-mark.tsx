import './page-colours.css'
import './page-mark.css'
import type { Page } from '../../shared/model'

/** A Page's colour, and its name beside it when there is room for both. */
export function PageMark({ name, colour }: { name: string | null; colour: Page['colour'] }) {
  return (
    <span className={`page-mark page-colour-${colour}`}>
      <span className="page-dot" aria-hidden="true" />
      {name !== null && (
        <span className="page-name theirs" dir="auto">
          {name}
        </span>
      )}
    </span>
  )
}
