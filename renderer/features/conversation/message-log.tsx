import './message-log.css'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'
import { MessageBubble } from './message-bubble'
import { timelineOf, type DayBreak, type Spoken } from './timeline'

/** This near to its end, in pixels, the log follows what is added. */
const atEndPixels = 48

/** The messages of a conversation, oldest first, at its end until the owner scrolls away from it. */
export function MessageLog({ conversation, customerName }: { conversation: Conversation; customerName: string }) {
  const { t } = useTranslation()
  const { messages, attention } = conversation
  const timeline = useMemo(() => timelineOf(messages, attention), [messages, attention])
  const log = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const last = messages.at(-1)
  const lastOwnId = last?.from === 'page' ? last.id : null

  function showEnd(): void {
    if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight
  }

  // What the owner has just sent is always shown.
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [lastOwnId])

  useLayoutEffect(showEnd, [timeline, lastOwnId])

  // The composer grows and the window is resized: the end stays in sight.
  useEffect(() => {
    if (!log.current) return
    const observer = new ResizeObserver(showEnd)
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])

  function entry(shown: Spoken | DayBreak) {
    if (shown.kind === 'day') return <Day key={shown.key} at={shown.at} />
    const { message, showsHour } = shown
    return <MessageBubble key={message.id} message={message} showsHour={showsHour} customerName={customerName} conversationKey={conversation} />
  }

  return (
    <div
      ref={log}
      className="log"
      role="log"
      aria-label={t('page.conversation.log')}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < atEndPixels
      }}
    >
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
  )
}

function Day({ at }: { at: number }) {
  const words = useTimeWords()
  const now = useNow('minute')
  return (
    <p className="day">
      <time dateTime={new Date(at).toISOString()}>{words.day(at, now)}</time>
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
      {t('page.conversation.unanswered', { time: words.hour(since), duration: words.duration(now - since) })}
    </p>
  )
}
