import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { QueueView } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { Icon } from '../../ui/icon'
import { Shapes } from '../../ui/shapes'
import { useTimeWords } from '../../ui/time-words'
import type { QueueList } from './kept-order'
import type { FreshQueue } from './queue-windows'

/** `shown` is the list that is before the owner's eyes: a word above it would move its rows. */
type EmptyQueueProps = { view: QueueView; queue: FreshQueue; shown: QueueList; isFirstLook: boolean }

/** What a view says when nobody is in it; nothing when somebody is. */
export function EmptyQueue({ view, queue, shown, isFirstLook }: EmptyQueueProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { counts, nextWindowEndsAt } = queue

  if (counts.all === 0) {
    if (isFirstLook) return <Shapes label={t('page.queue.looking')} kind="rows" count={6} />
    return <p className="empty">{t('page.queue.none')}</p>
  }
  if (view === 'done' && shown.total === 0) return <p className="empty">{t('page.queue.noneDone')}</p>
  if (view !== 'waiting' || shown.total > shown.missed) return null
  return (
    <div className="empty calm">
      <Icon of={CircleCheck} />
      <p>
        {t('page.queue.nobody')}
        {nextWindowEndsAt !== null && ` ${t('page.queue.nextWindow', { time: words.moment(nextWindowEndsAt, now, 'sentence') })}`}
      </p>
    </div>
  )
}
