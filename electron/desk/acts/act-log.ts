import type { Act, ConversationKey, LoggedAct } from '../../../shared/model'
import type { Reader, Writer } from '../storage/database'
import { refreshConversationTimes } from '../inbox/messages'

type ActRow = { act_id: string; acted_at: number; last_position: number | null; act: string }

/** An act as the log keeps it, with the conversation's last message then. */
type PlacedAct = LoggedAct & { lastPosition: number | null }

/**
 * Writes an act of the owner to the log, at `now` (UTC milliseconds), and brings the conversation to the state that the log now gives.
 * False when an act with this id stands there already: asking twice acts once.
 */
export function writeAct(writer: Writer, key: ConversationKey, actId: string, act: Act, now: number): boolean {
  const added = writer.run(
    `INSERT OR IGNORE INTO acts (act_id, page_id, platform, conversation_id, acted_at, last_position, act)
     VALUES ($actId, $pageId, $platform, $conversationId, $now,
       (SELECT last_position FROM conversations
        WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId), $act)`,
    { ...key, actId, now, act: JSON.stringify(act) },
  )
  if (added === 0) return false
  writer.run(
    `UPDATE conversations SET done_position = $donePosition
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
    { ...key, donePosition: donePosition(readPlacedActs(writer, key)) },
  )
  refreshConversationTimes(writer, key)
  return true
}

/** Every act in a conversation, oldest first, and whether it is in force or undone. */
export function readActs(reader: Reader, key: ConversationKey): LoggedAct[] {
  return readPlacedActs(reader, key).map(({ actId, at, act, inForce }) => ({ actId, at, act, inForce }))
}

function readPlacedActs(reader: Reader, key: ConversationKey): PlacedAct[] {
  const rows = reader.all<ActRow>(
    `SELECT act_id, acted_at, last_position, act FROM acts
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId ORDER BY sequence`,
    key,
  )
  // From the newest: what undoes an act is known before the act is reached.
  const undone = new Set<string>()
  return rows
    .reverse()
    .map((row) => {
      const act = JSON.parse(row.act) as Act
      const inForce = !undone.has(row.act_id)
      if (inForce && act.kind === 'undone') undone.add(act.actId)
      return { actId: row.act_id, at: row.acted_at, act, inForce, lastPosition: row.last_position }
    })
    .reverse()
}

function donePosition(acts: PlacedAct[]): number | null {
  const last = acts.findLast(({ act, inForce }) => inForce && (act.kind === 'done' || act.kind === 'reopened'))
  return last?.act.kind === 'done' ? last.lastPosition : null
}
