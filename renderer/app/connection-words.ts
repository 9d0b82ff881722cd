import type { Shop } from '../../shared/model'
import type { ProblemCode } from '../../shared/problems'

const problemsThatMendThemselves: ReadonlySet<ProblemCode> = new Set(['throttled', 'quota-spent'])

/** Whether a problem ends by itself when a pause is over, so that it is no alarm. */
export function mendsItself(problem: ProblemCode): boolean {
  return problemsThatMendThemselves.has(problem)
}

/** Until when the platform is not asked, in UTC milliseconds; null when it may be at `now`. */
export function pausedUntil({ budget: { blockedUntil } }: Shop, now: number): number | null {
  return blockedUntil !== null && blockedUntil > now ? blockedUntil : null
}

/** Whether somebody has to do something before the Page's conversations come in again. */
export function isFailing(shop: Shop, now: number): boolean {
  const { problem } = shop.connection
  return pausedUntil(shop, now) === null && problem !== null && !mendsItself(problem)
}

/** The Page whose connection the owner has to know of: a failing one first, then a paused one, then the one that was looked at longest ago. */
export function shopToTellOf(shops: Shop[], now: number): Shop {
  const oldest = shops.reduce((stale, next) => ((next.connection.lastCheckedAt ?? 0) < (stale.connection.lastCheckedAt ?? 0) ? next : stale))
  return shops.find((shop) => isFailing(shop, now)) ?? shops.find((shop) => pausedUntil(shop, now) !== null) ?? oldest
}
