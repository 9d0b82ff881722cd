import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'

/** Asks, beside the queue and never in front of it, whether the page may notify. */
export function NotificationCard({ onAllow }: { onAllow: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="card notification-card">
      <p>{t('page.notificationCard.text')}</p>
      <Button onClick={onAllow}>{t('page.notificationCard.allow')}</Button>
    </div>
  )
}
