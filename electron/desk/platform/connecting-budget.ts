import type { Clock } from '../ports'
import { createPace, holdMs, type CallBudget, type CallGate } from './budget'
import { readUsage } from './usage-headers'

/** The gate of the calls that ask whose token it is. */
export type ConnectingGate = CallGate & {
  /** It is this Page's: its budget counts what has left so far, and decides from now on. */
  belongsTo(budget: Pick<CallBudget, keyof CallGate | 'count'>): void
}

/** Makes the gates of tokens whose Page is not known yet. A token that was throttled is not asked about again before its time. */
export function createConnectingGates(clock: Pick<Clock, 'now'>): (token: string) => ConnectingGate {
  let held: { token: string; until: number } | null = null

  return (token) => {
    const pace = createPace()
    let ofPage: Pick<CallBudget, keyof CallGate | 'count'> | null = null
    let calls = 0
    return {
      belongsTo(budget) {
        if (calls > 0) budget.count(calls)
        calls = 0
        ofPage = budget
      },
      paceRead: () => (ofPage ? ofPage.paceRead() : pace()),
      take(kind) {
        if (ofPage) return ofPage.take(kind)
        if (held?.token === token && held.until > clock.now()) return { ok: false, until: held.until, by: 'platform' }
        calls += 1
        return { ok: true, giveBack: () => void (calls -= 1) }
      },
      learn: (headers) => ofPage?.learn(headers),
      wentWell: (kind) => ofPage?.wentWell(kind),
      throttled(scope, kind, headers) {
        if (ofPage) return ofPage.throttled(scope, kind, headers)
        const until = clock.now() + holdMs(1, readUsage(headers, null).regainMinutes)
        held = { token, until }
        return until
      },
    }
  }
}
