import './inbox.css'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockReading, ConversationKey, QueueView, Shop } from '../../shared/model'
import { keyText } from '../conversation-key'
import { Conversation } from '../features/conversation/conversation'
import type { Drafts } from '../features/conversation/drafts'
import { PracticePanel } from '../features/practice/practice-panel'
import { NotificationCard } from './notification-card'
import type { Notifications } from './notifications'
import { QueueColumn } from './queue-column'
import { useRecentWriting } from './recent-writing'
import { RestingPane } from './resting-pane'
import { UndoLine, useUndo } from './undo'

/** The open conversation, and the message in it that was asked for. */
export type Opened = { key: ConversationKey; reachMessageId: string | null }

type InboxProps = {
  shops: Shop[]
  practice: boolean
  view: QueueView
  /** The Page that is shown alone; null for all. */
  chosen: Shop | null
  clock: ClockReading
  drafts: Drafts
  opened: Opened | null
  onOpen: (opened: Opened | null) => void
  notifications: Notifications
}

/** The queue and the open conversation, side by side; they take turns where there is no room for both. */
export function Inbox({ shops, practice, view, chosen, clock, drafts, opened, onOpen, notifications }: InboxProps) {
  const { t } = useTranslation()
  /** Which row gets the focus back when the owner leaves the conversation. */
  const [focusedKey, setFocusedKey] = useState<ConversationKey | null>(null)
  const [writing, wrote] = useRecentWriting()
  const undo = useUndo()
  const oneColumn = useOneColumn()
  const waiting = (chosen ? [chosen] : shops).reduce((sum, shop) => sum + shop.waiting, 0)
  const open = useCallback((key: ConversationKey, reachMessageId: string | null) => onOpen({ key, reachMessageId }), [onOpen])

  function leave(): void {
    setFocusedKey(opened?.key ?? null)
    if (oneColumn) onOpen(null)
  }

  const undoLine = <UndoLine undo={undo} />
  const overTalk = oneColumn && opened !== null
  return (
    <main className="inbox" data-open={opened !== null}>
      <QueueColumn
        shops={shops}
        view={view}
        chosen={chosen}
        openKey={opened?.key ?? null}
        onOpen={open}
        focusKey={focusedKey}
        onFocused={useCallback(() => setFocusedKey(null), [])}
        onSettle={undo.act}
        writing={writing}
        above={notifications.canAsk && <NotificationCard onAllow={notifications.ask} />}
        below={practice && <PracticePanel speed={clock.speed} />}
        over={!overTalk && undoLine}
      />
      <section className="talk" aria-label={t('page.conversation.label')} onInput={wrote}>
        {overTalk && undoLine}
        {opened === null ? (
          <RestingPane waiting={waiting} />
        ) : (
          <Conversation key={keyText(opened.key)} conversationKey={opened.key} drafts={drafts} onLeave={leave} />
        )}
      </section>
    </main>
  )
}

const oneColumnQuery = '(max-width: 759px)'

function useOneColumn(): boolean {
  return useSyncExternalStore(listenToWidth, () => matchMedia(oneColumnQuery).matches)
}

function listenToWidth(listener: () => void): () => void {
  const query = matchMedia(oneColumnQuery)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
