import './picture-viewer.css'
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Dialog } from './dialog'
import { Icon } from './icon'

/** A picture as it is shown large: where it is, what a screen reader says, and its name when it is saved. */
export type ViewedPicture = { address: string; alt: string; fileName: string }

type PictureViewerProps = { pictures: readonly ViewedPicture[]; firstAddress: string; onClose: () => void }

/** Shows one of several pictures large; arrows lead to the others. */
export function PictureViewer({ pictures, firstAddress, onClose }: PictureViewerProps) {
  const { t } = useTranslation()
  // By address: the list may grow at either end meanwhile.
  const [address, setAddress] = useState(firstAddress)
  const index = Math.max(0, pictures.findIndex((picture) => picture.address === address))
  const picture = pictures[index]

  function move(step: 1 | -1): void {
    const next = pictures[index + step]
    if (next) setAddress(next.address)
  }

  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === 'ArrowLeft') move(-1)
    if (key === 'ArrowRight') move(1)
  }

  if (!picture) return null
  return (
    <Dialog label={t('page.viewer.label')} className="viewer" onClose={onClose} onKeyDown={onKeyDown}>
      <div className="viewer-body">
        <div className="viewer-head">
          <p dir="auto">{picture.alt}</p>
          <span className="viewer-count" role="status">
            {t('page.viewer.position', { position: index + 1, count: pictures.length })}
          </span>
          {/* Not `disabled`, which would take the focus away, and the arrow keys with it. */}
          <Button tone="quiet" icon={ChevronLeft} words="hidden" aria-disabled={index === 0} onClick={() => move(-1)}>
            {t('page.viewer.previous')}
          </Button>
          <Button tone="quiet" icon={ChevronRight} words="hidden" aria-disabled={index === pictures.length - 1} onClick={() => move(1)}>
            {t('page.viewer.next')}
          </Button>
          <a className="button line" href={picture.address} download={picture.fileName}>
            <Icon of={Download} size={18} />
            {t('page.attachments.save')}
          </a>
          <Button tone="quiet" icon={X} words="hidden" onClick={onClose}>
            {t('page.viewer.close')}
          </Button>
        </div>
        <div className="viewer-picture">
          <img src={picture.address} alt={picture.alt} />
        </div>
      </div>
    </Dialog>
  )
}
