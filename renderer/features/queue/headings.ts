import type { QueueView } from '../../../shared/model'
import type { QueueList } from './kept-order'

/** A line above the row at `before`. */
export type Heading = { name: 'closing' | 'today' | 'tooLate'; before: number; count: number | null }

/** The lines that part the waiting customers: windows that close soon, who waits today, and who is too late here. */
export function headingsOf(list: QueueList, view: QueueView): Heading[] {
  if (view !== 'waiting') return []
  const reachable = list.total - list.missed
  let closing = 0
  while (closing < reachable && list.items.get(closing)?.attention.kind === 'closing') closing += 1
  const isWhole = closing === reachable || list.items.has(closing)
  const today = isWhole ? reachable - closing : 0
  const headings: Heading[] = []
  if (closing > 0) headings.push({ name: 'closing', before: 0, count: isWhole ? closing : null })
  if (today > 0 && (closing > 0 || list.missed > 0)) headings.push({ name: 'today', before: closing, count: today })
  if (list.missed > 0) headings.push({ name: 'tooLate', before: reachable, count: list.missed })
  return headings
}

/** Where a row stands among rows and headings. */
export function entryOfRow(headings: readonly Heading[], row: number): number {
  return row + headings.filter(({ before }) => before <= row).length
}

/** What stands at a place among rows and headings. */
export function entryAt(headings: readonly Heading[], entry: number): Heading | number {
  let row = entry
  for (const heading of headings) {
    if (heading.before === row) return heading
    if (heading.before > row) break
    row -= 1
  }
  return row
}
