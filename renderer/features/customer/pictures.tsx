import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../shared/model'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { PictureViewer } from '../../ui/picture-viewer'
import { useTimeWords } from '../../ui/time-words'
import { viewedPictures } from '../../ui/viewed-pictures'

const shownAtFirst = 60

/** The pictures exchanged with a customer, newest first. */
export function Pictures({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const [viewed, setViewed] = useState<string | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  if (customer.pictures.length === 0) return null

  const who = customer.customerName.trim() || t('page.customer.unnamed')
  const pictures = viewedPictures(customer, customer.pictures, who, { t, words, now })
  const shown = showsAll ? pictures : pictures.slice(0, shownAtFirst)
  return (
    <section>
      <h3>{t('page.customer.pictures')}</h3>
      <ul className="customer-pictures" aria-label={t('page.customer.pictures')}>
        {shown.map(({ address, alt }) => (
          <li key={address}>
            <button type="button" onClick={() => setViewed(address)}>
              <img src={address} alt={alt} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {shown.length < pictures.length && (
        <div className="customer-more">
          <Button onClick={() => setShowsAll(true)}>{t('page.customer.allPictures', { count: pictures.length, number: words.number(pictures.length) })}</Button>
        </div>
      )}
      {viewed !== null && <PictureViewer pictures={pictures} firstAddress={viewed} onClose={() => setViewed(null)} />}
    </section>
  )
}
