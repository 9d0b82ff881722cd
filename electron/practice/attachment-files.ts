import type { AttachmentContent } from './attachment-content'
import { drawPicture, pictureSize } from './drawn-picture'
import type { PracticeAttachment, PracticePage } from './practice-state'

export type AttachmentFile = { contentType: string; bytes: Buffer }

/** The width and height of what an attachment shows, in pixels. */
export function pictureSizeOf(content: AttachmentContent): { width: number; height: number } {
  return content.type === 'image' && content.large ? { width: 1_600, height: 1_200 } : pictureSize
}

/** The file of an attachment, or the still picture before it; null for an attachment without a file. */
export function attachmentFile({ id }: PracticeAttachment, _preview: boolean): AttachmentFile | null {
  return { contentType: 'image/png', bytes: drawPicture(id) }
}

/** The Page's own picture. */
export function pagePicture(page: PracticePage): AttachmentFile {
  return { contentType: 'image/png', bytes: drawPicture(page.id) }
}
