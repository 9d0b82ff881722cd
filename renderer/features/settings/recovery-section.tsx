import { useTranslation } from 'react-i18next'

/** The recovery code of the conversations on this computer, which may be made at any time. */
export function RecoverySection({ isMade, address }: { isMade: boolean; address: string }) {
  const { t } = useTranslation()
  return (
    <section className="settings-group">
      <h2 className="settings-heading">{t('page.recovery.title')}</h2>
      <div className="setting one-line centred-line">
        <p className="setting-hint">{t(isMade ? 'page.recovery.isMade' : 'page.recovery.what')}</p>
        <a className="button line normal" href={address}>
          {t(isMade ? 'page.recovery.makeNew' : 'page.recovery.make')}
        </a>
      </div>
    </section>
  )
}
