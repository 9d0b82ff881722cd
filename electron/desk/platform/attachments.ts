import type { AttachmentDetails, AttachmentKind } from '../../../shared/model'
import type { ReadableMessage } from './schemas'

/** Something that a message carries. Addresses are Meta's own, and expire. */
export type ReceivedAttachment = {
  kind: AttachmentKind
  /** The file's name; empty when it has none. */
  name: string
  mimeType: string | null
  sizeBytes: number | null
  width: number | null
  height: number | null
  /** Where the picture, the recording or the file is. */
  url: string | null
  /** What a share, a product, a template or something unsupported says of itself. */
  title: string | null
  details: AttachmentDetails | null
  /** Where it leads in a browser: any site. */
  linkUrl: string | null
}

type PlatformAttachment = ReadableMessage['attachments'][number]
type PlatformShare = ReadableMessage['shares'][number]

/** What a message carries, in the platform's order. A message of which nothing can be shown carries something unsupported. */
export function attachmentsOf(message: Omit<ReadableMessage, 'raw'>): ReceivedAttachment[] {
  const attachments = message.attachments.map(readAttachment)
  const shares = message.shares.flatMap(readShare)
  const known = [...attachments, ...withSticker(message, attachments), ...shares]
  const showsSomething = known.length > 0 || message.message !== ''
  return message.is_unsupported || !showsSomething ? [...known, describe('unsupported', {})] : known
}

/** Until 2026-08 a sticker came as a field of its own, for a while beside the attachment that it has been since 2026-06-01. */
function withSticker({ sticker }: Pick<ReadableMessage, 'sticker'>, attachments: ReceivedAttachment[]): ReceivedAttachment[] {
  const isThere = attachments.some((attachment) => attachment.kind === 'sticker' || attachment.url === sticker)
  return sticker === null || isThere ? [] : [describe('sticker', { url: sticker })]
}

/** The shapes are asked in this order because a video has a bare `image_data` too. */
function readAttachment(attachment: PlatformAttachment): ReceivedAttachment {
  const { image_data: image, video_data: video, generic_template: template } = attachment
  const facts = { name: attachment.name ?? '', mimeType: attachment.mime_type ?? null, sizeBytes: attachment.size ?? null }
  if (attachment.type === 'sticker' || image?.render_as_sticker) {
    return describe('sticker', { ...facts, ...pictureFacts(image), url: image?.url ?? attachment.url ?? attachment.file_url ?? null })
  }
  if (video) {
    return describe('video', {
      ...facts,
      width: video.width ?? image?.width ?? null,
      height: video.height ?? image?.height ?? null,
      url: video.url ?? attachment.file_url ?? null,
    })
  }
  if (image) return describe('image', { ...facts, ...pictureFacts(image) })
  if (template) {
    return describe('template', {
      ...facts,
      title: [template.title, template.subtitle].filter(Boolean).join(' · ') || null,
      url: template.media_url ?? null,
      linkUrl: template.cta?.url ?? null,
    })
  }
  if (attachment.appointment_booking) return describe('appointment', { details: attachment.appointment_booking })
  if (attachment.file_url) return describe(kindOfFile(facts), { ...facts, url: attachment.file_url })
  // A stub that stands for media which was held back has only a name, and that is a sentence.
  return describe('unsupported', { ...facts, name: '', title: attachment.name ?? null })
}

function pictureFacts(image: PlatformAttachment['image_data']): Partial<ReceivedAttachment> {
  return {
    width: image?.width ?? null,
    height: image?.height ?? null,
    url: image?.animated_gif_url ?? image?.url ?? null,
  }
}

function kindOfFile({ name, mimeType }: { name: string; mimeType: string | null }): AttachmentKind {
  const family = mimeType?.split('/')[0]
  // Messenger's own voice messages are sometimes said to be films.
  if (family === 'audio' || name.startsWith('audioclip')) return 'audio'
  return family === 'video' || family === 'image' ? family : 'file'
}

function readShare(share: PlatformShare): ReceivedAttachment[] {
  const address = share.url ?? share.link
  const linkUrl = address?.link ?? null
  if (share.type === 'sticker') return [describe('sticker', { url: address?.media ?? null })]
  if (share.template.length > 0) {
    return share.template.map(({ id, name, price, image_url }) => {
      // The id of a product that the app may not see is 0.
      const details: AttachmentDetails = { of: 'product', price: price ?? null, visible: id !== '0' }
      return describe('product', { title: name ?? null, details, url: image_url ?? null, linkUrl })
    })
  }
  return [describe('share', { title: share.title ?? share.name ?? share.description ?? null, linkUrl })]
}

function describe(kind: AttachmentKind, facts: Partial<ReceivedAttachment>): ReceivedAttachment {
  return {
    kind,
    name: '',
    mimeType: null,
    sizeBytes: null,
    width: null,
    height: null,
    url: null,
    title: null,
    details: null,
    linkUrl: null,
    ...facts,
  }
}
