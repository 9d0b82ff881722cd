import type { PageKey } from '../../../shared/model'
import { readWaiting, type AttentionBasis, type Queued } from '../inbox/queue'
import type { Reader, Writer } from '../storage/database'

/** Why somebody is told: a conversation's first unanswered message. */
export type Cause = { conversationId: string; causeMessageId: string }

export type OverdueItem = { item: Queued; cause: Cause }

/** Who is overdue and has not been told, in queue order. Somebody whose window has ended is not: it is too late here. */
export function untoldOverdue(reader: Reader, page: PageKey, basis: AttentionBasis): OverdueItem[] {
  return readWaiting(reader, page, basis).flatMap((item) => {
    const { attention, conversationId } = item
    if (attention.kind === 'none' || attention.kind === 'missed' || basis.now < attention.dueAt) return []
    const cause = { conversationId, causeMessageId: causeOf(reader, page, conversationId) }
    return isTold(reader, page, cause) ? [] : [{ item, cause }]
  })
}

/** Keeps causes as told at `now` (UTC milliseconds). */
export function rememberTold(writer: Writer, page: PageKey, causes: Cause[], now: number): void {
  for (const cause of causes) {
    writer.run(
      `INSERT OR IGNORE INTO reminders (page_id, platform, conversation_id, step, cause_message_id, told_at)
       VALUES ($pageId, $platform, $conversationId, 'overdue', $causeMessageId, $now)`,
      { pageId: page.pageId, platform: page.platform, ...cause, now },
    )
  }
}

/** Takes it back: nobody could have seen it. */
export function forgetTold(writer: Writer, page: PageKey, causes: Cause[]): void {
  for (const cause of causes) {
    writer.run(
      `DELETE FROM reminders WHERE page_id = $pageId AND platform = $platform
         AND conversation_id = $conversationId AND step = 'overdue' AND cause_message_id = $causeMessageId`,
      { pageId: page.pageId, platform: page.platform, ...cause },
    )
  }
}

/** Counts as told what is overdue already, in some conversations or in all, and was there when the Page was connected. */
export function passOverOverdue(writer: Writer, page: PageKey, basis: AttentionBasis, conversationIds: string[] | null): void {
  const connectedAt = readConnectedAt(writer, page)
  const ofBefore = untoldOverdue(writer, page, basis).filter(({ item: { attention, conversationId } }) => {
    const isConcerned = conversationIds === null || conversationIds.includes(conversationId)
    return isConcerned && (connectedAt === null || (attention.kind !== 'none' && attention.since <= connectedAt))
  })
  rememberTold(writer, page, ofBefore.map(({ cause }) => cause), basis.now)
}

/** Null for a Page of a store that did not keep it yet. */
function readConnectedAt(reader: Reader, { pageId, platform }: PageKey): number | null {
  const row = reader.get<{ connected_at: number }>('SELECT connected_at FROM pages WHERE page_id = $pageId AND platform = $platform', {
    pageId,
    platform,
  })
  return row?.connected_at || null
}

function causeOf(reader: Reader, page: PageKey, conversationId: string): string {
  const row = reader.get<{ message_id: string }>(
    `SELECT message_id FROM conversations JOIN messages ON position = first_unanswered_position
     WHERE conversations.page_id = $pageId AND conversations.platform = $platform AND conversations.conversation_id = $conversationId`,
    { pageId: page.pageId, platform: page.platform, conversationId },
  )
  return row?.message_id ?? ''
}

function isTold(reader: Reader, page: PageKey, cause: Cause): boolean {
  return (
    reader.get(
      `SELECT 1 FROM reminders WHERE page_id = $pageId AND platform = $platform
         AND conversation_id = $conversationId AND step = 'overdue' AND cause_message_id = $causeMessageId`,
      { pageId: page.pageId, platform: page.platform, ...cause },
    ) !== undefined
  )
}
