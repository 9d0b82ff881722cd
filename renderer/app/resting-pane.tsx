import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon'

/** What stands beside the queue while no conversation is open. */
export function RestingPane({ waiting, isFirstLook }: { waiting: number; isFirstLook: boolean }) {
  const { t } = useTranslation()
  if (waiting === 0) {
    return (
      <div className="resting">
        {!isFirstLook && (
          <span className="resting-mark">
            <Icon of={CircleCheck} />
          </span>
        )}
        <h2>{t(isFirstLook ? 'page.rest.firstLook' : 'page.rest.calm')}</h2>
        <p>{t(isFirstLook ? 'page.rest.appear' : 'page.rest.comesIn')}</p>
      </div>
    )
  }
  return (
    <div className="resting">
      <h2>{t('page.rest.waiting', { count: waiting })}</h2>
      <p>{t('page.rest.choose')}</p>
      <p className="resting-keys" aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        <span>{t('page.rest.keys')}</span>
        <kbd>{t('page.keys.enter')}</kbd>
        <span>{t('page.rest.open')}</span>
        <kbd>E</kbd>
        <span>{t('page.rest.settle')}</span>
      </p>
    </div>
  )
}
