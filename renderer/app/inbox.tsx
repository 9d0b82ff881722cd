import './inbox.css'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, ClockReading, ConversationKey, QueueView, Shop } from '../../shared/model'
import { problemOf, useQueue } from '../desk-queries'
import { Conversation } from '../features/conversation/conversation'
import type { Drafts } from '../features/conversation/drafts'
import { CustomerPanel } from '../features/customer/customer-panel'
import { PracticePanel } from '../features/practice/practice-panel'
import { Queue } from '../features/queue/queue'
import { NotificationCard } from './notification-card'
import type { Notifications } from './notifications'
import { addresses } from './place'
import { RestingPane } from './resting-pane'
import { usePerformAct } from './undo'

const customerPanelId = 'customer-panel'

type InboxProps = {
  shops: Shop[]
  practice: boolean
  view: QueueView
  clock: ClockReading
  drafts: Drafts
  sendWithEnter: boolean
  openKey: ConversationKey | null
  onOpen: (conversation: ConversationKey | null) => void
  notifications: Notifications
}

/** The queue and the open conversation, side by side; they take turns where there is no room for both. */
export function Inbox({ shops, practice, view, clock, drafts, sendWithEnter, openKey, onOpen, notifications }: InboxProps) {
  const { t } = useTranslation()
  const queue = useQueue(null, view)
  const counts = useQueue(null, 'waiting').data?.counts
  /** Which row gets the focus back when the owner leaves the conversation. */
  const [focusedKey, setFocusedKey] = useState<ConversationKey | null>(null)

  const [showsCustomer, setShowsCustomer] = useState(false)
  const customerButton = useRef<HTMLButtonElement>(null)
  const perform = usePerformAct()
  const act = (done: Act, said: string) => openKey && perform(openKey, done, said)

  function open(key: ConversationKey | null): void {
    // Over the conversation it would hide what was just opened.
    if (!matchMedia('(min-width: 1600px)').matches) setShowsCustomer(false)
    onOpen(key)
  }

  function leave(): void {
    setFocusedKey(openKey)
    if (matchMedia('(max-width: 759px)').matches) open(null)
  }

  return (
    <main className="inbox" data-open={openKey !== null} data-customer={showsCustomer && openKey !== null}>
      <Queue
        key={view}
        view={view}
        viewAddresses={addresses}
        queue={queue.data}
        problem={problemOf(queue.error)}
        counts={counts}
        connection={shops[0]?.connection.state ?? 'never-checked'}
        openKey={openKey}
        focusKey={focusedKey}
        onFocused={() => setFocusedKey(null)}
        onOpen={open}
        above={notifications.canAsk && <NotificationCard onAllow={notifications.ask} />}
        below={practice && <PracticePanel speed={clock.speed} />}
      />
      <section className="talk" aria-label={t('page.conversation.label')}>
        {openKey === null ? (
          <RestingPane waiting={counts?.waiting} />
        ) : (
          <Conversation
            key={nameOf(openKey)}
            conversationKey={openKey}
            drafts={drafts}
            sendWithEnter={sendWithEnter}
            reach={null}
            panel={{ id: customerPanelId, isOpen: showsCustomer, onToggle: () => setShowsCustomer(!showsCustomer) }}
            panelButton={customerButton}
            onAct={act}
            onLeave={leave}
          />
        )}
      </section>
      {openKey !== null && showsCustomer && (
        <CustomerPanel
          key={nameOf(openKey)}
          id={customerPanelId}
          conversationKey={openKey}
          onAct={act}
          onClose={() => {
            setShowsCustomer(false)
            customerButton.current?.focus()
          }}
        />
      )}
    </main>
  )
}

function nameOf({ platform, pageId, conversationId }: ConversationKey): string {
  return `${platform} ${pageId} ${conversationId}`
}
