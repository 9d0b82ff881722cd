import type { Archive, PageKey } from '../../../shared/model'
import type { Reader, Writer } from '../storage/database'

/** How far the conversations of a Page are read. */
export type ReadingState = {
  /** When the newest conversations were first all here, in UTC milliseconds. */
  firstSyncEndedAt: number | null
  /** Where older ones go on; null stands for the newest. */
  olderAfter: string | null
  olderComplete: boolean
  /** Whether a look ended before it had read everything new: unchanged conversations are then no sign of its end. */
  catchUpPending: boolean
  /** Whether the owner is still to be told who waited when the first look ended. */
  digestOwed: boolean
}

const ofPage = 'page_id = $pageId AND platform = $platform'

/** How far the store is with a Page. */
export function readReadingState(reader: Reader, page: PageKey): ReadingState {
  const row = reader.get<{
    first_sync_ended_at: number | null
    older_after: string | null
    older_complete: number
    catch_up_pending: number
    digest_owed: number
  }>(`SELECT first_sync_ended_at, older_after, older_complete, catch_up_pending, digest_owed FROM pages WHERE ${ofPage}`, keyOf(page))
  return {
    firstSyncEndedAt: row?.first_sync_ended_at ?? null,
    olderAfter: row?.older_after ?? null,
    olderComplete: row?.older_complete === 1,
    catchUpPending: row?.catch_up_pending === 1,
    digestOwed: row?.digest_owed === 1,
  }
}

/** Keeps some of it. Nothing is written when nothing changes. */
export function writeReadingState(writer: Writer, page: PageKey, change: Partial<ReadingState>): void {
  const before = readReadingState(writer, page)
  const next = { ...before, ...change }
  if (JSON.stringify(before) === JSON.stringify(next)) return
  writer.run(
    `UPDATE pages SET first_sync_ended_at = $firstSyncEndedAt, older_after = $olderAfter, older_complete = $olderComplete,
       catch_up_pending = $catchUpPending, digest_owed = $digestOwed WHERE ${ofPage}`,
    {
      ...keyOf(page),
      ...next,
      olderComplete: next.olderComplete ? 1 : 0,
      catchUpPending: next.catchUpPending ? 1 : 0,
      digestOwed: next.digestOwed ? 1 : 0,
    },
  )
}

/** The progress of reading, as the owner sees it. */
export function readArchive(reader: Reader, page: PageKey): Archive {
  const { firstSyncEndedAt, olderComplete } = readReadingState(reader, page)
  const stored = reader.get<{ count: number; oldest: number | null }>(
    `SELECT count(*) AS count, min(last_message_at) AS oldest FROM conversations WHERE ${ofPage}`,
    keyOf(page),
  )
  return {
    state: firstSyncEndedAt === null ? 'first' : olderComplete ? 'complete' : 'older',
    conversations: stored?.count ?? 0,
    readBackTo: stored?.oldest ?? null,
  }
}

function keyOf({ pageId, platform }: PageKey): PageKey {
  return { pageId, platform }
}
