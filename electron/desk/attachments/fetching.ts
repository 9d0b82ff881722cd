import type { AttachmentKind, Page } from '../../../shared/model'
import { mayDownload } from '../download-hosts'
import type { PlatformClient } from '../platform/client'
import { attachmentsOf } from '../platform/attachments'
import type { Clock, Http, Log } from '../ports'
import type { Store } from '../storage/database'
import { largestContentBytes, type ContentFiles } from './content-files'
import { contentHosts } from './content-origin'
import { mediaTypeOf } from './media-type'

/** Films and files above this, in bytes, are fetched when somebody opens them. */
const largestUnaskedBytes = 5 * 1024 * 1024
const downloadTimeoutMs = 5 * 60_000
const firstPauseMs = 30_000
const longestPauseMs = 6 * 3_600_000

/** This many failures in a row are taken for trouble on the way, and all fetching rests. */
const failuresBeforeRest = 3

/** An address that has expired answers with one of these. */
const expiredStatuses = new Set([403, 404, 410])

/** Brings the content of one Page's attachments to this computer, newest first. */
export type AttachmentFetching = {
  /** Fetches what waits, one after the other; also when there is something new. */
  wake(): void
  /** Fetches one attachment's content at once, large or not. Resolves when that has ended, well or not. */
  fetchNow(messageId: string, ordinal: number): Promise<void>
  /** Resolves when nothing of it touches the disk any more, once its signal has ended it. */
  ended(): Promise<void>
}

type WaitingRow = {
  conversation_id: string
  message_id: string
  ordinal: number
  kind: AttachmentKind
  url: string | null
  attempts: number
}

type Fetched = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'too-large' | 'gone' | 'failed' }
type Downloaded = Fetched | { kind: 'expired' }

const waitingColumns = 'conversation_id, message_id, ordinal, kind, url, attempts'
const ofAttachment = 'page_id = $pageId AND platform = $platform AND message_id = $messageId AND ordinal = $ordinal'

