import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '../../../shared/model'
import { Face } from '../../ui/face'
import { Reason } from './reason'

type RowProps = { item: QueueItem; open: boolean; tabStop: boolean; onFocus: () => void; onOpen: () => void }

/** One customer: who, what was asked first, and the one reason why the row stands where it does. */
export const Row = memo(function Row({ item, open, tabStop, onFocus, onOpen }: RowProps) {
  const { t } = useTranslation()
  const reasonId = useId()
  const name = item.customerName.trim() || t('page.customer.unnamed')
  return (
    <li
      className="row"
      aria-label={name}
      aria-describedby={reasonId}
      data-conversation-id={item.conversationId}
      data-attention={item.attention.kind}
      data-open={open}
    >
      <button type="button" tabIndex={tabStop ? 0 : -1} aria-current={open ? 'true' : undefined} onFocus={onFocus} onClick={onOpen}>
        <Face name={name} />
        <span className="who theirs" dir="auto">
          {name}
        </span>
        <Reason id={reasonId} item={item} />
        <span className="said theirs" dir="auto">
          <Said excerpt={item.excerpt} />
        </span>
      </button>
    </li>
  )
}, sameRow)

function sameRow(before: RowProps, after: RowProps): boolean {
  return before.item === after.item && before.open === after.open && before.tabStop === after.tabStop
}

function Said({ excerpt }: { excerpt: QueueItem['excerpt'] }) {
  const { t } = useTranslation()
  const text = excerpt.text.replace(/\s+/gu, ' ').trim()
  if (!excerpt.attachment) return text || t('page.queue.emptyMessage')
  const attachment = t(`attachments.${excerpt.attachment}`)
  return text ? t('page.queue.withAttachment', { attachment, text }) : attachment
}
