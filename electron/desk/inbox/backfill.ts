import type { BudgetStanding, PageKey } from '../../../shared/model'
import type { PlatformClient } from '../platform/client'
import type { Clock, Log } from '../ports'
import type { Store, Writer } from '../storage/database'
import { readReadingState, writeReadingState, type ReadingState } from './archive'
import { usedPercent } from './check-interval'
import { readWholePage } from './list-reading'
import { takeInConversation } from './take-in'

/** Between two pages of older conversations, so that looks and sends come first, in milliseconds. */
const pauseMs = 5_000

/** Older conversations take at most this share of the quota; the rest is for looks and sends. */
const largestPercent = 50

/** A cursor that the platform does not know is followed by a start from the newest conversations, this often in one run. */
const mostRestarts = 2

/** Reads the conversations of before in the background, page by page. */
export type Backfill = {
  /** Reads on when there is more and the budget allows it; called again after each good look. */
  goOn(): void
  stop(): void
}

/**
 * Makes the backfill of one Page. It goes on where an earlier run stopped. `passOver` is called inside the transaction that takes
 * conversations in: nothing in them that is overdue already is an alarm.
 */
export function createBackfill(options: {
  page: PageKey
  store: Store
  client: PlatformClient
  clock: Clock
  log: Log
  budget: { standing(): BudgetStanding }
  passOver: (writer: Writer, conversationIds: string[]) => void
  announce: (conversationIds: string[]) => void
}): Backfill {
  const { page, store, client, clock, log, budget, passOver, announce } = options
  const closing = new AbortController()
  const reading = { page, reader: store, client, now: () => clock.now(), signal: closing.signal }
  let state: 'idle' | 'reading' | 'pausing' = 'idle'
  let restarts = 0
  let cancelTimer = () => {}

  function goOn(): void {
    if (closing.signal.aborted || state !== 'idle') return
    const { firstSyncEndedAt, olderComplete } = readReadingState(store, page)
    if (firstSyncEndedAt === null || olderComplete || restarts > mostRestarts || isBudgetLow(budget.standing())) return
    state = 'reading'
    readPage().then(pause, (error: unknown) => {
      state = 'idle'
      log('error', 'backfill-broke', { reason: String(error) })
    })
  }

  /** After a failure it waits for the next good look. */
  function pause(hasMore: boolean): void {
    state = hasMore ? 'pausing' : 'idle'
    if (!hasMore || closing.signal.aborted) return
    cancelTimer = clock.setTimer(clock.now() + pauseMs, () => {
      state = 'idle'
      goOn()
    })
  }

  /** Reads one page. True when it is worth going on soon. */
  async function readPage(): Promise<boolean> {
    const { olderAfter } = readReadingState(store, page)
    const listed = await readWholePage(reading, olderAfter ?? undefined)
    if (closing.signal.aborted) return false
    if (!listed.ok) {
      log('warning', 'backfill-held', { code: listed.code })
      if (listed.code !== 'request-refused' || olderAfter === null) return false
      restarts += 1
      if (restarts > mostRestarts) return false
      store.write((writer) => moveFrom(writer, olderAfter, { olderAfter: null }))
      return true
    }
    const { conversations: taken, after } = listed.value
    const ids = taken.map(({ conversation }) => conversation.id)
    const isDone = taken.every((conversation) => conversation.readWhole)
    store.write((writer) => {
      for (const conversation of taken) takeInConversation(writer, page, conversation, clock.now())
      passOver(writer, ids)
      if (isDone) moveFrom(writer, olderAfter, { olderAfter: after, olderComplete: after === null })
    })
    announce(ids)
    return isDone && !readReadingState(store, page).olderComplete
  }

  /** Moves on, unless a long look has meanwhile left more to read further up: that would be passed over. */
  function moveFrom(writer: Writer, olderAfter: string | null, next: Partial<ReadingState>): void {
    if (readReadingState(writer, page).olderAfter === olderAfter) writeReadingState(writer, page, next)
  }

  return {
    goOn,
    stop() {
      closing.abort()
      cancelTimer()
    },
  }
}

function isBudgetLow(standing: BudgetStanding): boolean {
  return standing.blockedUntil !== null || usedPercent(standing) > largestPercent
}
