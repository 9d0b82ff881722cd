import { useTranslation } from 'react-i18next'
import type { AppStatus } from '../../../shared/model'
import { useRequest } from '../../desk-queries'
import { Choice } from '../../ui/choice'

const facebookOrigin = 'https://graph.facebook.com'

/** The versions of the Graph API that can be chosen (changelog, 2026-07-29). */
const graphVersions = ['v25.0', 'v26.0'].map((version) => ({ value: version, words: version }))

type PlacesProps = { practice: boolean; endsWithThisRun: boolean; about: AppStatus['about']; graphVersion: string }

/** Where things are, and how Comptoir speaks with Facebook. */
export function Places({ practice, endsWithThisRun, about, graphVersion }: PlacesProps) {
  const { t } = useTranslation()
  const save = useRequest('saveSettings')

  function whereTheTokenIs(): string {
    if (practice) return t('page.settings.tokenOfPractice')
    return t(endsWithThisRun ? 'page.settings.tokenInMemory' : 'page.settings.tokenInKeychain')
  }

  return (
    <section className="settings-group">
      <h2 className="settings-heading">{t('page.settings.places')}</h2>
      <dl className="places">
        <dt>{t('page.settings.dataFolder')}</dt>
        <dd className="place-path">{about.dataFolder}</dd>
        <dt>{t('page.settings.token')}</dt>
        <dd>{whereTheTokenIs()}</dd>
        {!practice && about.platformUrl !== facebookOrigin && (
          <>
            <dt>{t('page.settings.platform')}</dt>
            <dd className="place-path">{about.platformUrl}</dd>
          </>
        )}
        <dt>{t('page.settings.version')}</dt>
        <dd>{about.version}</dd>
      </dl>
      <div className="setting">
        <div>
          <h3>{t('page.settings.graphVersion')}</h3>
          <p className="setting-hint">{t('page.settings.graphVersionHint')}</p>
        </div>
        <Choice
          label={t('page.settings.graphVersion')}
          options={graphVersions}
          value={graphVersion}
          onChoose={(chosen) => save.mutateAsync({ graphVersion: chosen })}
        />
      </div>
    </section>
  )
}
