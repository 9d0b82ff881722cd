import { ArrowLeft, Check, PanelRight, RotateCcw } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, Conversation } from '../../../shared/model'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { Face } from '../../ui/face'
import { useShortcut } from '../../ui/shortcut'
import { useTimeWords } from '../../ui/time-words'

/** The customer's panel as the head opens and closes it. */
export type CustomerPanelToggle = { id: string; isOpen: boolean; onToggle: () => void }

type ConversationHeadProps = {
  conversation: Conversation
  customerName: string
  panel: CustomerPanelToggle
  /** The button that gets the focus back when the panel is closed. */
  panelButton: RefObject<HTMLButtonElement | null>
  onAct: (act: Act, said: string) => Promise<boolean>
  onLeave: () => void
}

/** Who the conversation is with, how it stands, and what the owner can do with the whole of it. */
export function ConversationHead({ conversation, customerName, panel, panelButton, onAct, onLeave }: ConversationHeadProps) {
  const { t } = useTranslation()
  const { done } = conversation

  function toggleDone(): void {
    const values = { customer: customerName }
    if (done) void onAct({ kind: 'reopened' }, t('page.acts.saidReopened', values))
    else void onAct({ kind: 'done' }, t('page.acts.saidDone', values))
  }
  useShortcut('e', toggleDone)

  return (
    <header className="talk-head">
      <BackButton onLeave={onLeave} />
      <Face name={customerName} />
      <div className="talk-who">
        <h1 className="theirs" dir="auto">
          {customerName}
        </h1>
        <Standing conversation={conversation} />
      </div>
      <div className="talk-acts">
        <Button tone="quiet" icon={done ? RotateCcw : Check} words="wide-only" shortcut="E" onClick={toggleDone}>
          {t(done ? 'page.conversation.reopen' : 'page.conversation.done')}
        </Button>
        <Button
          ref={panelButton}
          tone="quiet"
          icon={PanelRight}
          words="hidden"
          aria-expanded={panel.isOpen}
          aria-controls={panel.isOpen ? panel.id : undefined}
          onClick={panel.onToggle}
        >
          {t('page.customer.label')}
        </Button>
      </div>
    </header>
  )
}

/** Leads back to the queue where there is no room for both. */
export function BackButton({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="talk-back">
      <Button tone="quiet" icon={ArrowLeft} words="hidden" onClick={onLeave}>
        {t('page.conversation.back')}
      </Button>
    </div>
  )
}

/** How the conversation stands, in one line under the name. */
function Standing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { attention, messages, done } = conversation
  const last = messages.at(-1)
  if (attention.kind !== 'none') {
    const time = words.moment(attention.since, now, 'sentence')
    return <p>{t(attention.kind === 'missed' ? 'page.conversation.tooLateSince' : 'page.conversation.waitingSince', { time })}</p>
  }
  if (!last) return null
  const time = words.moment(last.sentAt, now, 'sentence')
  return <p>{t(done ? 'page.conversation.doneSince' : 'page.conversation.lastMessage', { time })}</p>
}
