import { useTranslation } from 'react-i18next'
import { useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'

/** Offers a recovery code, beside the queue and never in front of it, until the owner has made or declined one. */
export function RecoveryCard({ address }: { address: string }) {
  const { t } = useTranslation()
  const decline = useRequest('declineRecoveryCode')
  return (
    <section className="card" aria-label={t('page.recovery.title')}>
      <p>{t('page.recovery.card')}</p>
      <div className="card-acts">
        <a className="button line normal" href={address}>
          {t('page.recovery.make')}
        </a>
        <Button tone="quiet" disabled={decline.isPending} onClick={() => decline.mutate({})}>
          {t('page.recovery.decline')}
        </Button>
      </div>
    </section>
  )
}
