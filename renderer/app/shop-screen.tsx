import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { AppStatus, ConversationKey } from '../../shared/model'
import { needsNewToken } from '../../shared/problems'
import { useDeskEvent } from '../desk-queries'
import { ConnectForm } from '../features/connect/connect-form'
import type { Drafts } from '../features/conversation/drafts'
import { SettingsScreen } from '../features/settings/settings-screen'
import { Inbox } from './inbox'
import { Notice } from './notice'
import { useNotifications } from './notifications'
import { addresses, goTo, usePlace } from './place'
import { Rail } from './rail'
import { Strip } from './strip'

type OpenShops = Extract<AppStatus['screen'], { name: 'shop' }>

type ShopScreenProps = { screen: OpenShops; status: AppStatus; drafts: Drafts; away: ReactNode }

/** The shop at work: the strips, the rail, and the part of the app that the address names. */
export function ShopScreen({ screen, status, drafts, away }: ShopScreenProps) {
  const place = usePlace()
  const [openKey, setOpenKey] = useState<ConversationKey | null>(null)
  const { shops, practice } = screen
  const waiting = shops.reduce((sum, shop) => sum + shop.waiting, 0)

  function openConversation(key: ConversationKey): void {
    if (!shops.some(({ pageId, platform }) => key.pageId === pageId && key.platform === platform)) return
    if (place.part !== 'inbox') goTo(addresses.waiting)
    setOpenKey(key)
  }
  useDeskEvent('openConversation', openConversation)
  const notifications = useNotifications(status.about.host, openConversation)

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Comptoir` : 'Comptoir'
    return () => {
      document.title = 'Comptoir'
    }
  }, [waiting])

  return (
    <div className="screen">
      <header>
        <Strip shops={shops} practice={practice} />
        <Notices screen={screen} away={away} />
      </header>
      <div className="shop">
        <Rail part={place.part} waiting={waiting} />
        {place.part === 'inbox' ? (
          <Inbox
            shops={shops}
            practice={practice}
            view={place.view}
            clock={status.clock}
            drafts={drafts}
            openKey={openKey}
            onOpen={setOpenKey}
            notifications={notifications}
          />
        ) : (
          <SettingsScreen
            shops={shops}
            practice={practice}
            endsWithThisRun={screen.endsWithThisRun}
            settings={status.settings}
            about={status.about}
            pasteToken={place.pasteToken}
            pasteTokenAddress={addresses.pasteToken}
            connectForm={<ConnectForm onBack={() => goTo(addresses.settings)} />}
          />
        )}
      </div>
    </div>
  )
}

function Notices({ screen, away }: { screen: OpenShops; away: ReactNode }) {
  const { t } = useTranslation()
  const [dismissed, setDismissed] = useState(false)
  const failing = screen.shops.flatMap((shop) => (shop.connection.state === 'failing' ? [shop] : []))
  if (away) return away
  return (
    <>
      {failing.map(({ pageId, platform, connection: { problem } }) => problem && (
        <Notice
          key={`${platform} ${pageId}`}
          tone="lost"
          action={
            needsNewToken(problem) && !screen.practice ? (
              <a href={addresses.pasteToken}>{t('page.connection.pasteToken')}</a>
            ) : null
          }
        >
          {problemSentence(t, { code: problem })}
        </Notice>
      ))}
      {screen.endsWithThisRun && !dismissed && (
        <Notice tone="soon" onDismiss={() => setDismissed(true)}>
          {t('page.notices.endsWithThisRun')}
        </Notice>
      )}
    </>
  )
}
