import { useMemo, useState } from 'react'
import type { QueueView } from '../../../shared/model'
import { extended, shownAsIs, shownInOrderOf, type QueueList, type ShownQueue } from './kept-order'

/** The rows as they are shown: in the desk's order, or while `held` in the one that the owner has before the eyes. */
export function useShownQueue(fresh: QueueList | undefined, view: QueueView, held: boolean) {
  const [order, setOrder] = useState(fresh)
  // Where nothing was, or nothing is left, nothing can move.
  const keeps = held && order !== undefined && order.total > 0 && fresh !== undefined && fresh.total > 0
  const next = keeps ? extended(order, fresh) : fresh
  if (next !== order) setOrder(next)

  const queue = useMemo((): ShownQueue | undefined => {
    if (!fresh || !next) return undefined
    return next === fresh ? shownAsIs(fresh) : shownInOrderOf(next, fresh, view)
  }, [fresh, next, view])
  /** The list that the order is from, and a way to let in what waits. */
  return { queue, order: next, letIn: () => setOrder(fresh) }
}
