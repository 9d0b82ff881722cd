import { useTranslation } from 'react-i18next'
import type { Excerpt, Message } from '../../../shared/model'

type QuotedProps = { replyTo: NonNullable<Message['replyTo']>; customerName: string; onSeek: (messageId: string) => void }

/** What a message answers, in short; it leads there when the store has it. */
export function Quoted({ replyTo: { messageId, from, excerpt }, customerName, onSeek }: QuotedProps) {
  const { t } = useTranslation()
  if (excerpt === null) return <p className="quoted">{t('page.message.answersUnknown')}</p>
  const who = from === 'page' ? t('page.conversation.you') : customerName
  return (
    <button type="button" className="quoted" aria-label={t('page.message.answers', { who, excerpt: words(excerpt) })} onClick={() => onSeek(messageId)}>
      <bdi className="quoted-who">{who}</bdi>
      <bdi>{words(excerpt)}</bdi>
    </button>
  )

  function words({ text, attachment }: Excerpt): string {
    if (text.trim() !== '') return text
    return attachment === null ? t('page.queue.emptyMessage') : t(`attachments.${attachment}`)
  }
}
