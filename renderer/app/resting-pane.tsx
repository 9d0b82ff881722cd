import { useTranslation } from 'react-i18next'

/** What stands beside the queue while no conversation is open. */
export function RestingPane({ waiting }: { waiting: number | undefined }) {
  const { t } = useTranslation()
  if (waiting === undefined) return null
  return (
    <div className="resting">
      <h1>{waiting > 0 ? t('page.rest.waiting', { count: waiting }) : t('page.rest.nobody')}</h1>
      <p>{t('page.rest.choose')}</p>
      <p className="resting-keys" aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        <span>{t('page.rest.keys')}</span>
        <kbd>Enter</kbd>
        <span>{t('page.rest.open')}</span>
      </p>
    </div>
  )
}
