import type { ProblemCode } from '../../../shared/problems'
import type { Clock } from '../ports'
import type { Store, Writer } from '../storage/database'
import { writeReadingState } from './archive'
import { readListedPage, readRest, type ListedConversation, type Reading } from './list-reading'
import { takeInConversation, type TakenConversation } from './take-in'

/** It needs no more than the conversations of the last days: nobody else can be answered any more. */
const reachMs = 7 * 24 * 60 * 60_000

const mostPages = 8

/**
 * Takes a Page in for the first time: page by page what the list carries, so that the queue is there at once, and then the rest of each
 * conversation. When a later page fails, what is left is the backfill's, and the look counts as ended; the rest of a conversation that
 * could not be read is left to the next looks. `passOver` is called inside the
 * transaction that ends it; `announce` hears which conversations came in, after the store has them.
 */
export async function takeInFirst(options: {
  reading: Reading
  store: Store
  clock: Pick<Clock, 'now'>
  announce: (conversationIds: string[]) => void
  passOver: (writer: Writer) => void
  /** Why nothing is listed, when that is no empty shop. */
  whyEmpty: () => Promise<ProblemCode | null>
}): Promise<{ ended: boolean; problem: ProblemCode | null }> {
  const { reading, store, clock, announce, passOver, whyEmpty } = options
  const { page, signal } = reading
  const incomplete: ListedConversation[] = []
  let problem: ProblemCode | null = null
  let after: string | null = null

  function takeIn(taken: TakenConversation[]): void {
    store.write((writer) => {
      for (const conversation of taken) takeInConversation(writer, page, conversation, clock.now())
    })
    if (taken.length > 0) announce(taken.map(({ conversation }) => conversation.id))
  }

  for (let pageNumber = 0; pageNumber < mostPages; pageNumber += 1) {
    const listed = await readListedPage(reading, after ?? undefined)
    if (signal.aborted) return { ended: false, problem: null }
    if (!listed.ok && pageNumber === 0) return { ended: false, problem: listed.code }
    if (!listed.ok) {
      problem = listed.code
      break
    }
    const { conversations, count, oldestAt } = listed.value
    const emptiness = pageNumber === 0 && count === 0 ? await whyEmpty() : null
    if (emptiness) return { ended: false, problem: emptiness }
    takeIn(conversations)
    incomplete.push(...conversations.filter((conversation) => !conversation.readWhole))
    after = listed.value.after
    if (after === null || oldestAt === null || oldestAt <= clock.now() - reachMs) break
  }
  let wasCutShort = false
  for (const conversation of incomplete) {
    const read = await readRest(reading, conversation)
    if (signal.aborted) return { ended: false, problem: null }
    wasCutShort ||= !read.readWhole
    takeIn([read])
  }
  store.write((writer) => {
    writeReadingState(writer, page, {
      firstSyncEndedAt: clock.now(),
      olderAfter: after,
      olderComplete: after === null,
      catchUpPending: wasCutShort,
      digestOwed: true,
    })
    passOver(writer)
  })
  return { ended: true, problem }
}
