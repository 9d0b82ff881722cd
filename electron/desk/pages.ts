import { pageColourCount, type Page, type PageKey, type Platform } from '../../shared/model'
import type { Reader, Store } from './storage/database'

/** A Page to connect. */
export type PageToConnect = PageKey & { name: string }

/** The connected Pages, in the order in which they were connected. */
export function connectedPages(reader: Reader): Page[] {
  return reader
    .all<{ page_id: string; platform: Platform; name: string; colour: number }>(
      'SELECT page_id, platform, name, colour FROM pages WHERE connected = 1 ORDER BY connected_at, page_id',
    )
    .map((row) => ({ pageId: row.page_id, platform: row.platform, name: row.name, colour: row.colour }))
}

/** The Pages that are not connected any more and whose conversations were kept, with how many these are. */
export function keptPages(reader: Reader): (PageToConnect & { conversations: number })[] {
  return reader.all<PageToConnect & { conversations: number }>(
    `SELECT page_id AS pageId, platform, name, (SELECT count(*) FROM conversations
       WHERE conversations.page_id = pages.page_id AND conversations.platform = pages.platform) AS conversations
     FROM pages WHERE connected = 0 AND erasing = 0 ORDER BY name, page_id`,
  )
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
