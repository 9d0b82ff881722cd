import './queue.css'
import { ArrowUp } from 'lucide-react'
import { memo, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { ConversationKey, Page, PageKey, QueueItem, QueueView } from '../../../shared/model'
import { problemOf } from '../../desk-queries'
import { Icon } from '../../ui/icon'
import { Shapes } from '../../ui/shapes'
import { useIsStill, useStillness } from '../../ui/stillness'
import { useTimeWords } from '../../ui/time-words'
import { EmptyQueue } from './empty-queue'
import { QueueRows } from './queue-rows'
import { useQueueWindows } from './queue-windows'
import { useShownQueue } from './use-shown-queue'

type QueueProps = {
  view: QueueView
  viewAddresses: Record<QueueView, string>
  /** The owner has followed the link of a view. */
  onFollow: (view: QueueView) => void
  /** The view whose link the owner has followed last. */
  followed: QueueView | null
  /** The Page that is shown; null for all. */
  page: PageKey | null
  /** The Pages that rows are told apart by; empty when all are of one. */
  pages: readonly Page[]
  /** Whether the Page is looked at for the first time. */
  isFirstLook: boolean
  openKey: ConversationKey | null
  /** The row that takes the focus, when there is one. */
  focusKey: ConversationKey | null
  onFocused: () => void
  onOpen: (conversation: ConversationKey) => void
  /** Marks a conversation as done, or takes that back. */
  onSettle: (item: QueueItem) => void
}

const views = ['waiting', 'done', 'all'] as const
const firstWindow: readonly number[] = [0]

/** Who is there to be answered: the views, and the rows of the chosen one. */
export const Queue = memo(function Queue(props: QueueProps) {
  const { view, viewAddresses, onFollow, followed, page, pages, isFirstLook, openKey, focusKey, onFocused, onOpen, onSettle } = props
  const { t } = useTranslation()
  const words = useTimeWords()
  const countId = useId()
  const [offsets, setOffsets] = useState(firstWindow)
  const { pointed } = useStillness()
  const isStill = useIsStill()
  const { queue: fresh, error } = useQueueWindows(page, view, offsets)
  const { queue, order, letIn } = useShownQueue(fresh, view, isStill)
  const problem = problemOf(error)
  const ownLink = useRef<HTMLAnchorElement>(null)

  // The link that was followed has left with the rows of the view before.
  const takeFocus = useEffectEvent(() => {
    if (followed === view && document.activeElement === document.body) ownLink.current?.focus()
  })
  useEffect(() => takeFocus(), [])
  useEffect(() => () => pointed(false), [pointed])

  return (
    <div
      className="queue-kept"
      // A finger does not hover.
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && pointed(true)}
      onPointerLeave={() => pointed(false)}
    >
      <div className="queue-bar">
        <nav className="views" aria-label={t('page.queue.views')}>
          {views.map((name) => (
            <a
              key={name}
              href={viewAddresses[name]}
              aria-label={t(`page.queue.${name}`)}
              aria-describedby={`${countId}-${name}`}
              onClick={() => onFollow(name)}
              {...(name === view ? { 'aria-current': 'page', ref: ownLink } : {})}
            >
              {t(`page.queue.${name}`)}
              {fresh && <b id={`${countId}-${name}`}>{words.number(fresh.counts[name])}</b>}
            </a>
          ))}
        </nav>
        {queue && queue.news > 0 && (
          <button type="button" className="news" onClick={letIn}>
            <Icon of={ArrowUp} size={14} />
            <span>{t('page.queue.news', { count: queue.news })}</span>
          </button>
        )}
      </div>
      {!fresh && problem && (
        <p className="empty" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
      {!fresh && !problem && <Shapes label={t('page.queue.loading')} kind="rows" count={6} />}
      {fresh && order && <EmptyQueue view={view} queue={fresh} shown={order} isFirstLook={isFirstLook} />}
      {queue && order && queue.total > 0 && (
        <QueueRows
          queue={queue}
          order={order}
          view={view}
          pages={pages}
          openKey={openKey}
          focusKey={focusKey}
          onFocused={onFocused}
          onOpen={onOpen}
          onSettle={onSettle}
          onNeeds={setOffsets}
        />
      )}
    </div>
  )
})
