import type { Attachment, AttachmentDetails, AttachmentKind } from '../../../shared/model'

export type AttachmentRow = {
  message_id: string
  ordinal: number
  kind: AttachmentKind
  name: string
  mime_type: string | null
  size_bytes: number | null
  width: number | null
  height: number | null
  title: string | null
  details: string | null
  link_url: string | null
  content: Attachment['content']
}

/** The columns of an `AttachmentRow`. */
export const attachmentColumns =
  'attachments.message_id, ordinal, kind, name, mime_type, size_bytes, width, height, title, details, link_url, content'

/** An attachment as the page shows it; the addresses at Meta stay in the desk. */
export function attachmentOf(row: AttachmentRow): Attachment {
  return {
    ordinal: row.ordinal,
    kind: row.kind,
    name: row.name,
    mimeType: row.mime_type,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    title: row.title,
    details: row.details === null ? null : (JSON.parse(row.details) as AttachmentDetails),
    linkUrl: row.link_url,
    content: row.content,
  }
}
