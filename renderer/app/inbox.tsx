import './inbox.css'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, ClockReading, ConversationKey, QueueItem, QueueView, Shop } from '../../shared/model'
import { plainLine } from '../../shared/text/plain-text'
import { keyOf, keyText } from '../conversation-key'
import { Conversation } from '../features/conversation/conversation'
import type { Drafts } from '../features/conversation/drafts'
import { CustomerPanel } from '../features/customer/customer-panel'
import { PracticePanel } from '../features/practice/practice-panel'
import { RecoveryCard } from '../features/recovery/recovery-card'
import { NotificationCard } from './notification-card'
import type { Notifications } from './notifications'
import { addresses } from './place'
import { QueueColumn } from './queue-column'
import { RestingPane } from './resting-pane'
import { usePerformAct } from './undo'

const customerPanelId = 'customer-panel'
const longestSaidName = 120

/** The open conversation, and the message in it that was asked for. */
export type Opened = { key: ConversationKey; reach: { messageId: string } | null }

type InboxProps = {
  shops: Shop[]
  practice: boolean
  offersRecovery: boolean
  view: QueueView
  /** The Page that is shown alone; null for all. */
  chosen: Shop | null
  clock: ClockReading
  drafts: Drafts
  sendWithEnter: boolean
  opened: Opened | null
  onOpen: (opened: Opened | null) => void
  notifications: Notifications
}

/** The queue and the open conversation, side by side; they take turns where there is no room for both. */
export function Inbox(props: InboxProps) {
  const { shops, practice, offersRecovery, view, chosen, clock, drafts, sendWithEnter, opened, onOpen, notifications } = props
  const { t } = useTranslation()
  /** Which row gets the focus back when the owner leaves the conversation. */
  const [focusedKey, setFocusedKey] = useState<ConversationKey | null>(null)
  const [showsCustomer, setShowsCustomer] = useState(false)
  const customerButton = useRef<HTMLButtonElement>(null)
  const perform = usePerformAct()
  const openKey = opened?.key ?? null
  const [lastOpenKey, setLastOpenKey] = useState(openKey)
  if (openKey !== lastOpenKey) {
    setLastOpenKey(openKey)
    // The browser's "back" closes it, too.
    if (openKey === null) setFocusedKey(lastOpenKey)
  }
  const shown = chosen ? [chosen] : shops
  const waiting = shown.reduce((sum, shop) => sum + shop.waiting, 0)
  const isFirstLook = shown.every(({ connection }) => connection.lastCheckedAt === null && connection.problem === null)

  const act = async (done: Act, said: string) => openKey !== null && (await perform(openKey, done, said))
  const settle = useCallback(
    (item: QueueItem) => {
      const customer = plainLine(item.customerName, longestSaidName) || t('page.customer.unnamed')
      if (item.done) void perform(keyOf(item), { kind: 'reopened' }, t('page.acts.saidReopened', { customer }))
      else void perform(keyOf(item), { kind: 'done' }, t('page.acts.saidDone', { customer }))
    },
    [perform, t],
  )

  const open = useCallback(
    (key: ConversationKey, messageId: string | null) => {
      // Over the conversation it would hide what was just opened.
      if (!matchMedia('(min-width: 1100px)').matches) setShowsCustomer(false)
      onOpen({ key, reach: messageId === null ? null : { messageId } })
    },
    [onOpen],
  )

  function leave(): void {
    if (matchMedia('(max-width: 759px)').matches) onOpen(null)
    else setFocusedKey(openKey)
  }

  return (
    <main className="inbox" data-open={openKey !== null} data-customer={showsCustomer && openKey !== null}>
      <QueueColumn
        shops={shops}
        view={view}
        chosen={chosen}
        isFirstLook={isFirstLook}
        openKey={openKey}
        onOpen={open}
        focusKey={focusedKey}
        onFocused={useCallback(() => setFocusedKey(null), [])}
        onSettle={settle}
        onUndone={setFocusedKey}
        below={
          <>
            {notifications.canAsk && <NotificationCard onAllow={notifications.ask} />}
            {offersRecovery && <RecoveryCard address={addresses.recoveryCode} />}
            {practice && <PracticePanel speed={clock.speed} />}
          </>
        }
      />
      <section className="talk" aria-label={t('page.conversation.label')}>
        {opened === null ? (
          <RestingPane waiting={waiting} isFirstLook={isFirstLook} />
        ) : (
          <Conversation
            key={keyText(opened.key)}
            conversationKey={opened.key}
            drafts={drafts}
            sendWithEnter={sendWithEnter}
            reach={opened.reach}
            panel={{ id: customerPanelId, isOpen: showsCustomer, onToggle: () => setShowsCustomer(!showsCustomer) }}
            panelButton={customerButton}
            onAct={act}
            onLeave={leave}
          />
        )}
      </section>
      {openKey !== null && showsCustomer && (
        <CustomerPanel
          key={keyText(openKey)}
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
