import './search.css'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { ConversationKey, Page, PageKey } from '../../../shared/model'
import { keyOf, keyText } from '../../conversation-key'
import { problemOf } from '../../desk-queries'
import { Shapes } from '../../ui/shapes'
import { useTimeWords } from '../../ui/time-words'
import { FoundCustomer, FoundMessage } from './found'
import { useSearch } from './search-query'

export type SearchResultsHandle = { goOn(how: 'focus' | 'open'): void }

type SearchResultsProps = {
  page: PageKey | null
  /** The Pages that findings are told apart by; empty when all are of one. */
  pages: readonly Page[]
  text: string
  onOpen: (conversation: ConversationKey, messageId: string | null) => void
  /** The owner goes back to the search box; with Escape the search ends. */
  onBack: (how: 'stay' | 'end') => void
  handle: Ref<SearchResultsHandle>
}

/** What was found: customers first, then messages, newest first. */
export function SearchResults({ page, pages, text, onOpen, onBack, handle }: SearchResultsProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const region = useRef<HTMLDivElement>(null)
  const { data, error, query, isBehind, hasNextPage, isFetchingNextPage, fetchNextPage } = useSearch(page, text)
  const problem = problemOf(error)
  const customers = data?.pages[0]?.customers ?? []
  const messages = data?.pages.flatMap((part) => part.messages) ?? []
  const pageOf = (key: PageKey) => pages.find(({ pageId, platform }) => pageId === key.pageId && platform === key.platform)

  const buttons = () => [...(region.current?.querySelectorAll<HTMLElement>('.found-open') ?? [])]

  useImperativeHandle(handle, () => ({
    goOn(how) {
      const [first] = buttons()
      if (how === 'focus') first?.focus()
      else if (!isBehind) first?.click()
    },
  }))

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Escape') return onBack('end')
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (to < 0) onBack('stay')
    else all[Math.min(to, all.length - 1)]?.focus()
  }

  const count = { customers: t('page.search.foundCustomers', { count: customers.length }), messages: t('page.search.foundMessages', { count: messages.length }) }
  const nothing = data && customers.length === 0 && messages.length === 0
  return (
    <div ref={region} className="found" role="region" aria-label={t('page.search.results')} aria-busy={isBehind} onKeyDown={onKeyDown}>
      <p className={nothing ? 'empty' : 'unseen'} role="status">
        {nothing ? !isBehind && t('page.search.nothing', { query }) : data && !isBehind && t('page.search.found', count)}
      </p>
      {problem && !isBehind && (
        <p className="empty" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
      {!data && !problem && <Shapes label={t('page.search.loading')} kind="rows" count={4} />}
      {customers.length > 0 && (
        <section>
          <h2 className="found-head">
            {t('page.search.customers')} <span>{words.number(customers.length)}</span>
          </h2>
          <ul aria-label={t('page.search.customers')}>
            {customers.map((customer) => (
              <FoundCustomer key={keyText(customer)} found={customer} page={pageOf(customer)} onOpen={() => onOpen(keyOf(customer), null)} />
            ))}
          </ul>
        </section>
      )}
      {messages.length > 0 && (
        <section>
          <h2 className="found-head">
            {/* How many there are in all is not counted: a common word has a million. */}
            {t('page.search.messages')} <span>{hasNextPage ? t('page.search.orMore', { number: words.number(messages.length) }) : words.number(messages.length)}</span>
          </h2>
          <ul aria-label={t('page.search.messages')}>
            {messages.map((message) => (
              <FoundMessage key={message.position} found={message} page={pageOf(message)} onOpen={() => onOpen(keyOf(message), message.messageId)} />
            ))}
          </ul>
        </section>
      )}
      {hasNextPage && !isFetchingNextPage && !isBehind && <EndOfFound key={messages.length} onReached={() => void fetchNextPage()} />}
    </div>
  )
}

/** Asks for more when the end of what is shown comes near. */
function EndOfFound({ onReached }: { onReached: () => void }) {
  const end = useRef<HTMLDivElement>(null)
  const reached = useEffectEvent(onReached)
  useEffect(() => {
    if (!end.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && reached(), { root: end.current.parentElement, rootMargin: '400px' })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  return <div ref={end} className="found-end" />
}
