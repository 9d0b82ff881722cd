import { useTranslation } from 'react-i18next'

/** What stands beside the queue while no conversation is open and somebody waits. */
export function RestingPane({ waiting }: { waiting: number | undefined }) {
  const { t } = useTranslation()
  if (!waiting) return null
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
