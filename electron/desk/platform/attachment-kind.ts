import type { AttachmentKind } from '../../../shared/model'
import type { PlatformAttachment, PlatformMessage } from './schemas'

/** What a message carries, in the order that Meta's shapes have to be asked: a video has a bare `image_data` too. */
export function attachmentsOf(message: PlatformMessage): { kind: AttachmentKind; name: string }[] {
  const attachments = (message.attachments?.data ?? []).map((attachment) => ({
    kind: kindOf(attachment),
    name: attachment.name ?? '',
  }))
  const stickers = message.sticker ? [{ kind: 'sticker' as const, name: '' }] : []
  const shares = (message.shares?.data ?? []).map(() => ({ kind: 'share' as const, name: '' }))
  return [...attachments, ...stickers, ...shares]
}

function kindOf(attachment: PlatformAttachment): AttachmentKind {
  if (attachment.video_data) return 'video'
  if (attachment.image_data) return attachment.image_data.render_as_sticker ? 'sticker' : 'image'
  if (attachment.mime_type?.startsWith('audio/')) return 'audio'
  return attachment.file_url ? 'file' : 'unsupported'
}
