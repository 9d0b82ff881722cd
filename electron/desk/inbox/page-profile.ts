import { z } from 'zod'
import type { PageKey } from '../../../shared/model'
import type { PageDescription, PlatformClient } from '../platform/client'
import type { Clock, Log } from '../ports'
import type { Store } from '../storage/database'

const dayMs = 24 * 3_600_000

const hoursSchema = z.record(z.string(), z.string())

/** What a Page says of itself, read at the start and daily. */
export type PageProfile = {
  start(): void
  /** Its opening hours as the platform gave them last, also in an earlier run; null when it gives none. */
  hours(): Record<string, string> | null
  /** How many conversations Meta counts as unread, as of `withinMs` ago at most; null when it does not say. */
  unreadCount(withinMs: number): Promise<number | null>
  stop(): void
}

/** Makes the profile of one Page. `described` hears what the Page says of itself each time it was read. */
export function createPageProfile(options: {
  page: PageKey
  store: Store
  client: PlatformClient
  clock: Clock
  log: Log
  described: (description: PageDescription) => void
}): PageProfile {
  const { store, client, clock, log, described } = options
  const page = { pageId: options.page.pageId, platform: options.page.platform }
  const closing = new AbortController()
  let underWay: Promise<void> | null = null
  let unread: { count: number | null; readAt: number } | null = null
  let hours = readHours()
  let cancelTimer = () => {}

  function readHours(): Record<string, string> | null {
    const row = store.get<{ hours: string | null }>('SELECT hours FROM pages WHERE page_id = $pageId AND platform = $platform', page)
    return row?.hours ? hoursSchema.parse(JSON.parse(row.hours)) : null
  }

  function read(): Promise<void> {
    underWay ??= readOnce()
      .catch((error: unknown) => log('error', 'page-not-read', { reason: String(error) }))
      .finally(() => {
        underWay = null
      })
    return underWay
  }

  async function readOnce(): Promise<void> {
    const answer = await client.readPage(page.pageId, closing.signal)
    if (closing.signal.aborted) return
    cancelTimer()
    cancelTimer = clock.setTimer(clock.now() + dayMs, () => void read())
    if (!answer.ok) return
    hours = answer.value.hours
    unread = { count: answer.value.unreadMessageCount, readAt: clock.now() }
    store.write((writer) =>
      writer.run('UPDATE pages SET hours = $hours, described_at = $now WHERE page_id = $pageId AND platform = $platform', {
        ...page,
        hours: hours ? JSON.stringify(hours) : null,
        now: clock.now(),
      }),
    )
    described(answer.value)
  }

  return {
    start: () => void read(),
    hours: () => hours,
    async unreadCount(withinMs) {
      if (!unread || clock.now() - unread.readAt > withinMs) await read()
      return unread?.count ?? null
    },
    stop() {
      closing.abort()
      cancelTimer()
    },
  }
}
