import { useTranslation } from 'react-i18next'
import type { QueueItem } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

/** Why a row stands where it does, with its hour; the whole of it is the row's description. */
export function Reason({ id, item }: { id: string; item: QueueItem }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { attention, undelivered } = item

  if (undelivered !== null && attention.kind !== 'closing') {
    return (
      <span className="why lost" id={id}>
        {t(`page.reasons.${undelivered}`)}
      </span>
    )
  }
  if (attention.kind === 'none') {
    return (
      <span className="why calm" id={id}>
        <span className="unseen">{t('page.reasons.answered')} </span>
        {words.moment(item.lastMessageAt, now)}
      </span>
    )
  }
  if (attention.kind === 'waiting') {
    const justNow = words.justNow(now - attention.since)
    return (
      <span className="why calm" id={id}>
        <span className="unseen">{t(justNow === null ? 'page.reasons.waiting' : 'page.reasons.wrote')} </span>
        {justNow ?? words.duration(now - attention.since)}
      </span>
    )
  }
  return (
    <span className={`why ${attention.kind}`} id={id}>
      {sentence(attention)}
    </span>
  )

  function sentence({ kind, dueAt, windowEndsAt }: Exclude<QueueItem['attention'], { kind: 'none' }>): string {
    if (kind === 'missed') return t('page.reasons.missed')
    if (kind === 'overdue') {
      return words.justNow(now - dueAt) === null ? t('page.reasons.overdue', { duration: words.duration(now - dueAt) }) : t('page.reasons.overdueNow')
    }
    const closes = words.daysBetween(now, windowEndsAt) === 0 ? 'page.reasons.closesAt' : 'page.reasons.closesOn'
    return t(closes, { time: words.moment(windowEndsAt, now) })
  }
}
