import './strip.css'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../shared/model'
import { useDesk, usePresence, useRequest } from '../desk-queries'
import { Button } from '../ui/button'
import { useNow } from '../ui/clock'
import { PageFace } from '../ui/page-face'
import { PageMark } from '../ui/page-mark'
import { useTimeWords } from '../ui/time-words'
import { isFailing, pausedUntil, shopToTellOf } from './connection-words'
import { useSay } from './undo'

/** The strip on top: whose customers are shown, and when Comptoir last looked. */
export function Strip({ shops, practice }: { shops: Shop[]; practice: boolean }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const { clock } = useDesk()
  const say = useSay()
  const isAway = usePresence() === 'away'
  const checkNow = useRequest('checkNow')
  const busy = !isAway && (checkNow.isPending || shops.some(({ connection }) => connection.state === 'checking'))
  const names = shops.map((shop) => shop.name).join(' · ')

  function check(): void {
    if (busy) return
    const now = clock.now()
    const ends = shops.map((shop) => pausedUntil(shop, now))
    shops.forEach(({ pageId, platform }, index) => ends[index] === null && checkNow.mutate({ pageId, platform }))
    const first = Math.min(...ends.map((end) => end ?? 0))
    if (first > 0) say(t('page.connection.notBefore', { time: words.moment(first, now, 'sentence') }))
  }

  return (
    <div className="strip">
      {shops.map((shop) => shops.length === 1 && shop.hasPicture && <PageFace key={shop.pageId} page={shop} size="small" />)}
      <b className="strip-shop theirs" dir="auto" title={names}>
        {shops.length === 1 ? names : t('page.pages.count', { count: shops.length })}
      </b>
      {shops.length > 1 &&
        shops.map(({ pageId, platform, name, colour }) => (
          <span key={`${platform} ${pageId}`} role="img" aria-label={name} title={name}>
            <PageMark name={null} colour={colour} />
          </span>
        ))}
      {practice && <span className="badge">{t('page.practice.badge')}</span>}
      <ConnectionStatus shops={shops} isAway={isAway} />
      <div className="strip-check" data-busy={busy}>
        <Button tone="quiet" icon={RefreshCw} words="wide-only" disabled={isAway} onClick={check}>
          {t('page.connection.checkNow')}
        </Button>
      </div>
    </div>
  )
}

function ConnectionStatus({ shops, isAway }: { shops: Shop[]; isAway: boolean }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('second')
  const shop = shopToTellOf(shops, now)
  const { state, lastCheckedAt, nextCheckAt } = shop.connection
  const pauseEndsAt = pausedUntil(shop, now)
  const failing = isAway || isFailing(shop, now)
  const reading = shops.filter(isReading)
  const readingOlder = shops.filter(({ archive, connection }) => archive.state === 'older' && connection.state !== 'failing')

  function ofPage(sentence: string): string {
    return shops.length > 1 ? t('page.notices.ofPage', { page: shop.name, sentence }) : sentence
  }

  function looked(): string {
    if (isAway) return t('page.connection.away')
    if (pauseEndsAt !== null) return ofPage(t('page.connection.paused', { time: words.moment(pauseEndsAt, now, 'sentence') }))
    if (failing) {
      if (lastCheckedAt === null) return ofPage(t('page.connection.failing'))
      return ofPage(t('page.connection.notSince', { time: words.moment(lastCheckedAt, now, 'sentence') }))
    }
    if (reading.length > 0) {
      return t('page.connection.reading', { read: words.number(readBy(reading)) })
    }
    if (lastCheckedAt === null) return t(state === 'checking' ? 'page.connection.firstCheck' : 'page.connection.neverChecked')
    return t('page.connection.checked', { duration: words.duration(now - lastCheckedAt) })
  }

  return (
    // Its seconds would never let a screen reader rest; what goes wrong is told by the strip below.
    <div className="connection" role="status" aria-label={t('page.connection.label')} aria-live="off" data-state={failing ? 'failing' : pauseEndsAt !== null ? 'paused' : 'well'}>
      {failing && <span className="connection-dot" />}
      <span className="connection-looked">{looked()}</span>
      {!isAway && pauseEndsAt === null && nextCheckAt !== null && reading.length === 0 && (
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
  return archive.state === 'first' && archive.conversations > 0 && connection.problem === null
}
