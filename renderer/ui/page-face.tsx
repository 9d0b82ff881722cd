import './page-face.css'
import { pagePicturePath } from '../../shared/attachment-address'
import type { Shop } from '../../shared/model'
import { initialsOf } from './face'

/** A Page's picture, or its initials on its colour. Its name stands beside it. */
export function PageFace({ page, size = 'normal' }: { page: Shop; size?: 'normal' | 'small' }) {
  return (
    <span className={`page-face ${size} theirs`} data-page-colour={page.colour} aria-hidden="true">
      {page.hasPicture ? <img src={pagePicturePath(page)} alt="" /> : initialsOf(page.name)}
    </span>
  )
}

/** A Page's colour, beside its name. */
export function PageDot({ colour }: { colour: number }) {
  return <span className="page-dot" data-page-colour={colour} aria-hidden="true" />
}
