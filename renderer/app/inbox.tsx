import './inbox.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockReading, QueueView, Shop } from '../../shared/model'
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
  shop: Shop
  view: QueueView
  clock: ClockReading
  drafts: Drafts
  openId: string | null
  onOpen: (conversationId: string | null) => void
  notifications: Notifications
}

/** The queue and the open conversation, side by side; they take turns where there is no room for both. */
export function Inbox({ shop, view, clock, drafts, openId, onOpen, notifications }: InboxProps) {
  const { t } = useTranslation()
  const queue = useQueue(shop, view)
  const counts = useQueue(shop, 'waiting').data?.counts
  const { pageId, platform } = shop
  /** Which row gets the focus back when the owner leaves the conversation. */
  const [focusedId, setFocusedId] = useState<string | null>(null)

  function leave(): void {
    setFocusedId(openId)
    if (matchMedia('(max-width: 759px)').matches) onOpen(null)
  }

  return (
    <main className="inbox" data-open={openId !== null}>
      <Queue
        key={view}
        view={view}
        viewAddresses={addresses}
        queue={queue.data}
        problem={problemOf(queue.error)}
        counts={counts}
        connection={shop.connection.state}
        openId={openId}
        focusId={focusedId}
        onFocused={() => setFocusedId(null)}
        onOpen={onOpen}
        above={notifications.canAsk && <NotificationCard onAllow={notifications.ask} />}
        below={shop.practice && <PracticePanel speed={clock.speed} />}
      />
      <section className="talk" aria-label={t('page.conversation.label')}>
        {openId === null ? (
          <RestingPane waiting={counts?.waiting} />
        ) : (
          <Conversation key={openId} conversationKey={{ pageId, platform, conversationId: openId }} drafts={drafts} onLeave={leave} />
        )}
      </section>
    </main>
  )
}
