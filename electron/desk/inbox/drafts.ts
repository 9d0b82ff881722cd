import type { ConversationKey } from '../../../shared/model'
import type { Reader, Writer } from '../storage/database'

/** Keeps what the owner is writing, at `now` (UTC milliseconds); an empty text ends the draft. */
export function saveDraft(writer: Writer, key: ConversationKey, text: string, now: number): void {
  if (text === '') return removeDraft(writer, key)
  writer.run(
    `INSERT INTO drafts (page_id, platform, conversation_id, text, changed_at)
     VALUES ($pageId, $platform, $conversationId, $text, $now)
     ON CONFLICT DO UPDATE SET text = $text, changed_at = $now`,
    { ...key, text, now },
  )
}

/** Puts a text that was to be sent back before what has been written since. */
export function putBeforeDraft(writer: Writer, key: ConversationKey, text: string, now: number): void {
  const written = readDraft(writer, key)
  saveDraft(writer, key, written === '' ? text : `${text}\n${written}`, now)
}

/** Ends the draft that has become `sent`. One with other words was written elsewhere, such as in a second window, and stays. */
export function endDraft(writer: Writer, key: ConversationKey, sent: string): void {
  if (readDraft(writer, key).trim() === sent.trim()) removeDraft(writer, key)
}

function removeDraft(writer: Writer, key: ConversationKey): void {
  writer.run('DELETE FROM drafts WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId', key)
}

/** What the owner was writing; empty when nothing. */
export function readDraft(reader: Reader, key: ConversationKey): string {
  const row = reader.get<{ text: string }>(
    'SELECT text FROM drafts WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId',
    key,
  )
  return row?.text ?? ''
}
