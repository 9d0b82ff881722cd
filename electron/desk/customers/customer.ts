import type { ConversationKey, Customer, LoggedAct } from '../../../shared/model'
import { readActs } from '../acts/act-log'
import { attachmentColumns, attachmentOf, type AttachmentRow } from '../inbox/stored-attachments'
import type { Reader } from '../storage/database'

const facebookOrigin = 'https://www.facebook.com'

/** What the shop knows of a customer: notes, pictures exchanged and the owner's acts. Null when the store has no such conversation. */
export function readCustomer(reader: Reader, key: ConversationKey): Customer | null {
  const row = reader.get<{ customer_name: string; link: string | null; first_at: number | null; message_count: number }>(
    `SELECT customer_name, link,
       (SELECT min(sent_at) FROM messages WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId) AS first_at,
       (SELECT count(*) FROM messages WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId) AS message_count
     FROM conversations WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
    key,
  )
  if (!row) return null
  const history = readActs(reader, key)
  return {
    ...key,
    customerName: row.customer_name,
    firstMessageAt: row.first_at,
    messageCount: row.message_count,
    // Relative in recorded payloads of 2019, absolute in one of 2012.
    link: row.link?.startsWith('/') ? facebookOrigin + row.link : row.link,
    notes: notesOf(history),
    pictures: readPictures(reader, key),
    history: history.reverse(),
  }
}

function notesOf(history: LoggedAct[]): Customer['notes'] {
  const notes = new Map<string, Customer['notes'][number]>()
  for (const { act, at, inForce } of history) {
    if (!inForce) continue
    if (act.kind === 'note-written') notes.set(act.noteId, { noteId: act.noteId, text: act.text, writtenAt: at })
    if (act.kind === 'note-removed') notes.delete(act.noteId)
  }
  return [...notes.values()].sort((left, right) => right.writtenAt - left.writtenAt)
}

function readPictures(reader: Reader, key: ConversationKey): Customer['pictures'] {
  return reader
    .all<AttachmentRow & { sent_at: number; sender: 'customer' | 'page' }>(
      `SELECT ${attachmentColumns}, attachments.sent_at, sender FROM attachments JOIN messages USING (page_id, platform, message_id)
       WHERE attachments.page_id = $pageId AND attachments.platform = $platform AND attachments.conversation_id = $conversationId
         AND kind = 'image' AND content IN ('waiting', 'kept')
       ORDER BY attachments.sent_at DESC, ordinal`,
      key,
    )
    .map((row) => ({ messageId: row.message_id, attachment: attachmentOf(row), sentAt: row.sent_at, from: row.sender }))
}