/** Makes the fetching of one Page. Downloads are no calls to the platform; reading a message again for a new address is one. */
export function createAttachmentFetching(options: {
  page: Page
  store: Store
  files: ContentFiles
  client: Pick<PlatformClient, 'readMessage'>
  http: Pick<Http, 'download'>
  clock: Pick<Clock, 'now' | 'setTimer'>
  log: Log
  platformUrl: string
  /** Ends the fetching: the store may be closed after that. */
  signal: AbortSignal
  /** Hears of conversations whose attachments are not as they were. */
  announce: (conversationIds: string[]) => void
}): AttachmentFetching {
  const { store, files, client, http, clock, log, signal, announce } = options
  const pageKey = { pageId: options.page.pageId, platform: options.page.platform }
  const hosts = contentHosts(options.platformUrl)
  const underWay = new Map<string, Promise<void>>()
  /** Not before these moments; never for what is fetched only when it is asked for. */
  const notBefore = new Map<string, number>()
  let failuresInARow = 0
  let restsUntil = 0
  let working = false
  let cancelTimer = () => {}
  signal.addEventListener('abort', () => cancelTimer())

  async function work(): Promise<void> {
    if (working || signal.aborted) return
    working = true
    try {
      for (let row = nextRow(); row; row = nextRow()) await fetchOnce(row, largestUnaskedOf(row))
    } catch (error) {
      log('error', 'fetching-broke', { reason: String(error) })
      restsUntil = clock.now() + firstPauseMs
    } finally {
      working = false
    }
    setTimer()
  }

  function nextRow(): WaitingRow | undefined {
    const now = clock.now()
    if (signal.aborted || restsUntil > now) return undefined
    const held = [...notBefore.values()].filter((moment) => moment > now).length
    return store
      .all<WaitingRow>(
        `SELECT ${waitingColumns} FROM attachments
         WHERE page_id = $pageId AND platform = $platform AND content = 'waiting'
           AND NOT (kind IN ('video', 'file') AND coalesce(size_bytes, 0) > ${largestUnaskedBytes})
         ORDER BY sent_at DESC, ordinal LIMIT $count`,
        { ...pageKey, count: held + underWay.size + 1 },
      )
      .find((row) => (notBefore.get(nameOf(row)) ?? 0) <= now && !underWay.has(nameOf(row)))
  }

  function setTimer(): void {
    cancelTimer()
    if (signal.aborted) return
    const now = clock.now()
    const moments = [...notBefore.values()].filter((moment) => moment > now && Number.isFinite(moment))
    const next = restsUntil > now ? restsUntil : Math.min(...moments)
    if (Number.isFinite(next)) cancelTimer = clock.setTimer(next, () => void work())
  }

  function fetchOnce(row: WaitingRow, largestBytes: number): Promise<void> {
    const name = nameOf(row)
    const fetching = fetchContent(row, largestBytes)
      .then((fetched) => (signal.aborted ? undefined : settle(row, fetched, largestBytes)))
      .catch((error: unknown) => {
        log('error', 'attachment-not-kept', { reason: String(error) })
        if (!signal.aborted) tryLater(row)
      })
      .finally(() => underWay.delete(name))
    underWay.set(name, fetching)
    return fetching
  }

  async function fetchContent(row: WaitingRow, largestBytes: number): Promise<Fetched> {
    const first = row.url === null ? { kind: 'expired' as const } : await download(row.url, largestBytes)
    if (first.kind !== 'expired') return first
    if (signal.aborted) return { kind: 'failed' }
    const renewed = await renewAddress(row)
    if (renewed.kind !== 'address') return renewed
    const second = await download(renewed.url, largestBytes)
    return second.kind === 'expired' ? { kind: 'gone' } : second
  }

  async function download(url: string, largestBytes: number): Promise<Downloaded> {
    if (!mayDownload(new URL(url), hosts)) return { kind: 'gone' }
    const outcome = await http.download({ url, hosts, timeoutMs: downloadTimeoutMs, largestBytes }, signal)
    if (outcome.kind !== 'bytes') return outcome
    if (expiredStatuses.has(outcome.status)) return { kind: 'expired' }
    return outcome.status === 200 && outcome.bytes.length > 0 ? { kind: 'bytes', bytes: outcome.bytes } : { kind: 'failed' }
  }

  /** Reads the message again, which gives new addresses for everything that it carries. */
  async function renewAddress(row: WaitingRow): Promise<{ kind: 'address'; url: string } | { kind: 'gone' | 'failed' }> {
    const message = await client.readMessage(row.message_id, signal)
    if (signal.aborted) return { kind: 'failed' }
    if (!message.ok) return { kind: message.error.code === 'message-gone' || message.error.code === 'not-at-facebook' ? 'gone' : 'failed' }
    if (!message.value.readable) return { kind: 'gone' }
    const attachments = attachmentsOf(message.value)
    store.write((writer) => {
      for (const [ordinal, { url }] of attachments.entries()) {
        writer.run(`UPDATE attachments SET url = $url WHERE ${ofAttachment} AND content = 'waiting'`, {
          ...pageKey,
          messageId: row.message_id,
          ordinal,
          url,
        })
      }
    })
    const url = attachments[row.ordinal]?.url ?? null
    return url === null ? { kind: 'gone' } : { kind: 'address', url }
  }

  async function settle(row: WaitingRow, fetched: Fetched, largestBytes: number): Promise<void> {
    if (fetched.kind === 'failed') return tryLater(row)
    failuresInARow = 0
    notBefore.delete(nameOf(row))
    if (fetched.kind === 'bytes') return keep(row, fetched.bytes)
    if (fetched.kind === 'too-large' && largestBytes < largestContentBytes) {
      notBefore.set(nameOf(row), Infinity)
      return
    }
    become(row, "content = $content, file = NULL", { content: fetched.kind })
  }

  async function keep(row: WaitingRow, bytes: Uint8Array): Promise<void> {
    const file = files.nameFor({ kind: 'attachment', ...pageKey, messageId: row.message_id, ordinal: row.ordinal })
    await files.write(file, bytes)
    if (signal.aborted) return
    const mimeType = mediaTypeOf(bytes, row.kind === 'audio')
    become(row, "content = 'kept', file = $file, mime_type = $mimeType, size_bytes = $size", { file, mimeType, size: bytes.length })
  }

  function tryLater(row: WaitingRow): void {
    const now = clock.now()
    failuresInARow += 1
    if (failuresInARow >= failuresBeforeRest) restsUntil = now + pauseMs(failuresInARow - failuresBeforeRest + 1)
    notBefore.set(nameOf(row), now + pauseMs(row.attempts + 1))
    try {
      store.write((writer) => writer.run(`UPDATE attachments SET attempts = attempts + 1 WHERE ${ofAttachment}`, keyOf(row)))
    } catch (error) {
      // On a full disk the pause in memory holds.
      log('error', 'attempt-not-kept', { reason: String(error) })
    }
  }

  function become(row: WaitingRow, change: string, values: Record<string, string | number>): void {
    store.write((writer) => writer.run(`UPDATE attachments SET ${change} WHERE ${ofAttachment}`, { ...keyOf(row), ...values }))
    announce([row.conversation_id])
  }

  function keyOf({ message_id, ordinal }: Pick<WaitingRow, 'message_id' | 'ordinal'>) {
    return { ...pageKey, messageId: message_id, ordinal }
  }

  return {
    wake: () => void work(),
    async fetchNow(messageId, ordinal) {
      const place = { message_id: messageId, ordinal }
      // What is under way may be the background's, which leaves large content where it is.
      await underWay.get(nameOf(place))
      if (signal.aborted) return
      const row = store.get<WaitingRow>(
        `SELECT ${waitingColumns} FROM attachments WHERE ${ofAttachment} AND content = 'waiting'`,
        keyOf(place),
      )
      if (row) await (underWay.get(nameOf(place)) ?? fetchOnce(row, largestContentBytes))
      if (!working) setTimer()
    },
    async ended() {
      await Promise.all(underWay.values())
    },
  }
}

function largestUnaskedOf({ kind }: WaitingRow): number {
  return kind === 'video' || kind === 'file' ? largestUnaskedBytes : largestContentBytes
}

function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 4 ** Math.min(failures - 1, 10))
}

function nameOf({ message_id, ordinal }: Pick<WaitingRow, 'message_id' | 'ordinal'>): string {
  return `${ordinal} ${message_id}`
}
