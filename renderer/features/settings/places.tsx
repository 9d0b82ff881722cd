import { useTranslation } from 'react-i18next'
import { isGraphVersion, type AppStatus } from '../../../shared/model'
import { useRequest } from '../../desk-queries'
import { TypedSetting } from './typed-setting'

const facebookOrigin = 'https://graph.facebook.com'

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
      <TypedSetting
        words={t('page.settings.graphVersion')}
        hint={t('page.settings.graphVersionHint')}
        invalidWords={t('page.settings.graphVersionInvalid')}
        value={graphVersion}
        read={readVersion}
        onChange={(chosen) => save.mutate({ graphVersion: chosen })}
      />
    </section>
  )
}

/** As `v25.0`, also when it is typed as `25.0`. */
function readVersion(text: string): string | null {
  const version = text.trim().toLowerCase().replace(/^v?/, 'v')
  return isGraphVersion(version) ? version : null
}
