import './notice.css'
import { Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'

/** One line under the top strip: what is not as it should be, and the next step. */
export function Notice({
  tone,
  action,
  onDismiss,
  children,
}: {
  tone: 'lost' | 'soon'
  action?: ReactNode
  onDismiss?: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={`notice ${tone}`} role={tone === 'lost' ? 'alert' : 'note'}>
      <Icon of={tone === 'lost' ? TriangleAlert : Info} size={18} />
      <p>{children}</p>
      {action}
      {onDismiss && (
        <Button tone="quiet" icon={X} words="hidden" onClick={onDismiss}>
          {t('page.notices.dismiss')}
        </Button>
      )}
    </div>
  )
}
