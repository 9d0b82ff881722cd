import './strip.css'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Connection, Shop } from '../../shared/model'
import { useRequest } from '../desk-queries'
import { Button } from '../ui/button'
import { useNow } from '../ui/clock'
import { useTimeWords } from '../ui/time-words'

/** The strip on top: which shop, and when Comptoir last looked. */
export function Strip({ shops, practice }: { shops: Shop[]; practice: boolean }) {
  const { t } = useTranslation()
  const checkNow = useRequest('checkNow')
  const connection = staleOf(shops)
  const busy = checkNow.isPending || connection.state === 'checking'
  return (
    <div className="strip">
      <b className="strip-shop theirs" dir="auto">
        {shops.map((shop) => shop.name).join(' · ')}
      </b>
      {practice && <span className="badge">{t('page.practice.badge')}</span>}
      <ConnectionStatus connection={connection} />
      <div className="strip-check" data-busy={busy}>
        <Button tone="quiet" icon={RefreshCw} words="wide-only" onClick={() => busy || shops.forEach(({ pageId, platform }) => checkNow.mutate({ pageId, platform }))}>
          {t('page.connection.checkNow')}
        </Button>
      </div>
    </div>
  )
}

/** The connection that the owner has to know of: a failing one first, then the one that looked longest ago. */
function staleOf(shops: Shop[]): Connection {
  const connections = shops.map((shop) => shop.connection)
  const oldest = connections.reduce((stale, next) => ((next.lastCheckedAt ?? 0) < (stale.lastCheckedAt ?? 0) ? next : stale))
  return connections.find(({ state }) => state === 'failing') ?? connections.find(({ state }) => state === 'checking') ?? oldest
}

function ConnectionStatus({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('second')
  const { state, lastCheckedAt, nextCheckAt } = connection

  function looked(): string {
    if (lastCheckedAt === null) {
      if (state === 'failing') return t('page.connection.failing')
      return t(state === 'checking' ? 'page.connection.firstCheck' : 'page.connection.neverChecked')
    }
    if (state === 'failing') return t('page.connection.notSince', { time: words.moment(lastCheckedAt, now, 'sentence') })
    return t('page.connection.checked', { duration: words.duration(now - lastCheckedAt) })
  }

  return (
    // Its seconds would never let a screen reader rest; what goes wrong is told by the strip below.
    <div className="connection" role="status" aria-label={t('page.connection.label')} aria-live="off" data-state={state}>
      {state === 'failing' && <span className="connection-dot" />}
      <span>{looked()}</span>
      {nextCheckAt !== null && (
        <span className="connection-next">
          {'· '}
          {t('page.connection.next', { duration: words.duration(nextCheckAt - now) })}
        </span>
      )}
    </div>
  )
}
