import './rail.css'
import { MessageSquare, Settings } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationKey } from '../../shared/model'
import { Icon } from '../ui/icon'
import { useTimeWords } from '../ui/time-words'
import { addresses, inboxAddress, type Place } from './place'

const mostCounted = 99

/** The parts of the app. */
export function Rail({ part, openKey, waiting }: { part: Place['part']; openKey: ConversationKey | null; waiting: number }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const waitingId = useId()
  return (
    <nav className="rail" aria-label={t('page.main.label')}>
      <a href={inboxAddress('waiting', null, openKey)} aria-label={t('page.main.inbox')} title={t('page.main.inbox')} aria-describedby={waitingId} {...currentWhen(part === 'inbox' || part === 'connect')}>
        <Icon of={MessageSquare} />
        {waiting > 0 && <i aria-hidden="true">{waiting > mostCounted ? `${mostCounted}+` : words.number(waiting)}</i>}
        <span id={waitingId} hidden>
          {t('page.rest.waiting', { count: waiting })}
        </span>
      </a>
      <a
        className="rail-last"
        href={addresses.settings}
        aria-label={t('page.main.settings')}
        title={t('page.main.settings')}
        {...currentWhen(part === 'settings' || part === 'recovery-code')}
      >
        <Icon of={Settings} />
      </a>
    </nav>
  )
}

function currentWhen(current: boolean) {
  return current ? ({ 'aria-current': 'page' } as const) : {}
}
