import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { AppStatus, ConversationKey } from '../../shared/model'
import { keyText } from '../conversation-key'
import { useDeskEvent } from '../desk-queries'
import { ConnectForm } from '../features/connect/connect-form'
import { KeptPages } from '../features/connect/kept-pages'
import type { Drafts } from '../features/conversation/drafts'
import { RecoveryScreen } from '../features/recovery/recovery-screen'
import { SetUpScreen } from '../features/set-up/set-up-screen'
import { SettingsScreen } from '../features/settings/settings-screen'
import { Inbox, type Opened } from './inbox'
import { Notices } from './notices'
import { useNotifications } from './notifications'
import { addresses, goBack, goTo, goToConversation, inboxAddress, leaveConversation, tokenAddress, usePlace } from './place'
import { Rail } from './rail'
import { useReportFocus } from './report-focus'
import { Strip } from './strip'
import { UndoBar } from './undo'

type OpenShops = Extract<AppStatus['screen'], { name: 'shop' }>

type ShopScreenProps = { screen: OpenShops; status: AppStatus; drafts: Drafts }

/** The shop at work: the strips, the rail, and the part of the app that the address names. */
export function ShopScreen({ screen, status, drafts }: ShopScreenProps) {
  const place = usePlace()
  const placedKey = place.part === 'inbox' ? place.openKey : null
  // Whoever comes back from another part of the app finds the conversation open that was.
  const [opened, setOpened] = useState(openedAt(placedKey))
  if (place.part === 'inbox' && textOf(placedKey) !== textOf(opened?.key)) setOpened(openedAt(placedKey))
  const { shops, practice } = screen
  const chosen = (place.part === 'inbox' && shops.find(({ pageId }) => pageId === place.pageId)) || null
  const tokenOf = (place.part === 'settings' && shops.find(({ pageId }) => pageId === place.tokenOf)) || null
  const isInbox = place.part === 'inbox' || place.part === 'connect'
  const waiting = shops.reduce((sum, shop) => sum + shop.waiting, 0)

  function isConnected(key: ConversationKey): boolean {
    return shops.some(({ pageId, platform }) => key.pageId === pageId && key.platform === platform)
  }

  const open = useCallback(
    (next: Opened | null) => {
      setOpened(next)
      if (place.part !== 'inbox') goTo(inboxAddress('waiting', null, next?.key))
      else if (next === null) leaveConversation(inboxAddress(place.view, place.pageId))
      else goToConversation(inboxAddress(place.view, place.pageId, next.key), place.openKey)
    },
    [place],
  )

  function openConversation(key: ConversationKey): void {
    if (isConnected(key)) open({ key, reach: null })
  }
  useDeskEvent('openConversation', openConversation)
  useReportFocus()
  const notifications = useNotifications(status.about.host, openConversation)

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Comptoir` : 'Comptoir'
    return () => {
      document.title = 'Comptoir'
    }
  }, [waiting])

  function showPart(): ReactNode {
    if (place.part === 'set-up') return <SetUpScreen onBack={goBack} />
    if (place.part === 'recovery-code' && screen.recovery !== 'none') {
      return <RecoveryScreen isMade={screen.recovery === 'made'} dataFolder={status.about.dataFolder} onDone={goBack} />
    }
    if (isInbox) {
      return (
        <Inbox
          shops={shops}
          practice={practice}
          offersRecovery={screen.recovery === 'offer'}
          view={place.part === 'inbox' ? place.view : 'waiting'}
          clock={status.clock}
          sendWithEnter={status.settings.sendWithEnter}
          drafts={drafts}
          chosen={chosen}
          opened={opened && isConnected(opened.key) ? opened : null}
          onOpen={open}
          notifications={notifications}
        />
      )
    }
    return (
      <SettingsScreen
        shops={shops}
        practice={practice}
        endsWithThisRun={screen.endsWithThisRun}
        recovery={screen.recovery}
        recoveryAddress={addresses.recoveryCode}
        settings={status.settings}
        about={status.about}
        pasteToken={place.part === 'settings' && place.pasteToken}
        tokenAddress={tokenAddress}
        connectForm={
          <ConnectForm
            key={tokenOf?.pageId}
            forPage={tokenOf}
            setUpAddress={addresses.setUp}
            startAddress={inboxAddress('waiting', null, opened?.key)}
            onBack={() => goTo(addresses.settings)}
          />
        }
        keptPages={<KeptPages connected={shops} />}
      />
    )
  }

  return (
    <div className="screen">
      <header>
        <Strip shops={chosen ? [chosen] : shops} practice={practice} />
        <Notices screen={screen} />
      </header>
      <div className="shop">
        <Rail part={place.part} openKey={opened?.key ?? null} waiting={waiting} />
        {showPart()}
        {!isInbox && <UndoBar />}
      </div>
    </div>
  )
}

function openedAt(key: ConversationKey | null): Opened | null {
  return key && { key, reach: null }
}

function textOf(key: ConversationKey | null | undefined): string | null {
  return key ? keyText(key) : null
}
