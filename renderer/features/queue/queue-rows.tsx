import { useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, type Dispatch, type SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationKey, Page, QueueItem, QueueView } from '../../../shared/model'
import { keyOf, keyText } from '../../conversation-key'
import { useTimeWords } from '../../ui/time-words'
import { entryAt, entryOfRow, headingsOf, type Heading } from './headings'
import type { QueueList, ShownQueue } from './kept-order'
import { windowRows, windowsOf } from './queue-windows'
import { ComingRow, GoneRow, Row } from './row'
import { useRowFocus } from './row-focus'

/** Heights in pixels, as `row.css` has them. */
const rowHeight = 56
const headingHeight = 34
/** Rows drawn beyond the edges. */
const rowsBeyond = 10
/** A window is asked for once the owner has stayed this long: what flies by is not read. */
const stayMs = 40

type QueueRowsProps = {
  queue: ShownQueue
  /** The list that gave the order. */
  order: QueueList
  view: QueueView
  pages: readonly Page[]
  openKey: ConversationKey | null
  focusKey: ConversationKey | null
  onFocused: () => void
  onOpen: (conversation: ConversationKey) => void
  onSettle: (item: QueueItem) => void
  /** Which windows the rows in sight lie in. */
  onNeeds: Dispatch<SetStateAction<readonly number[]>>
}

/** The rows of a view, of which only those in sight are drawn. */
export function QueueRows(props: QueueRowsProps) {
  const { queue, order, view, pages, openKey, focusKey, onFocused, onOpen, onSettle, onNeeds } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const headings = useMemo(() => headingsOf(order, view), [order, view])
  const openText = openKey ? keyText(openKey) : null
  const focus = useRowFocus({ queue, openText, scroller, show: (row) => rows.scrollToIndex(entryOfRow(headings, row)), settle })
  const { tabStop } = focus

  // eslint-disable-next-line react-hooks/incompatible-library -- a warning to React's compiler, which does not build this page
  const rows = useVirtualizer({
    count: queue.total + headings.length,
    getScrollElement: () => scroller.current,
    estimateSize: (entry) => (typeof entryAt(headings, entry) === 'number' ? rowHeight : headingHeight),
    getItemKey: (entry) => {
      const at = entryAt(headings, entry)
      return typeof at === 'number' ? (queue.rows.get(at)?.key ?? at) : at.name
    },
    rangeExtractor: (range) => drawnEntries(range, entryOfRow(headings, tabStop)),
  })
  // The heights depend on where the headings stand.
  useEffect(() => rows.measure(), [rows, headings])

  const from = rowOf(headings, rows.range?.startIndex ?? 0)
  const to = rowOf(headings, rows.range?.endIndex ?? 0)
  const needs = [...new Set([0, ...windowsOf(from, to), Math.floor(tabStop / windowRows) * windowRows])].sort((a, b) => a - b).join()
  useEffect(() => {
    const timer = setTimeout(() => onNeeds((before) => (before.join() === needs ? before : needs.split(',').map(Number))), stayMs)
    return () => clearTimeout(timer)
  }, [needs, onNeeds])

  const showFocusKey = useEffectEvent((key: ConversationKey) => {
    focus.take(queue.places.get(keyText(key)) ?? tabStop)
    onFocused()
  })
  useEffect(() => {
    if (focusKey) showFocusKey(focusKey)
  }, [focusKey])

  function settle(index: number): void {
    const row = queue.rows.get(index)
    if (row && !row.gone) onSettle(row.item)
  }

  const open = useCallback((item: QueueItem) => onOpen(keyOf(item)), [onOpen])

  function entry(at: Heading | number, top: number) {
    if (typeof at !== 'number') return <HeadingLine key={at.name} heading={at} top={top} />
    const row = queue.rows.get(at)
    if (!row) return <ComingRow key={at} top={top} />
    if (row.gone) return <GoneRow key={row.key} item={row.item} top={top} />
    const page = pages.find(({ pageId, platform }) => pageId === row.item.pageId && platform === row.item.platform)
    return (
      <Row
        key={row.key}
        item={row.item}
        index={at}
        total={queue.total}
        top={top}
        open={row.key === openText}
        tabStop={at === tabStop}
        pageName={page?.name ?? null}
        pageColour={page?.colour ?? 0}
        onFocus={focus.onRowFocus}
        onOpen={open}
        onSettle={focus.onRowSettle}
      />
    )
  }

  return (
    <div ref={scroller} className="list">
      <ul aria-label={t('page.queue.list')} style={{ height: rows.getTotalSize() }} onBlur={focus.onBlur} onKeyDown={focus.onKeyDown}>
        {rows.getVirtualItems().map(({ index, start }) => entry(entryAt(headings, index), start))}
      </ul>
    </div>
  )
}

/** The row at an entry, or the one below a heading. */
function rowOf(headings: readonly Heading[], entry: number): number {
  const at = entryAt(headings, entry)
  return typeof at === 'number' ? at : at.before
}

/** The entries in sight and around, and the one that the Tab key leads to. A list of one window is drawn whole: "find" and readers have all of it. */
function drawnEntries({ startIndex, endIndex, count }: Range, tabStop: number): number[] {
  const whole = count <= windowRows
  const first = whole ? 0 : Math.max(0, startIndex - rowsBeyond)
  const last = whole ? count - 1 : Math.min(count - 1, endIndex + rowsBeyond)
  const entries = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  if (tabStop < first) return [tabStop, ...entries]
  return tabStop > last && tabStop < count ? [...entries, tabStop] : entries
}

/** For the eye: a screen reader hears it with each row's reason. */
function HeadingLine({ heading, top }: { heading: Heading; top: number }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  return (
    <li className="head" aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      {t(`page.queue.${heading.name}`)}
      {heading.count !== null && <span>{words.number(heading.count)}</span>}
    </li>
  )
}
