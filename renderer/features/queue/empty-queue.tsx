import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Connection, QueueView } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { Icon } from '../../ui/icon'
import { useTimeWords } from '../../ui/time-words'
import type { QueueList } from './kept-order'
import type { FreshQueue } from './queue-windows'

/** `shown` is the list that is before the owner's eyes: a word above it would move its rows. */
type EmptyQueueProps = { view: QueueView; queue: FreshQueue; shown: QueueList; connection: Connection['state'] }

/** What a view says when nobody is in it; nothing when somebody is. */
export function EmptyQueue({ view, queue, shown, connection }: EmptyQueueProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const { counts, nextWindowEndsAt } = queue

  if (counts.all === 0) {
    const looking = connection === 'never-checked' || connection === 'checking'
    return <p className="empty">{t(looking ? 'page.queue.looking' : 'page.queue.none')}</p>
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
