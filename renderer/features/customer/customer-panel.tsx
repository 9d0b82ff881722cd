import './customer-panel.css'
import { ExternalLink, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { ConversationKey, Customer } from '../../../shared/model'
import { problemOf, useCustomer, usePresence } from '../../desk-queries'
import { useOutsideLink } from '../../outside-links'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { Shapes } from '../../ui/shapes'
import { useTimeWords } from '../../ui/time-words'
import { History } from './history'
import { Notes, type PerformAct } from './notes'
import { Pictures } from './pictures'

type CustomerPanelProps = { id: string; conversationKey: ConversationKey; onAct: PerformAct; onClose: () => void }

/** What the shop knows of a customer: notes, pictures exchanged, and what was done in the conversation. */
export function CustomerPanel({ id, conversationKey, onAct, onClose }: CustomerPanelProps) {
  const { t } = useTranslation()
  const { data: customer, error } = useCustomer(conversationKey)
  const problem = problemOf(error)
  const away = usePresence() === 'away'
  const panel = useRef<HTMLElement>(null)

  useEffect(() => panel.current?.focus(), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }

  return (
    <aside ref={panel} id={id} className="customer" aria-label={t('page.customer.label')} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="customer-head">
        <h2>{t('page.customer.label')}</h2>
        <Button tone="quiet" icon={X} words="hidden" onClick={onClose}>
          {t('page.customer.close')}
        </Button>
      </header>
      {!customer && problem && <p role="alert">{problemSentence(t, problem)}</p>}
      {!customer && !problem && away && <p role="status">{t('page.customer.away')}</p>}
      {!customer && !problem && !away && <Shapes label={t('page.customer.loading')} kind="lines" count={4} />}
      {customer && (
        <>
          <About customer={customer} />
          <Notes conversationKey={conversationKey} notes={customer.notes} onAct={onAct} />
          <Pictures customer={customer} />
          <History history={customer.history} onAct={onAct} />
        </>
      )}
    </aside>
  )
}

function About({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const openOutside = useOutsideLink()
  const { firstMessageAt, messageCount, link } = customer
  return (
    <section className="customer-about">
      <p className="theirs customer-name" dir="auto">
        {customer.customerName.trim() || t('page.customer.unnamed')}
      </p>
      {firstMessageAt !== null && <p>{t('page.customer.since', { day: words.day(firstMessageAt, now) })}</p>}
      <p>{t('page.customer.messages', { count: messageCount, number: words.number(messageCount) })}</p>
      {link !== null && (
        <Button icon={ExternalLink} onClick={() => openOutside(link)}>
          {t('page.customer.openInSuite')}
        </Button>
      )}
    </section>
  )
}
