import './queue.css'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestResult } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import type { Connection, ConversationKey, QueueView } from '../../../shared/model'
import type { Problem } from '../../../shared/problems'
import { Shapes } from '../../ui/shapes'
import { useTimeWords } from '../../ui/time-words'
import { EmptyQueue } from './empty-queue'
import { Row } from './row'

type Listed = RequestResult<'listConversations'>

type QueueProps = {
  view: QueueView
  viewAddresses: Record<QueueView, string>
  /** Undefined until it has been read for the first time. */
  queue: Listed | undefined
  /** Why it could not be read. */
  problem: Problem | null
  counts: Listed['counts'] | undefined
  connection: Connection['state']
  openKey: ConversationKey | null
  /** The row that takes the focus, when there is one. */
  focusKey: ConversationKey | null
  onFocused: () => void
  onOpen: (conversation: ConversationKey) => void
  above: ReactNode
  below: ReactNode
}

/** Who is there to be answered: the views, and the rows of the chosen one. */
export function Queue(props: QueueProps) {
  const { view, viewAddresses, queue, problem, counts, connection, openKey, focusKey, onFocused, onOpen, above, below } = props
  const { t } = useTranslation()
  const words = useTimeWords()
  const countId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [lastFocusedId, setLastFocusedId] = useState<string | null>(null)
  const items = queue?.items ?? []
  const missedFrom = view === 'waiting' ? items.findIndex((item) => item.attention.kind === 'missed') : -1
  const reachable = [lastFocusedId, openKey?.conversationId].find((id) => items.some((item) => item.conversationId === id))
  const tabStopId = reachable ?? items[0]?.conversationId

  useEffect(() => {
    if (focusKey === null) return
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('li button') ?? [])]
    const wanted = buttons.find((button) => button.closest('li')?.dataset['conversationId'] === focusKey.conversationId) ?? buttons[0]
    wanted?.focus()
    onFocused()
  }, [focusKey, onFocused])

  return (
    <section className="queue" aria-label={t('page.queue.label')}>
      <h1 className="unseen">{t('page.main.inbox')}</h1>
      <nav className="views" aria-label={t('page.queue.views')}>
        {(['waiting', 'done', 'all'] as const).map((name) => (
          <a key={name} href={viewAddresses[name]} aria-label={t(`page.queue.${name}`)} aria-describedby={`${countId}-${name}`} {...(name === view ? { 'aria-current': 'page' } : {})}>
            {t(`page.queue.${name}`)}
            {counts && <b id={`${countId}-${name}`}>{words.number(counts[name])}</b>}
          </a>
        ))}
      </nav>
      {above}
      <div className="list">
        {!queue && problem && (
          <p className="empty" role="alert">
            {problemSentence(t, problem)}
          </p>
        )}
        {!queue && !problem && <Shapes label={t('page.queue.loading')} kind="rows" count={6} />}
        {queue && <EmptyQueue view={view} queue={queue} connection={connection} />}
        {items.length > 0 && (
          <ul ref={list} aria-label={t('page.queue.list')} onKeyDown={moveFocus}>
            {items.map((item, index) => [
              index === missedFrom && <MissedHeading key="missed" count={items.length - missedFrom} />,
              <Row
                key={item.conversationId}
                item={item}
                open={item.conversationId === openKey?.conversationId}
                tabStop={item.conversationId === tabStopId}
                onFocus={() => setLastFocusedId(item.conversationId)}
                onOpen={() => onOpen({ pageId: item.pageId, platform: item.platform, conversationId: item.conversationId })}
              />,
            ])}
          </ul>
        )}
        {counts && view === 'all' && counts.all > items.length && items.length > 0 && (
          <p className="queue-end">{t('page.queue.newestShown', { shown: words.number(items.length) })}</p>
        )}
      </div>
      {below}
    </section>
  )
}

/** For the eye: a screen reader hears it with each row's reason. */
function MissedHeading({ count }: { count: number }) {
  const { t } = useTranslation()
  return (
    <li className="head" aria-hidden="true">
      {t('page.queue.tooLate')}
      <span>{count}</span>
    </li>
  )
}

/** The arrows move through the rows; Enter opens one, as it presses any button. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('li button')]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus()
}

