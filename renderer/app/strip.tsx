import './strip.css'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../shared/model'
import { useRequest } from '../desk-queries'
import { Button } from '../ui/button'
import { useNow } from '../ui/clock'
import { PageFace } from '../ui/page-face'
import { PageMark } from '../ui/page-mark'
import { useTimeWords } from '../ui/time-words'

/** The strip on top: whose customers are shown, and when Comptoir last looked. */
export function Strip({ shops, practice }: { shops: Shop[]; practice: boolean }) {
  const { t } = useTranslation()
  const checkNow = useRequest('checkNow')
  const busy = checkNow.isPending || shops.some(({ connection }) => connection.state === 'checking')
  const names = shops.map((shop) => shop.name).join(' · ')
  return (
    <div className="strip">
      {shops.map((shop) => shops.length === 1 && shop.hasPicture && <PageFace key={shop.pageId} page={shop} size="small" />)}
      <b className="strip-shop theirs" dir="auto" title={names}>
        {shops.length === 1 ? names : t('page.pages.count', { count: shops.length })}
      </b>
      {shops.length > 1 && shops.map(({ pageId, platform, colour }) => <PageMark key={`${platform} ${pageId}`} name={null} colour={colour} />)}
      {practice && <span className="badge">{t('page.practice.badge')}</span>}
      <ConnectionStatus shops={shops} />
      <div className="strip-check" data-busy={busy}>
        <Button tone="quiet" icon={RefreshCw} words="wide-only" onClick={() => busy || shops.forEach(({ pageId, platform }) => checkNow.mutate({ pageId, platform }))}>
          {t('page.connection.checkNow')}
        </Button>
      </div>
    </div>
  )
}

function ConnectionStatus({ shops }: { shops: Shop[] }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('second')
  const shop = shopToTellOf(shops, now)
  const { state, lastCheckedAt, nextCheckAt } = shop.connection
  const { blockedUntil } = shop.budget
  const reading = shops.filter(isReading)
  const readingOlder = shops.filter(({ archive, connection }) => archive.state === 'older' && connection.state !== 'failing')

  function looked(): string {
    if (state === 'failing') {
      if (lastCheckedAt === null) return t('page.connection.failing')
      return t('page.connection.notSince', { time: words.moment(lastCheckedAt, now, 'sentence') })
    }
    if (blockedUntil !== null && blockedUntil > now) return t('page.connection.paused', { time: words.moment(blockedUntil, now, 'sentence') })
    if (reading.length > 0) {
      return t('page.connection.reading', { read: words.number(readBy(reading)) })
    }
    if (lastCheckedAt === null) return t(state === 'checking' ? 'page.connection.firstCheck' : 'page.connection.neverChecked')
    return t('page.connection.checked', { duration: words.duration(now - lastCheckedAt) })
  }

  return (
    // Its seconds would never let a screen reader rest; what goes wrong is told by the strip below.
    <div className="connection" role="status" aria-label={t('page.connection.label')} aria-live="off" data-state={state}>
      {state === 'failing' && <span className="connection-dot" />}
      <span>{looked()}</span>
      {nextCheckAt !== null && reading.length === 0 && (
        <span className="connection-next">
          {'· '}
          {t('page.connection.next', { duration: words.duration(nextCheckAt - now) })}
        </span>
      )}
      {readingOlder.length > 0 && (
        <span className="connection-older">
          {'· '}
          {t('page.connection.readingOlder', { read: words.number(readBy(readingOlder)) })}
        </span>
      )}
    </div>
  )
}

/** How many conversations of these Pages are read. */
function readBy(shops: Shop[]): number {
  return shops.reduce((sum, { archive }) => sum + archive.conversations, 0)
}

/** The first reading of a Page's conversations, under way. */
function isReading({ archive, connection }: Shop): boolean {
  return archive.state === 'first' && archive.conversations > 0 && connection.state !== 'failing'
}

/** The Page whose connection the owner has to know of: a failing one first, then a paused one, then the one that was looked at longest ago. */
function shopToTellOf(shops: Shop[], now: number): Shop {
  const oldest = shops.reduce((stale, next) => ((next.connection.lastCheckedAt ?? 0) < (stale.connection.lastCheckedAt ?? 0) ? next : stale))
  return (
    shops.find(({ connection }) => connection.state === 'failing') ??
    shops.find(({ budget }) => budget.blockedUntil !== null && budget.blockedUntil > now) ??
    oldest
  )
}
