import { useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment, AttachmentDetails } from '../../../shared/model'
import { useOutsideLink } from '../../outside-links'
import { useNow } from '../../ui/clock'
import { Icon } from '../../ui/icon'
import { TimeZoneContext, useTimeWords } from '../../ui/time-words'
import { attachmentIcons } from './attachment-icons'
import { hostOf } from './text-links'

type Details<Of extends AttachmentDetails['of']> = Extract<AttachmentDetails, { of: Of }>

type AttachmentCardProps = { attachment: Attachment; address: string; name: string }

/** A share, a product, a template or an appointment: its picture, what it says, and where it leads. */
export function AttachmentCard({ attachment: { kind, content, details, linkUrl, ...attachment }, address, name }: AttachmentCardProps) {
  const { t } = useTranslation()
  const openOutside = useOutsideLink()
  const [failed, setFailed] = useState(false)
  const title = attachment.title?.trim() || attachment.name.trim()
  const host = linkUrl === null ? null : hostOf(linkUrl)
  const shown = (
    <>
      {(content === 'kept' || content === 'waiting') && !failed ? (
        <img className="card-picture" src={address} alt={title === '' ? name : ''} loading="lazy" onError={() => setFailed(true)} />
      ) : (
        <Icon of={attachmentIcons[kind]} size={18} />
      )}
      <span className="card-words">
        <span className="attached-name">{t(`attachments.${kind}`)}</span>
        {title !== '' && <bdi className="card-title">{title}</bdi>}
        {details?.of === 'product' && <ProductWords details={details} />}
        {details?.of === 'appointment' && <AppointmentWords details={details} />}
        {host !== null && (
          <bdi className="attached-name" dir="ltr">
            {host}
          </bdi>
        )}
      </span>
    </>
  )
  if (linkUrl === null || host === null) return <p className="bubble attached attachment-card">{shown}</p>
  return (
    <button type="button" role="link" className="bubble attached attachment-card" onClick={() => openOutside(linkUrl)}>
      {shown}
    </button>
  )
}

function ProductWords({ details: { price, visible } }: { details: Details<'product'> }) {
  const { t } = useTranslation()
  return (
    <>
      {price !== null && <bdi>{price}</bdi>}
      {!visible && <span className="attached-name">{t('page.attachments.productHidden')}</span>}
    </>
  )
}

/** When and how it stands. Moments are in the shop's time zone; one that Meta has said without a zone is as Meta said it. */
function AppointmentWords({ details: { status, starts, ends, timeZone } }: { details: Details<'appointment'> }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const shopZone = useContext(TimeZoneContext)
  const hasTime = starts !== null || ends !== null
  return (
    <>
      {hasTime ? <bdi className="card-title">{time()}</bdi> : t('page.appointment.noTime')}
      {status !== null && <bdi>{statusWords(status)}</bdi>}
      {timeZone !== null && timeZone !== shopZone && (
        <span className="attached-name">{t('page.appointment.otherZone', { zone: timeZone })}</span>
      )}
    </>
  )

  function time(): string {
    if (typeof starts === 'number' && typeof ends === 'number' && words.daysBetween(starts, ends) === 0) {
      return t('page.appointment.fromTo', { day: words.dayHeading(starts, now), from: words.hour(starts), to: words.hour(ends) })
    }
    return [starts, ends].filter((moment) => moment !== null).map(said).join(' – ')
  }

  function said(moment: number | string, index: number): string {
    const day = index === 0 ? words.dayHeading : words.day
    return typeof moment === 'string' ? moment : t('page.appointment.at', { day: day(moment, now), hour: words.hour(moment) })
  }

  function statusWords(said: string): string {
    switch (said.toLowerCase()) {
      case 'pending':
      case 'requested':
        return t('page.appointment.pending')
      case 'confirmed':
      case 'accepted':
        return t('page.appointment.confirmed')
      case 'canceled':
      case 'cancelled':
        return t('page.appointment.cancelled')
      case 'declined':
        return t('page.appointment.declined')
      case 'completed':
        return t('page.appointment.completed')
      default:
        return said
    }
  }
}
