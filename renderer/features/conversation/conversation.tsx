import './conversation.css'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Act, ConversationKey } from '../../../shared/model'
import { problemOf, useConversation, usePresence, useRequest } from '../../desk-queries'
import { Shapes } from '../../ui/shapes'
import { Composer } from './composer'
import { BackButton, ConversationHead, type CustomerPanelToggle } from './conversation-head'
import type { Drafts } from './drafts'
import type { Sought } from './log-position'
import { MessageLog } from './message-log'
import { ReplyWindow } from './reply-window'

/** How many messages are shown at first, and how many more each time the owner asks for earlier ones. */
const shownMessages = 200

type ConversationProps = {
  conversationKey: ConversationKey
  drafts: Drafts
  sendWithEnter: boolean
  /** A message to show at once; a new object leads there again. */
  reach: Sought | null
  panel: CustomerPanelToggle
  panelButton: RefObject<HTMLButtonElement | null>
  onAct: (act: Act, said: string) => Promise<boolean>
  onLeave: () => void
}

/** One open conversation: who, what was said, and where to answer. */
export function Conversation(props: ConversationProps) {
  const { conversationKey, drafts, sendWithEnter, reach, panel, panelButton, onAct, onLeave } = props
  const { t } = useTranslation()
  const [count, setCount] = useState(shownMessages)
  const [asked, setAsked] = useState(reach)
  const [sought, setSought] = useState(reach)
  if (reach !== asked) {
    setAsked(reach)
    setSought(reach)
  }
  const { data: conversation, error, isPlaceholderData } = useConversation(conversationKey, { count, reachMessageId: sought?.messageId ?? null })
  const problem = problemOf(error)
  const away = usePresence() === 'away'
  const seek = useCallback((messageId: string) => setSought({ messageId }), [])
  const compose = useRef<HTMLDivElement>(null)
  const takenBack = useCallback(
    (text: string) => {
      // While this page has written nothing here, the desk's draft counts, which has the text by now.
      if (drafts.read(conversationKey)) drafts.giveBack(conversationKey, { text, deliveryId: null, problem: null })
      compose.current?.querySelector('textarea')?.focus()
    },
    [drafts, conversationKey],
  )

  const { mutate: reportOpened } = useRequest('reportOpened')
  const { pageId, platform, conversationId } = conversationKey
  useEffect(() => reportOpened({ pageId, platform, conversationId }), [reportOpened, pageId, platform, conversationId])

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
        ) : away ? (
          <p className="talk-problem" role="status">
            {t('page.conversation.away')}
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
      <ConversationHead
        conversation={conversation}
        customerName={name}
        panel={panel}
        panelButton={panelButton}
        onAct={onAct}
        onLeave={onLeave}
      />
      <MessageLog
        conversation={conversation}
        customerName={name}
        sought={sought}
        isReading={isPlaceholderData}
        onSeek={seek}
        onEarlier={() => setCount(conversation.messages.length + shownMessages)}
        onTakenBack={takenBack}
      />
      <div ref={compose} className="compose">
        <ReplyWindow windowEndsAt={conversation.windowEndsAt} />
        <Composer
          conversationKey={conversationKey}
          drafts={drafts}
          keptDraft={conversation.draft}
          deliveries={conversation.messages}
          sendWithEnter={sendWithEnter}
          onLeave={onLeave}
        />
      </div>
    </>
  )
}
