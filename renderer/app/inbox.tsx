import './inbox.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockReading, ConversationKey, QueueView, Shop } from '../../shared/model'
import { problemOf, useQueue } from '../desk-queries'
import { Conversation } from '../features/conversation/conversation'
import type { Drafts } from '../features/conversation/drafts'
import { PracticePanel } from '../features/practice/practice-panel'
import { Queue } from '../features/queue/queue'
import { NotificationCard } from './notification-card'
import type { Notifications } from './notifications'
import { addresses } from './place'
import { RestingPane } from './resting-pane'

type InboxProps = {
  shops: Shop[]
  practice: boolean
  view: QueueView
  clock: ClockReading
  drafts: Drafts
  openKey: ConversationKey | null
  onOpen: (conversation: ConversationKey | null) => void
  notifications: Notifications
}

/** The queue and the open conversation, side by side; they take turns where there is no room for both. */
export function Inbox({ shops, practice, view, clock, drafts, openKey, onOpen, notifications }: InboxProps) {
  const { t } = useTranslation()
  const queue = useQueue(null, view)
  const counts = useQueue(null, 'waiting').data?.counts
  /** Which row gets the focus back when the owner leaves the conversation. */
  const [focusedKey, setFocusedKey] = useState<ConversationKey | null>(null)

  function leave(): void {
    setFocusedKey(openKey)
    if (matchMedia('(max-width: 759px)').matches) onOpen(null)
  }

  return (
    <main className="inbox" data-open={openKey !== null}>
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
        onOpen={onOpen}
        above={notifications.canAsk && <NotificationCard onAllow={notifications.ask} />}
        below={practice && <PracticePanel speed={clock.speed} />}
      />
      <section className="talk" aria-label={t('page.conversation.label')}>
        {openKey === null ? (
          <RestingPane waiting={counts?.waiting} />
        ) : (
          <Conversation key={`${openKey.platform} ${openKey.pageId} ${openKey.conversationId}`} conversationKey={openKey} drafts={drafts} onLeave={leave} />
        )}
      </section>
    </main>
  )
}
