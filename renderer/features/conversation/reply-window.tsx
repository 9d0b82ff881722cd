import { useTranslation } from 'react-i18next'
import { closingSoonMs } from '../../../shared/rules/messaging-window'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

/** Until when Facebook takes a reply, in words; a ring when that is soon. */
export function ReplyWindow({ windowEndsAt }: { windowEndsAt: number | null }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('second')
  const left = windowEndsAt === null ? null : windowEndsAt - now
  const tone = left === null ? 'calm' : left <= 0 ? 'over' : left <= closingSoonMs ? 'soon' : 'calm'

  return (
    <div className={`window ${tone}`} role="status" aria-label={t('page.window.label')}>
      {left !== null && tone === 'soon' && <Ring part={left / closingSoonMs} />}
      <p>
        {windowEndsAt === null || left === null
          ? t('page.window.never')
          : t(left > 0 ? 'page.window.until' : 'page.window.over', { time: words.moment(windowEndsAt, now, 'sentence') })}
        {left !== null && left > 0 && (
          // Every minute of it would be read aloud otherwise.
          <span aria-live="off">
            {' · '}
            {t('page.window.left', { duration: words.duration(left) })}
          </span>
        )}
      </p>
    </div>
  )
}

function Ring({ part }: { part: number }) {
  const share = Math.round(Math.min(part, 1) * 100)
  return (
    <svg className="ring" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.5" className="ring-whole" />
      <circle cx="8" cy="8" r="6.5" className="ring-left" pathLength={100} strokeDasharray={`${share} 100`} transform="rotate(-90 8 8)" />
    </svg>
  )
}
