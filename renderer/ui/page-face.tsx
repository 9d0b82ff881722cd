import './page-colours.css'
import './page-face.css'
import { pagePicturePath } from '../../shared/attachment-address'
import type { Shop } from '../../shared/model'
import { initialsOf } from './initials'

/** A Page's picture, or its initials on its colour. Its name stands beside it. */
export function PageFace({ page, size = 'normal' }: { page: Shop; size?: 'normal' | 'small' }) {
  return (
    <span className={`page-face ${size} theirs page-colour-${page.colour}`} aria-hidden="true">
      {page.hasPicture ? <img src={pagePicturePath(page)} alt="" /> : initialsOf(page.name)}
    </span>
  )
}
