import './settings.css'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { AppStatus, Settings, Shop } from '../../../shared/model'
import { problemOf, useRequest } from '../../desk-queries'
import { Choice } from '../../ui/choice'
import { ConnectedPage, type ConnectedPageProps } from './connected-page'
import { ReplyTarget } from './reply-target'

const languages = [
  { value: 'en', words: 'English' },
  { value: 'fr', words: 'Français' },
] as const

const facebookOrigin = 'https://graph.facebook.com'

type SettingsScreenProps = Omit<ConnectedPageProps, 'shop'> & { shops: Shop[]; endsWithThisRun: boolean; settings: Settings; about: AppStatus['about'] }

/** What the owner may choose, each saved as it is chosen, and where things are. */
export function SettingsScreen({ shops, endsWithThisRun, settings, about, ...pageProps }: SettingsScreenProps) {
  const { t } = useTranslation()
  const save = useRequest('saveSettings')
  const problem = problemOf(save.error)
  const themes = [
    { value: 'system', words: t('page.settings.themeSystem') },
    { value: 'light', words: t('page.settings.themeLight') },
    { value: 'dark', words: t('page.settings.themeDark') },
  ] as const

  function whereTheTokenIs(): string {
    if (pageProps.practice) return t('page.settings.tokenOfPractice')
    return t(endsWithThisRun ? 'page.settings.tokenInMemory' : 'page.settings.tokenInKeychain')
  }

  return (
    <main className="settings">
      <div className="settings-column">
        <h1>{t('page.settings.title')}</h1>
        <section className="settings-group">
          <div className="setting">
            <h2>{t('page.settings.language')}</h2>
            <Choice
              label={t('page.settings.language')}
              options={languages}
              value={settings.language}
              onChoose={(language) => save.mutateAsync({ language })}
            />
          </div>
          <div className="setting">
            <h2>{t('page.settings.theme')}</h2>
            <Choice label={t('page.settings.theme')} options={themes} value={settings.theme} onChoose={(theme) => save.mutateAsync({ theme })} />
          </div>
          <ReplyTarget minutes={settings.replyTargetMinutes} onChange={(replyTargetMinutes) => save.mutate({ replyTargetMinutes })} />
          {problem && (
            <p className="setting-problem" role="alert">
              {problemSentence(t, problem)}
            </p>
          )}
        </section>
        {shops.map((shop) => (
          <ConnectedPage key={`${shop.platform} ${shop.pageId}`} shop={shop} {...pageProps} />
        ))}
        <section className="settings-group">
          <h2 className="settings-heading">{t('page.settings.places')}</h2>
          <dl className="places">
            <dt>{t('page.settings.dataFolder')}</dt>
            <dd className="place-path">{about.dataFolder}</dd>
            <dt>{t('page.settings.token')}</dt>
            <dd>{whereTheTokenIs()}</dd>
            {!pageProps.practice && about.platformUrl !== facebookOrigin && (
              <>
                <dt>{t('page.settings.platform')}</dt>
                <dd className="place-path">{about.platformUrl}</dd>
              </>
            )}
            <dt>{t('page.settings.version')}</dt>
            <dd>{about.version}</dd>
          </dl>
        </section>
      </div>
    </main>
  )
}
