import { motifs, type AttachmentContent, type Motif } from './attachment-content'
import { gifFile } from './media/gif-file'
import { background, motifShapes, stickerShapes } from './media/motif-shapes'
import { pdfFile } from './media/pdf-file'
import { pngFile } from './media/png-file'
import { recordedVideo } from './media/recorded-video'
import { draw, ellipse } from './media/shapes'
import { voiceNote } from './media/voice-note'
import type { PracticeAttachment, PracticePage } from './practice-state'

export type AttachmentFile = { contentType: string; bytes: Buffer }

/** The usual size of a drawn picture, in pixels. */
export const pictureSize = { width: 320, height: 240 }

/** The width and height of what an attachment shows, in pixels. */
export function pictureSizeOf(content: AttachmentContent): { width: number; height: number } {
  if (content.type === 'image' && content.large) return { width: 1_600, height: 1_200 }
  if (content.type === 'sticker') return { width: 240, height: 240 }
  if (content.type === 'gif') return { width: 160, height: 120 }
  return content.type === 'video' ? { width: 192, height: 144 } : pictureSize
}

/** The file of an attachment, or the still picture of a video or a GIF; null for an attachment without a file. */
export function attachmentFile({ content }: PracticeAttachment, preview: boolean): AttachmentFile | null {
  const { width, height } = pictureSizeOf(content)
  switch (content.type) {
    case 'image':
      return picture(content.shows ?? motifs[numberOf(content.name) % motifs.length] ?? 'shopfront', numberOf(content.name), width, height)
    case 'gif':
      return preview ? picture('wheel', 200, width, height) : kept('gif', () => ({ contentType: 'image/gif', bytes: bouncingBall(width, height) }))
    case 'video':
      return preview ? picture('wheel', 200, width, height) : { contentType: 'video/webm', bytes: recordedVideo() }
    case 'audio':
      return kept(`audio ${numberOf(content.name) % 3}`, () => ({ contentType: 'audio/wav', bytes: voiceNote(numberOf(content.name)) }))
    case 'file':
      return kept('file', () => ({ contentType: 'application/pdf', bytes: pdfFile(['Practice document', 'This page was made by the practice shop.', 'Quantity: 12', 'Date: Saturday']) }))
    case 'sticker':
      return kept('sticker', () => png(pngFile(draw(stickerShapes, width, height))))
    case 'template':
      return picture('dress', numberOf(content.title), width, height)
    case 'product':
      return picture('shirt', numberOf(content.name), width, height)
    case 'unknown':
    case 'share':
    case 'appointment':
    case 'privacy-stub':
      return null
  }
}

/** The Page's own picture, a square. */
export function pagePicture({ picture: { shows, hue } }: PracticePage): AttachmentFile {
  const motif = motifs.find((known) => known === shows) ?? 'shopfront'
  const shapes = [...background(hue), ellipse(160, 120, 112, 112, [hue, 0.35, 0.93]), ...motifShapes[motif]((hue + 150) % 360)]
  return kept(`page ${shows} ${hue}`, () => png(pngFile(draw(shapes, 200, 200))))
}

function picture(motif: Motif, number: number, width: number, height: number): AttachmentFile {
  const hue = (number * 47) % 360
  return kept(`${motif} ${hue} ${width}`, () => png(pngFile(draw([...background(hue), ...motifShapes[motif]((hue + 170) % 360)], width, height))))
}

function bouncingBall(width: number, height: number): Buffer {
  const frames = Array.from({ length: 10 }, (_, step) => {
    const lift = Math.sin((Math.PI * step) / 10)
    const shapes = [...background(190), ellipse(160, 206, 46 - lift * 14, 7, [330, 0.15, 0.4]), ellipse(160, 172 - lift * 110, 34, 34, [350, 0.7, 0.6])]
    return draw(shapes, width, height)
  })
  return gifFile(frames, 80)
}

function png(bytes: Buffer): AttachmentFile {
  return { contentType: 'image/png', bytes }
}

function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7)
}

const drawn = new Map<string, AttachmentFile>()
const mostDrawn = 64

/** Draws once: the same picture is asked for again and again. */
function kept(key: string, make: () => AttachmentFile): AttachmentFile {
  const file = drawn.get(key) ?? make()
  const [oldest] = drawn.keys()
  if (drawn.size >= mostDrawn && oldest !== undefined) drawn.delete(oldest)
  drawn.set(key, file)
  return file
}
