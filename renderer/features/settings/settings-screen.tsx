import './settings.css'
import { useTranslation } from 'react-i18next'
import type { AppStatus, Settings, Shop } from '../../../shared/model'
import { PagesSection, type PagesSectionProps } from './pages-section'
import { Places } from './places'
import { Preferences } from './preferences'
import { RecoverySection } from './recovery-section'

type SettingsScreenProps = Omit<PagesSectionProps, 'shops'> & {
  shops: Shop[]
  endsWithThisRun: boolean
  recovery: Extract<AppStatus['screen'], { name: 'shop' }>['recovery']
  recoveryAddress: string
  settings: Settings
  about: AppStatus['about']
}

/** What the owner may choose, the Pages and their connections, and where things are. */
export function SettingsScreen({ endsWithThisRun, recovery, recoveryAddress, settings, about, ...pagesProps }: SettingsScreenProps) {
  const { t } = useTranslation()
  return (
    <main className="settings">
      <div className="settings-column">
        <h1>{t('page.settings.title')}</h1>
        <Preferences settings={settings} />
        <PagesSection {...pagesProps} />
        {recovery !== 'none' && <RecoverySection isMade={recovery === 'made'} address={recoveryAddress} />}
        <Places practice={pagesProps.practice} endsWithThisRun={endsWithThisRun} about={about} graphVersion={settings.graphVersion} />
      </div>
    </main>
  )
}
