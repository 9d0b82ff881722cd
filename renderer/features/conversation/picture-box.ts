import type { Attachment } from '../../../shared/model'

const largest = { width: 320, height: 320 }
const largestSticker = { width: 96, height: 96 }
const unknown = { width: 240, height: 180 }
const smallest = 48

/** The room, in pixels, that a picture or a film takes before it is there, so that nothing moves when it comes. */
export function boxOf(kind: 'image' | 'video' | 'sticker', { width, height }: Pick<Attachment, 'width' | 'height'>): { width: number; height: number } {
  const limit = kind === 'sticker' ? largestSticker : largest
  if (width === null || height === null || width <= 0 || height <= 0) return kind === 'sticker' ? limit : unknown
  const scale = Math.min(1, limit.width / width, limit.height / height)
  return { width: Math.max(smallest, Math.round(width * scale)), height: Math.max(smallest, Math.round(height * scale)) }
}
