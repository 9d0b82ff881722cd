import type { ConversationKey, PageKey } from './model'

/** The path on the page's own origin at which an attachment's content is served. */
export function attachmentPath({ platform, pageId }: PageKey, messageId: string, ordinal: number): string {
  return ['', 'attachments', platform, pageId, messageId, String(ordinal)].map(encodeURIComponent).join('/')
}

/** The path on the page's own origin at which a Page's picture is served. */
export function pagePicturePath({ platform, pageId }: PageKey): string {
  return ['', 'page-pictures', platform, pageId].map(encodeURIComponent).join('/')
}

/** What a path of these names; null for any other. */
export type ServedContent =
  | ({ kind: 'attachment'; messageId: string; ordinal: number } & Omit<ConversationKey, 'conversationId'>)
  | ({ kind: 'page-picture' } & PageKey)

/** Reads a path as `attachmentPath` and `pagePicturePath` write it. */
export function readContentPath(path: string): ServedContent | null {
  const [empty, folder, platform, pageId, messageId, ordinal, ...rest] = path.split('/').map(decoded)
  if (empty !== '' || rest.length > 0 || !pageId || (platform !== 'messenger' && platform !== 'instagram')) return null
  if (folder === 'page-pictures' && messageId === undefined) return { kind: 'page-picture', platform, pageId }
  if (folder !== 'attachments' || !messageId || !ordinal || !/^\d{1,3}$/.test(ordinal)) return null
  return { kind: 'attachment', platform, pageId, messageId, ordinal: Number(ordinal) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
