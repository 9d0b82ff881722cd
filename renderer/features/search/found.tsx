import '../../ui/customer-line.css'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '../../../shared/model'
import { useNow } from '../../ui/clock'
import { Face } from '../../ui/face'
import { PageMark } from '../../ui/page-mark'
import { useTimeWords } from '../../ui/time-words'
import type { Found } from './search-query'

type FoundProps<What extends 'customers' | 'messages'> = { found: Found[What][number]; page: Page | undefined; onOpen: () => void }

/** A customer whose name was found. */
export const FoundCustomer = memo(function FoundCustomer({ found, page, onOpen }: FoundProps<'customers'>) {
  const { t } = useTranslation()
  const name = found.customerName.map(({ text }) => text).join('').trim() || t('page.customer.unnamed')
  return (
    <li className="found-row" aria-label={name}>
      <button type="button" className="found-open customer-line" onClick={onOpen}>
        <Face name={name} />
        <span className="customer-line-name theirs" dir="auto">
          <Marked parts={found.customerName} />
        </span>
        <Moment at={found.lastMessageAt} />
        {page && <PageMark name={page.name} colour={page.colour} />}
      </button>
    </li>
  )
}, sameFound)

/** A message whose words were found. */
export const FoundMessage = memo(function FoundMessage({ found, page, onOpen }: FoundProps<'messages'>) {
  const { t } = useTranslation()
  const name = found.customerName.trim() || t('page.customer.unnamed')
  return (
    <li className="found-row" aria-label={name} data-message-id={found.messageId}>
      <button type="button" className="found-open customer-line" onClick={onOpen}>
        <Face name={name} />
        <span className="customer-line-name theirs" dir="auto">
          {name}
        </span>
        <Moment at={found.sentAt} />
        <span className="found-said">
          {found.from === 'page' && <span className="found-you">{t('page.search.byYou')}</span>}
          <span className="theirs" dir="auto">
            <Marked parts={found.excerpt} />
          </span>
        </span>
        {page && <PageMark name={page.name} colour={page.colour} />}
      </button>
    </li>
  )
}, sameFound)

/** What opening does is the same for the same finding. */
function sameFound<What extends 'customers' | 'messages'>(before: FoundProps<What>, after: FoundProps<What>): boolean {
  return before.found === after.found && before.page === after.page
}

function Marked({ parts }: { parts: Found['messages'][number]['excerpt'] }) {
  return parts.map(({ text, matched }, index) => (matched ? <mark key={index}>{text}</mark> : text))
}

function Moment({ at }: { at: number }) {
  const words = useTimeWords()
  const now = useNow('minute')
  return <time dateTime={new Date(at).toISOString()}>{words.moment(at, now)}</time>
}
