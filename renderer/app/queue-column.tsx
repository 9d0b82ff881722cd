import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationKey, QueueItem, QueueView, Shop } from '../../shared/model'
import { Queue } from '../features/queue/queue'
import { SearchBox } from '../features/search/search-box'
import { SearchResults, type SearchResultsHandle } from '../features/search/search-results'
import { PageSwitch } from './page-switch'
import { inboxAddress } from './place'
import { UndoBar } from './undo'

type QueueColumnProps = {
  shops: Shop[]
  view: QueueView
  /** The Page that is shown alone; null for all. */
  chosen: Shop | null
  isFirstLook: boolean
  openKey: ConversationKey | null
  onOpen: (conversation: ConversationKey, messageId: string | null) => void
  focusKey: ConversationKey | null
  onFocused: () => void
  onSettle: (item: QueueItem) => void
  /** An act in a conversation was undone, and nothing has the focus. */
  onUndone: (conversation: ConversationKey) => void
  /** What stands at the foot, where it moves no row when it comes. */
  below: ReactNode
}

/** The left side of the inbox: search, the Pages, and the queue or what was found. */
export function QueueColumn(props: QueueColumnProps) {
  const { shops, view, chosen, isFirstLook, openKey, onOpen, focusKey, onFocused, onSettle, onUndone, below } = props
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [followed, setFollowed] = useState<QueueView | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<SearchResultsHandle>(null)
  const { pageId, platform } = chosen ?? noPage
  const searching = text.trim() !== ''
  const openFromQueue = useCallback((key: ConversationKey) => onOpen(key, null), [onOpen])
  const pages = chosen === null && shops.length > 1 ? shops : noPages
  const page = useMemo(() => (pageId === null || platform === null ? null : { pageId, platform }), [pageId, platform])
  const viewAddresses = useMemo(() => viewAddressesOf(pageId, openKey), [pageId, openKey])

  // The rows are hidden meanwhile: whoever comes back from the conversation comes to what was found.
  useEffect(() => {
    if (!searching || !focusKey) return
    field.current?.focus()
    onFocused()
  }, [searching, focusKey, onFocused])

  function backToBox(how: 'stay' | 'end'): void {
    if (how === 'end') setText('')
    field.current?.focus()
  }

  return (
    <section className="queue" aria-label={t('page.queue.label')}>
      <h1 className="unseen">{t('page.main.inbox')}</h1>
      <SearchBox text={text} onText={setText} onGoOn={(how) => results.current?.goOn(how)} field={field} />
      {shops.length > 1 && <PageSwitch shops={shops} view={view} chosen={chosen} openKey={openKey} />}
      <div className="queue-frame">
        {searching && <SearchResults page={page} pages={pages} text={text} onOpen={onOpen} onBack={backToBox} handle={results} />}
        {/* Kept while the owner searches, with where it was scrolled to. */}
        <div className="queue-body" hidden={searching}>
          <Queue
            key={`${view} ${pageId ?? ''}`}
            view={view}
            viewAddresses={viewAddresses}
            onFollow={setFollowed}
            followed={followed}
            page={page}
            pages={pages}
            isFirstLook={isFirstLook}
            openKey={openKey}
            focusKey={searching ? null : focusKey}
            onFocused={onFocused}
            onOpen={openFromQueue}
            onSettle={onSettle}
          />
        </div>
      </div>
      <UndoBar onUndone={onUndone} />
      <div className="queue-foot">{below}</div>
    </section>
  )
}

const noPages: Shop[] = []
const noPage = { pageId: null, platform: null }

function viewAddressesOf(pageId: string | null, openKey: ConversationKey | null): Record<QueueView, string> {
  const addressOf = (view: QueueView) => inboxAddress(view, pageId, openKey)
  return { waiting: addressOf('waiting'), done: addressOf('done'), all: addressOf('all') }
}
