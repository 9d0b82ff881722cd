import './message.css'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationKey, Message } from '../../../shared/model'
import { useTimeWords } from '../../ui/time-words'
import { attachmentName } from '../../ui/viewed-pictures'
import { Attachments } from './attachments'
import { DeliveryWords } from './delivery-words'
import { MessageText } from './message-text'
import { Quoted } from './quoted'

type MessageBubbleProps = {
  message: Message
  showsHour: boolean
  customerName: string
  conversationKey: ConversationKey
  now: number
  /** Shows the picture at an address large. */
  onView: (address: string) => void
  /** Leads to another message. */
  onSeek: (messageId: string) => void
  /** The text of a message that had not left yet is the owner's to write again. */
  onTakenBack: (text: string) => void
}

/** One message: what it answers, what it carries and says, what was made of it, and what became of it. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { message, showsHour, customerName, conversationKey, now, onView, onSeek, onTakenBack } = props
  const { t } = useTranslation()
  const words = useTimeWords()
  const { text, attachments, sentAt, delivery, editedFrom } = message
  const side = message.from === 'page' ? 'us' : 'them'
  const who = message.from === 'page' ? t('page.conversation.you') : customerName
  const time = words.moment(sentAt, now, 'sentence')
  const hasWords = text.trim() !== ''

  return (
    <article
      className={message.vanished ? `message ${side} vanished` : `message ${side}`}
      data-delivery={delivery.state}
      data-message-id={message.id}
      tabIndex={-1}
      aria-label={t('page.conversation.messageName', { who, time })}
    >
      {message.replyTo && <Quoted replyTo={message.replyTo} customerName={customerName} onSeek={onSeek} />}
      <Attachments
        pageKey={conversationKey}
        messageId={message.id}
        attachments={attachments}
        nameOf={(kind) => attachmentName(t, kind, message.from === 'page' ? null : customerName, time)}
        onView={onView}
      />
      {hasWords && (
        <p className="bubble theirs" dir="auto">
          <MessageText text={text} />
        </p>
      )}
      {!hasWords && attachments.length === 0 && <p className="bubble attached">{t('page.queue.emptyMessage')}</p>}
      <Reactions reactions={message.reactions} customerName={customerName} />
      {editedFrom !== null && (
        <details className="edited">
          <summary>{t('page.message.edited')}</summary>
          <p>
            {t('page.message.before')}{' '}
            <bdi>
              <MessageText text={editedFrom} />
            </bdi>
          </p>
        </details>
      )}
      {message.vanished && <p className="meta">{t(message.from === 'page' ? 'page.message.vanishedOfPage' : 'page.message.vanished')}</p>}
      {showsHour && (
        <DeliveryWords
          delivery={delivery}
          hour={words.hour(sentAt)}
          sentAt={sentAt}
          conversationKey={conversationKey}
          onTakenBack={() => onTakenBack(text)}
        />
      )}
    </article>
  )
})

function Reactions({ reactions, customerName }: { reactions: Message['reactions']; customerName: string }) {
  const { t } = useTranslation()
  if (reactions.length === 0) return null
  return (
    <ul className="reactions" aria-label={t('page.message.reactions')}>
      {reactions.map(({ emoji, from }, index) => {
        const who = from === 'page' ? t('page.conversation.you') : customerName
        return (
          <li key={index} title={who}>
            <bdi>{emoji}</bdi>
            <span className="unseen"> {who}</span>
          </li>
        )
      })}
    </ul>
  )
}
