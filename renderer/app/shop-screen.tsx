import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { AppStatus, ConversationKey, Shop } from '../../shared/model'
import { needsNewToken } from '../../shared/problems'
import { useDeskEvent, useQueue } from '../desk-queries'
import { ConnectForm } from '../features/connect/connect-form'
import type { Drafts } from '../features/conversation/drafts'
import { SettingsScreen } from '../features/settings/settings-screen'
import { Inbox } from './inbox'
import { Notice } from './notice'
import { useNotifications } from './notifications'
import { addresses, goTo, usePlace } from './place'
import { Rail } from './rail'
import { Strip } from './strip'

type ShopScreenProps = { shop: Shop; status: AppStatus; drafts: Drafts; away: ReactNode }

/** The shop at work: the strips, the rail, and the part of the app that the address names. */
export function ShopScreen({ shop, status, drafts, away }: ShopScreenProps) {
  const place = usePlace()
  const [openId, setOpenId] = useState<string | null>(null)
  const waiting = useQueue(shop, 'waiting').data?.counts.waiting ?? 0

  function openConversation(key: ConversationKey): void {
    if (key.pageId !== shop.pageId || key.platform !== shop.platform) return
    if (place.part !== 'inbox') goTo(addresses.waiting)
    setOpenId(key.conversationId)
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
        <Strip shop={shop} />
        <Notices shop={shop} away={away} />
      </header>
      <div className="shop">
        <Rail part={place.part} waiting={waiting} />
        {place.part === 'inbox' ? (
          <Inbox
            shop={shop}
            view={place.view}
            clock={status.clock}
            drafts={drafts}
            openId={openId}
            onOpen={setOpenId}
            notifications={notifications}
          />
        ) : (
          <SettingsScreen
            shop={shop}
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

function Notices({ shop, away }: { shop: Shop; away: ReactNode }) {
  const { t } = useTranslation()
  const [dismissed, setDismissed] = useState(false)
  const problem = shop.connection.state === 'failing' ? shop.connection.problem : null
  if (away) return away
  return (
    <>
      {problem && (
        <Notice
          tone="lost"
          action={
            needsNewToken(problem) && !shop.practice ? (
              <a href={addresses.pasteToken}>{t('page.connection.pasteToken')}</a>
            ) : null
          }
        >
          {problemSentence(t, { code: problem })}
        </Notice>
      )}
      {shop.endsWithThisRun && !dismissed && (
        <Notice tone="soon" onDismiss={() => setDismissed(true)}>
          {t('page.notices.endsWithThisRun')}
        </Notice>
      )}
    </>
  )
}
