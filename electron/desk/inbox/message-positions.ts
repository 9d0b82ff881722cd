import type { ConversationKey } from '../../../shared/model'
import type { Reader } from '../storage/database'

/** The platform's times have whole seconds. Each has room for the messages of all conversations that fall into it. */
const positionsPerSecond = 1_000_000

/** Left between two messages of one second, for those that come in later and belong between them. */
const spacing = 1_000

/**
 * A free position for a message sent at `sentAt` (UTC milliseconds): after all others of its second, or, when `before` is given, right
 * before that position of a message of the same conversation and second.
 */
export function freePosition(reader: Reader, key: ConversationKey, sentAt: number, before: number | null): number {
  const first = Math.floor(sentAt / 1000) * positionsPerSecond
  const end = first + positionsPerSecond
  return (before === null ? null : positionBetween(reader, first, end, previousPosition(reader, key, first, before), before)) ?? afterAll(reader, first, end)
}

function afterAll(reader: Reader, first: number, end: number): number {
  const { last } = ends(reader, first, end)
  if (last === null) return first + positionsPerSecond / 2
  return last + spacing < end ? last + spacing : last + 1
}

/** The newest message of the conversation in the second that starts at `first`, of those before a position. */
function previousPosition(reader: Reader, key: ConversationKey, first: number, before: number): number | null {
  const row = reader.get<{ position: number | null }>(
    `SELECT max(position) AS position FROM messages
     WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId AND position >= $first AND position < $before`,
    { pageId: key.pageId, platform: key.platform, conversationId: key.conversationId, first, before },
  )
  return row?.position ?? null
}

function positionBetween(reader: Reader, first: number, end: number, previous: number | null, before: number): number | null {
  const earliest = ends(reader, first, end).first ?? before
  if (previous === null && earliest - spacing >= first) return earliest - spacing
  const low = previous ?? first - 1
  const middle = Math.floor((low + before) / 2)
  for (let position = middle; position < before; position += 1) if (position > low && isFree(reader, position)) return position
  for (let position = middle - 1; position > low; position -= 1) if (isFree(reader, position)) return position
  return null
}

function ends(reader: Reader, first: number, end: number): { first: number | null; last: number | null } {
  const row = reader.get<{ first: number | null; last: number | null }>(
    'SELECT min(position) AS first, max(position) AS last FROM messages WHERE position >= $first AND position < $end',
    { first, end },
  )
  return row ?? { first: null, last: null }
}

function isFree(reader: Reader, position: number): boolean {
  return reader.get('SELECT 1 FROM messages WHERE position = $position', { position }) === undefined
}
