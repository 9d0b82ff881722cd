import './message-log.css'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../shared/model'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { PictureViewer } from '../../ui/picture-viewer'
import { useTimeWords } from '../../ui/time-words'
import { viewedPictures } from '../../ui/viewed-pictures'
import { useLogPosition, type Sought } from './log-position'
import { MessageBubble } from './message-bubble'
import { timelineOf, type DayBreak, type Gap, type Spoken } from './timeline'

const minuteMs = 60_000

type MessageLogProps = {
  conversation: Conversation
  customerName: string
  sought: Sought | null
  isReading: boolean
  onSeek: (messageId: string) => void
  onEarlier: () => void
  onTakenBack: (text: string) => void
}

/** The messages of a conversation, oldest first, at its end until the owner scrolls away from it. */
export function MessageLog({ conversation, customerName, sought, isReading, onSeek, onEarlier, onTakenBack }: MessageLogProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { messages, attention } = conversation
  const timeline = useMemo(() => timelineOf(messages, attention, words.daysBetween), [messages, attention, words])
  const [viewed, setViewed] = useState<string | null>(null)
  const last = messages.at(-1)
  const sent = messages.flatMap(({ id, attachments, sentAt, from }) => attachments.map((attachment) => ({ messageId: id, attachment, sentAt, from })))
  const { log, onScroll } = useLogPosition({
    sought,
    firstId: messages[0]?.id ?? null,
    lastOwnId: last?.from === 'page' ? last.id : null,
    content: timeline,
  })

  // One recording or film plays at a time.
  useEffect(() => {
    const element = log.current
    function pauseOthers({ target }: Event): void {
      for (const other of element?.querySelectorAll<HTMLMediaElement>('audio, video') ?? []) if (other !== target) other.pause()
    }
    element?.addEventListener('play', pauseOthers, true)
    return () => element?.removeEventListener('play', pauseOthers, true)
  }, [log])

  function entry(shown: Spoken | DayBreak | Gap) {
    if (shown.kind === 'day') return <Day key={shown.key} at={shown.at} now={now} />
    if (shown.kind === 'gap') {
      return (
        <p key={shown.key} className="day">
          {t('page.conversation.unavailable', { count: shown.count, number: words.number(shown.count) })}
        </p>
      )
    }
    const { message, showsHour } = shown
    return (
      <MessageBubble
        key={message.id}
        message={message}
        showsHour={showsHour}
        customerName={customerName}
        conversationKey={conversation}
        now={now}
        onView={setViewed}
        onSeek={onSeek}
        onTakenBack={onTakenBack}
      />
    )
  }

  return (
    <>
      <div ref={log} className="log" role="log" aria-label={t('page.conversation.log')} aria-busy={isReading} tabIndex={0} onScroll={onScroll}>
        {conversation.hasEarlier && (
          <div className="earlier">
            <Button disabled={isReading} onClick={onEarlier}>
              {t('page.conversation.showEarlier')}
            </Button>
          </div>
        )}
        {messages.length === 0 && <p className="day">{t('page.conversation.empty')}</p>}
        {timeline.map((shown) =>
          shown.kind === 'unanswered' ? (
            <div key={`unanswered-${shown.since}`} className="unanswered">
              {shown.entries.map(entry)}
              <UnansweredSince since={shown.since} />
            </div>
          ) : (
            entry(shown)
          ),
        )}
      </div>
      {viewed !== null && (
        <PictureViewer
          pictures={viewedPictures(conversation, sent, customerName, { t, words, now })}
          firstAddress={viewed}
          onClose={() => setViewed(null)}
        />
      )}
    </>
  )
}

function Day({ at, now }: { at: number; now: number }) {
  const words = useTimeWords()
  return (
    <p className="day">
      <time dateTime={new Date(at).toISOString()}>{words.dayHeading(at, now)}</time>
    </p>
  )
}

function UnansweredSince({ since }: { since: number }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  return (
    // Its minutes are no news of the conversation.
    <p className="meta" aria-live="off">
      {now - since < minuteMs
        ? t('page.conversation.unansweredNow', { time: words.hour(since) })
        : t('page.conversation.unanswered', { time: words.hour(since), duration: words.duration(now - since) })}
    </p>
  )
}
