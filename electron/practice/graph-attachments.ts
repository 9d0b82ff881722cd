import { attachmentFile, pictureSizeOf } from './attachment-files'
import type { JsonObject } from './graph-fields'
import { formatPlatformTime } from './platform-time'
import type { PracticeAttachment, PracticeMessage, PracticePage } from './practice-state'

/*
 * Attachments, shares and stickers as the Conversations API gives them: restfb's recorded payloads (2026-05), and the
 * changelog for what is newer. Where no payload was ever seen, the comment says that the keys are this platform's own.
 */

/** Where an attachment can be loaded, by its id; the address has a query. */
export type AttachmentAddress = (attachmentId: string) => string

/** An entry of a message's `attachments`; null for what the platform puts elsewhere. */
export function attachmentShape(address: AttachmentAddress, message: PracticeMessage, attachment: PracticeAttachment): JsonObject | null {
  const { id, content } = attachment
  const url = address(id)
  switch (content.type) {
    case 'image':
      return { id, mime_type: 'image/png', name: content.name, size: null, image_data: pictureShape(attachment, url) }
    case 'gif':
      return { id, mime_type: 'image/gif', name: content.name, size: null, image_data: { ...pictureShape(attachment, url), ...animationShape(url) } }
    case 'video':
      return { id, mime_type: 'video/webm', name: content.name, size: sizeOf(attachment), ...videoShape(attachment, url) }
    case 'audio':
      return { id, mime_type: 'audio/wav', name: content.name, size: sizeOf(attachment), file_url: url }
    case 'file':
      return { id, mime_type: 'application/pdf', name: content.name, size: sizeOf(attachment), file_url: url }
    case 'sticker':
      return content.form === 'old' ? null : stickerShape(attachment, url)
    case 'template':
      return {
        id,
        generic_template: {
          title: content.title,
          subtitle: content.subtitle,
          media_url: url,
          cta: { title: content.button, type: 'OPEN_URL', url: content.url },
        },
      }
    case 'appointment':
      return { id, appointment_booking: appointmentShape(message.createdAt + content.inHours * 3_600_000, content.minutes) }
    case 'privacy-stub':
      return { id, name: 'This media is not available because of privacy rules in Europe.' }
    case 'unknown':
      return { id, kind: 'hologram', hologram_data: { depth: 3, frames: [[1, null], []], url }, '': true }
    case 'product':
    case 'share':
      return null
  }
}

/** An entry of a message's `shares`; null for what is no share. Types: changelog, 2026-03-26. */
export function shareShape(address: AttachmentAddress, { id, content }: PracticeAttachment): JsonObject | null {
  if (content.type === 'product') {
    // A product that the app may not see has the id 0.
    const product = {
      id: content.isVisible ? id : '0',
      retailer_id: `sku-${id.slice(0, 6)}`,
      image_url: address(id),
      name: content.name,
      price: content.price,
    }
    return { id, template: { payload: { product: { elements: { data: [product] } } } } }
  }
  if (content.type !== 'share') return null
  if (content.of === 'link') return { id, link: content.url, name: content.title, description: content.title }
  return { id, type: content.of, url: content.url, title: content.title }
}

/** The address of a sticker in the older form. */
export function oldSticker(address: AttachmentAddress, { attachments }: PracticeMessage): string | undefined {
  const sticker = attachments.find(({ content }) => content.type === 'sticker' && content.form === 'old')
  return sticker && address(sticker.id)
}

/** The Page's `picture`. */
export function pagePictureShape(address: AttachmentAddress, { id }: PracticePage): JsonObject {
  return { data: { height: 200, width: 200, is_silhouette: false, url: address(id) } }
}

function sizeOf(attachment: PracticeAttachment): number {
  return attachmentFile(attachment, false)?.bytes.length ?? 0
}

function pictureShape(attachment: PracticeAttachment, url: string): JsonObject {
  const { width, height } = pictureSizeOf(attachment.content)
  return {
    width,
    height,
    max_width: width,
    max_height: height,
    url,
    preview_url: url,
    image_type: 1,
    render_as_sticker: attachment.content.type === 'sticker',
  }
}

function animationShape(url: string): JsonObject {
  return {
    raw_gif_image: url,
    raw_webp_image: url,
    animated_gif_url: url,
    animated_gif_preview_url: `${url}&preview=1`,
    animated_webp_url: url,
    animated_webp_preview_url: `${url}&preview=1`,
  }
}

/** A video has a bare `image_data` too. */
function videoShape({ content }: PracticeAttachment, url: string): JsonObject {
  const { width, height } = pictureSizeOf(content)
  return {
    image_data: { width, height },
    video_data: { width, height, length: 2, video_type: 1, url, preview_url: `${url}&preview=1`, rotation: 0 },
  }
}

/** Stickers are attachments of the type `sticker` since 2026-06-01; no payload was seen, so all keys but `type` are a guess. */
function stickerShape(attachment: PracticeAttachment, url: string): JsonObject {
  return { id: attachment.id, type: 'sticker', mime_type: 'image/png', name: '', size: null, image_data: pictureShape(attachment, url) }
}

/** Meta documents a status, a start, an end and a time zone (2026-03-03), without their keys: these are a guess. */
function appointmentShape(startAt: number, minutes: number): JsonObject {
  return {
    status: 'PENDING',
    start_time: formatPlatformTime(startAt),
    end_time: formatPlatformTime(startAt + minutes * 60_000),
    timezone: 'Europe/Paris',
  }
}
