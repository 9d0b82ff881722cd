import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

/** What a Page's connection stands at: when it was looked at, the calls made, and how much of the past is here. */
export function PageFigures({ shop: { connection, archive, budget, otherVersion } }: { shop: Shop }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('second')
  const { lastCheckedAt } = connection
  const conversations = words.number(archive.conversations)

  function past(): string {
    if (archive.state === 'first') return t('page.settings.archiveFirst', { conversations })
    if (archive.state === 'complete' || archive.readBackTo === null) return t('page.settings.archiveComplete', { conversations })
    return t('page.settings.archiveOlder', { conversations, day: words.date(archive.readBackTo) })
  }

  return (
    <dl className="places">
      <dt>{t('page.settings.lastCheck')}</dt>
      <dd className="figures">
        {lastCheckedAt === null
          ? t('page.connection.neverChecked')
          : t('page.connection.checked', { duration: words.duration(now - lastCheckedAt) })}
      </dd>
      <dt>{t('page.settings.calls')}</dt>
      <dd className="figures">
        {t('page.settings.callsOf', { used: words.number(budget.callsInLastDay), quota: words.number(budget.quota) })}
        {budget.usagePercent !== null && ` · ${t('page.settings.usage', { percent: words.number(budget.usagePercent) })}`}
        {budget.blockedUntil !== null && budget.blockedUntil > now && ` · ${t('page.settings.pausedUntil', { time: words.moment(budget.blockedUntil, now) })}`}
      </dd>
      <dt>{t('page.settings.archive')}</dt>
      <dd className="figures">{past()}</dd>
      {otherVersion !== null && (
        <>
          <dt>{t('page.settings.graphVersion')}</dt>
          <dd>{t('page.settings.otherVersion', { version: otherVersion })}</dd>
        </>
      )}
    </dl>
  )
}
