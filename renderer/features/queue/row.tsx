import '../../ui/customer-line.css'
import './row.css'
import { Check, Undo2 } from 'lucide-react'
import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page, QueueItem } from '../../../shared/model'
import { excerptWords } from '../../../shared/text/excerpt'
import { Face } from '../../ui/face'
import { Icon } from '../../ui/icon'
import { PageMark } from '../../ui/page-mark'
import { Reason } from './reason'

export type RowActions = { onFocus: (index: number) => void; onOpen: (item: QueueItem) => void; onSettle: (index: number) => void }

type RowProps = RowActions & {
  item: QueueItem
  /** Its place in the view, from 0, and how many the view has. */
  index: number
  total: number
  /** How far below the list's top, in pixels. */
  top: number
  open: boolean
  tabStop: boolean
  pageName: Page['name'] | null
  pageColour: Page['colour']
}

/** One customer: who, what is asked, and the one reason why the row stands where it does. */
export const Row = memo(function Row(props: RowProps) {
  const { item, index, total, top, open, tabStop, pageName, pageColour, onFocus, onOpen, onSettle } = props
  const { t } = useTranslation()
  const reasonId = useId()
  const name = item.customerName.trim() || t('page.customer.unnamed')
  const tabIndex = tabStop ? 0 : -1
  const settling = t(item.done ? 'page.queue.putBack' : 'page.queue.nothingToAnswer')
  return (
    <li
      className="row"
      style={{ transform: `translateY(${top}px)` }}
      aria-label={name}
      aria-describedby={reasonId}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-conversation-id={item.conversationId}
      data-attention={item.attention.kind}
      data-open={open}
      data-index={index}
      onFocus={() => onFocus(index)}
    >
      <button type="button" className="row-open customer-line" tabIndex={tabIndex} aria-current={open ? 'true' : undefined} aria-keyshortcuts="E" onClick={() => onOpen(item)}>
        <Face name={name} />
        <span className="customer-line-name theirs" dir="auto">
          {name}
        </span>
        <Reason id={reasonId} item={item} />
        <span className="said">
          <span className="theirs" dir="auto">
            {excerptWords(t, item.excerpt)}
          </span>
          {pageName !== null && <PageMark name={pageName} colour={pageColour} />}
        </span>
      </button>
      <button type="button" className="row-settle" tabIndex={tabIndex} title={settling} aria-label={settling} onClick={() => onSettle(index)}>
        <Icon of={item.done ? Undo2 : Check} size={16} />
        <kbd aria-hidden="true">E</kbd>
      </button>
    </li>
  )
})

/** The place of a row that has left the view while the others keep theirs; only for the eye. */
export function GoneRow({ item, top }: { item: QueueItem; top: number }) {
  const { t } = useTranslation()
  return (
    <li className="row gone" aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      <span className="gone-mark">
        <Icon of={Check} size={18} />
      </span>
      <span className="customer-line-name theirs" dir="auto">
        {item.customerName.trim() || t('page.customer.unnamed')}
      </span>
    </li>
  )
}

/** The shape of a row that is being read. */
export function ComingRow({ top }: { top: number }) {
  return (
    <li className="row coming" aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      <span className="shape-face" />
      <span className="shape-lines" />
    </li>
  )
}
