import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentPath } from '../../../shared/attachment-address'
import type { Customer } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { PictureViewer } from '../../ui/picture-viewer'
import { useTimeWords } from '../../ui/time-words'

/** The pictures exchanged with a customer, newest first. */
export function Pictures({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const [viewed, setViewed] = useState<string | null>(null)
  if (customer.pictures.length === 0) return null

  const who = customer.customerName.trim() || t('page.customer.unnamed')
  const pictures = customer.pictures.map(({ messageId, attachment, sentAt, from }) => {
    const values = { what: t('attachments.image'), who, time: words.moment(sentAt, now, 'sentence') }
    return {
      address: attachmentPath(customer, messageId, attachment.ordinal),
      alt: from === 'page' ? t('page.attachments.fromShop', values) : t('page.attachments.from', values),
      fileName: attachment.name,
    }
  })
  return (
    <section>
      <h3>{t('page.customer.pictures')}</h3>
      <ul className="customer-pictures" aria-label={t('page.customer.pictures')}>
        {pictures.map(({ address, alt }) => (
          <li key={address}>
            <button type="button" onClick={() => setViewed(address)}>
              <img src={address} alt={alt} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {viewed !== null && <PictureViewer pictures={pictures} firstAddress={viewed} onClose={() => setViewed(null)} />}
    </section>
  )
}
