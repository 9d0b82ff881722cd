import type { TFunction } from 'i18next'
import { attachmentPath } from '../../shared/attachment-address'
import type { Attachment, AttachmentKind, PageKey } from '../../shared/model'
import type { ViewedPicture } from './picture-viewer'
import type { TimeWords } from './time-words'

/** Something that a message carries, with what its name is made of. */
export type SentAttachment = { messageId: string; attachment: Attachment; sentAt: number; from: 'customer' | 'page' }

type Words = { t: TFunction; words: TimeWords; now: number }

/** "Photo from Claire, Monday 10:52"; `customerName` is null for what the shop has sent. */
export function attachmentName(t: TFunction, kind: AttachmentKind, customerName: string | null, time: string): string {
  const what = t(`attachments.${kind}`)
  return customerName === null ? t('page.attachments.fromShop', { what, time }) : t('page.attachments.from', { what, who: customerName, time })
}

/** Those of these that can be opened large, in their order. */
export function viewedPictures(pageKey: PageKey, sent: readonly SentAttachment[], customerName: string, { t, words, now }: Words): ViewedPicture[] {
  return sent
    .filter(({ attachment: { kind, content } }) => kind === 'image' && (content === 'kept' || content === 'waiting'))
    .map(({ messageId, attachment: { kind, ordinal, name }, sentAt, from }) => ({
      address: attachmentPath(pageKey, messageId, ordinal),
      alt: attachmentName(t, kind, from === 'page' ? null : customerName, words.moment(sentAt, now, 'sentence')),
      fileName: name,
    }))
}
