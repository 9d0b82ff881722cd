import { pageColourCount, type Page, type PageKey, type Platform } from '../../shared/model'
import type { Reader, Store } from './storage/database'

/** A Page to connect. */
export type PageToConnect = PageKey & { name: string }

/** Everything of a Page in the store, in an order in which foreign keys let it be deleted. */
const tablesOfAPage = ['reminders', 'drafts', 'acts', 'attachments', 'deliveries', 'messages', 'conversations', 'calls', 'holds', 'pages']

/** The connected Pages, in the order in which they were connected. */
export function connectedPages(reader: Reader): Page[] {
  return reader
    .all<{ page_id: string; platform: Platform; name: string; colour: number }>(
      'SELECT page_id, platform, name, colour FROM pages WHERE connected = 1 ORDER BY connected_at, page_id',
    )
    .map((row) => ({ pageId: row.page_id, platform: row.platform, name: row.name, colour: row.colour }))
}

/** Keeps a Page as connected, at `now` (UTC milliseconds). A new one gets the first colour that none of the others has. */
export function keepConnected(store: Store, { pageId, platform, name }: PageToConnect, now: number): void {
  store.write((writer) => {
    const taken = new Set(connectedPages(writer).map((page) => page.colour))
    const free = Array.from({ length: pageColourCount }, (_, colour) => colour).find((colour) => !taken.has(colour))
    writer.run(
      `INSERT INTO pages (page_id, platform, name, connected, colour, connected_at)
       VALUES ($pageId, $platform, $name, 1, $colour, $now)
       ON CONFLICT DO UPDATE SET name = $name, connected = 1, colour = iif(connected = 1, colour, $colour),
         connected_at = iif(connected = 1, connected_at, $now)`,
      { pageId, platform, name, now, colour: free ?? taken.size % pageColourCount },
    )
  })
}

/** Keeps the name that a Page has now. */
export function renamePage(store: Store, { pageId, platform }: PageKey, name: string): void {
  store.write((writer) =>
    writer.run('UPDATE pages SET name = $name WHERE page_id = $pageId AND platform = $platform', { pageId, platform, name }),
  )
}

/** Marks a Page as not connected; its conversations stay. */
export function disconnectPage(store: Store, { pageId, platform }: PageKey): void {
  store.write((writer) =>
    writer.run('UPDATE pages SET connected = 0 WHERE page_id = $pageId AND platform = $platform', { pageId, platform }),
  )
}

/** Deletes everything of a Page from the store. */
export function erasePage(store: Store, { pageId, platform }: PageKey): void {
  store.write((writer) => {
    for (const table of tablesOfAPage) {
      writer.run(`DELETE FROM ${table} WHERE page_id = $pageId AND platform = $platform`, { pageId, platform })
    }
  })
}
