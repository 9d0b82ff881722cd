import './message.css'
import { CircleHelp, CirclePlay, File, LayoutList, Image, Link, Mic, Sticker, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AttachmentKind, ConversationKey, Message } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { Icon } from '../../ui/icon'
import { useTimeWords } from '../../ui/time-words'
import { DeliveryWords } from './delivery-words'

const drawings: Record<AttachmentKind, LucideIcon> = {
  image: Image,
  video: CirclePlay,
  audio: Mic,
  sticker: Sticker,
  file: File,
  share: Link,
  template: LayoutList,
  unsupported: CircleHelp,
}

type MessageBubbleProps = { message: Message; showsHour: boolean; customerName: string; conversationKey: ConversationKey }

/** One message, with what became of it. Links in it are words like others. */
export function MessageBubble({ message, showsHour, customerName, conversationKey }: MessageBubbleProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { text, attachments, sentAt, delivery } = message
  const side = message.from === 'page' ? 'us' : 'them'
  const who = message.from === 'page' ? t('page.conversation.you') : customerName
  const isEmpty = text.trim() === '' && attachments.length === 0

  return (
    <article
      className={`message ${side}`}
      data-delivery={delivery.state}
      aria-label={t('page.conversation.messageName', { who, time: words.moment(sentAt, now, 'sentence') })}
    >
      {attachments.map((attachment, index) => (
        <p key={index} className="bubble attached">
          <Icon of={drawings[attachment.kind]} size={18} />
          <span>{t(`attachments.${attachment.kind}`)}</span>
          {attachment.name !== '' && (
            <span className="attached-name theirs" dir="auto">
              {attachment.name}
            </span>
          )}
        </p>
      ))}
      {text.trim() !== '' && (
        <p className="bubble theirs" dir="auto">
          {text}
        </p>
      )}
      {isEmpty && <p className="bubble attached">{t('page.queue.emptyMessage')}</p>}
      {showsHour && (
        <DeliveryWords delivery={delivery} hour={words.hour(sentAt)} sentAt={sentAt} conversationKey={conversationKey} />
      )}
    </article>
  )
}
