import './conversation.css'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Conversation as ConversationModel, ConversationKey } from '../../../shared/model'
import { problemOf, useConversation } from '../../desk-queries'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { Face } from '../../ui/face'
import { Shapes } from '../../ui/shapes'
import { useTimeWords } from '../../ui/time-words'
import { Composer } from './composer'
import type { Drafts } from './drafts'
import { MessageLog } from './message-log'
import { ReplyWindow } from './reply-window'

type ConversationProps = { conversationKey: ConversationKey; drafts: Drafts; onLeave: () => void }

/** One open conversation: who, what was said, and where to answer. */
export function Conversation({ conversationKey, drafts, onLeave }: ConversationProps) {
  const { t } = useTranslation()
  const { data: conversation, error } = useConversation(conversationKey)
  const problem = problemOf(error)

  if (!conversation) {
    return (
      <>
        <header className="talk-head">
          <BackButton onLeave={onLeave} />
        </header>
        {problem ? (
          <p className="talk-problem" role="alert">
            {problemSentence(t, problem)}
          </p>
        ) : (
          <Shapes label={t('page.conversation.loading')} kind="bubbles" count={3} />
        )}
      </>
    )
  }

  const name = conversation.customerName.trim() || t('page.customer.unnamed')
  return (
    <>
      <header className="talk-head">
        <BackButton onLeave={onLeave} />
        <Face name={name} />
        <div className="talk-who">
          <h1 className="theirs" dir="auto">
            {name}
          </h1>
          <Standing conversation={conversation} />
        </div>
      </header>
      <MessageLog conversation={conversation} customerName={name} />
      <div className="compose">
        <ReplyWindow windowEndsAt={conversation.windowEndsAt} />
        <Composer conversationKey={conversationKey} drafts={drafts} deliveries={conversation.messages} onLeave={onLeave} />
      </div>
    </>
  )
}

function BackButton({ onLeave }: { onLeave: () => void }) {
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
function Standing({ conversation }: { conversation: ConversationModel }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { attention, messages } = conversation
  const last = messages.at(-1)
  if (attention.kind !== 'none') {
    const time = words.moment(attention.since, now, 'sentence')
    return <p>{t(attention.kind === 'missed' ? 'page.conversation.tooLateSince' : 'page.conversation.waitingSince', { time })}</p>
  }
  return last ? <p>{t('page.conversation.lastMessage', { time: words.moment(last.sentAt, now, 'sentence') })}</p> : null
}
