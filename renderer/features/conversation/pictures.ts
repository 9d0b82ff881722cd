import type { TFunction } from 'i18next'
import { attachmentPath } from '../../../shared/attachment-address'
import type { AttachmentKind, Message, PageKey } from '../../../shared/model'
import type { ViewedPicture } from '../../ui/picture-viewer'
import type { TimeWords } from '../../ui/time-words'

/** "Photo from Claire, Monday 10:52"; `customerName` is null for what the shop has sent. */
export function attachmentName(t: TFunction, kind: AttachmentKind, customerName: string | null, time: string): string {
  const what = t(`attachments.${kind}`)
  return customerName === null ? t('page.attachments.fromShop', { what, time }) : t('page.attachments.from', { what, who: customerName, time })
}

/** The pictures of these messages that can be opened large, in order. */
export function picturesOf(
  pageKey: PageKey,
  messages: readonly Message[],
  customerName: string,
  { t, words, now }: { t: TFunction; words: TimeWords; now: number },
): ViewedPicture[] {
  return messages.flatMap((message) =>
    message.attachments
      .filter(({ kind, content }) => kind === 'image' && (content === 'kept' || content === 'waiting'))
      .map(({ kind, ordinal, name }) => ({
        address: attachmentPath(pageKey, message.id, ordinal),
        alt: attachmentName(t, kind, message.from === 'page' ? null : customerName, words.moment(message.sentAt, now, 'sentence')),
        fileName: name,
      })),
  )
}
