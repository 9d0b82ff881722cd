import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { largestContentBytes, openContentFiles } from '../../electron/desk/attachments/content-files'
import { createAttachmentFetching, type AttachmentFetching } from '../../electron/desk/attachments/fetching'
import { addMessage, type NewAttachment } from '../../electron/desk/inbox/messages'
import { keepConnected } from '../../electron/desk/pages'
import type { DownloadOutcome, DownloadRequest } from '../../electron/desk/ports'
import { openStore, type Store } from '../../electron/desk/storage/database'
import { newStoreKey } from '../../electron/desk/storage/key-check'
import type { Attachment } from '../../shared/model'
import { failure } from '../../shared/problems'
import { hour, minute, monday } from './desk-at-work'

const page = { pageId: '104100', platform: 'messenger' as const, name: 'Le Port', colour: 0 }
const pageKey = { pageId: page.pageId, platform: page.platform }
const megabyte = 1024 * 1024

let folder: string
let store: Store
let fetching: AttachmentFetching
let ending: AbortController
let now: number
let timers: { at: number; callback: () => void }[]
let asked: DownloadRequest[]
let renewals: string[]
let answer: (request: DownloadRequest) => DownloadOutcome | Promise<DownloadOutcome>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-fetching-'))
  const storeKey = newStoreKey()
  const opened = openStore(join(folder, 'comptoir.db'), storeKey, () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  keepConnected(store, page, monday)
  store.write((writer) =>
    writer.run(
      `INSERT INTO conversations (page_id, platform, conversation_id, customer_name, platform_updated_at, last_message_at)
       VALUES ($pageId, $platform, 't_1', 'Claire', 0, 0)`,
      pageKey,
    ),
  )
  now = monday
  timers = []
  asked = []
  renewals = []
  ending = new AbortController()
  answer = () => ({ kind: 'bytes', status: 200, contentType: 'text/html', bytes: Buffer.from('%PDF-1.7') })
  fetching = createAttachmentFetching({
    page,
    store,
    files: openContentFiles(folder, storeKey),
    client: {
      readMessage: (id) => Promise.resolve((renewals.push(id), failure('unreachable'))),
    },
    http: {
      download: async (request) => {
        asked.push(request)
        const outcome = await answer(request)
        return outcome.kind === 'bytes' && outcome.bytes.length > request.largestBytes ? { kind: 'too-large' } : outcome
      },
    },
    clock: {
      now: () => now,
      setTimer(at, callback) {
        const timer = { at, callback }
        timers.push(timer)
        return () => void (timers = timers.filter((other) => other !== timer))
      },
    },
    log: () => {},
    platformUrl: 'https://graph.facebook.com',
    signal: ending.signal,
    announce: () => {},
  })
})
afterEach(async () => {
  ending.abort()
  await fetching.ended()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

function add(number: number, facts: Partial<NewAttachment> = {}): void {
  const unknown = { mimeType: null, sizeBytes: null, width: null, height: null, title: null, details: null, linkUrl: null }
  const url = `https://scontent.xx.fbcdn.net/${number}`
  const attachment: NewAttachment = { kind: 'image', name: '', ...unknown, url, content: 'waiting', ...facts }
  const message = { id: `m_${number}`, sender: 'customer' as const, sentAt: monday + number * 1000, text: '', reactions: [], replyTo: null, raw: '{}' }
  store.write((writer) => addMessage(writer, { ...pageKey, conversationId: 't_1' }, { ...message, attachments: [attachment] }))
}

function contents(): Record<string, Attachment['content']> {
  const rows = store.all<{ message_id: string; content: Attachment['content'] }>('SELECT message_id, content FROM attachments ORDER BY sent_at')
  return Object.fromEntries(rows.map((row) => [row.message_id, row.content]))
}

const settleAs = (expected: Record<string, Attachment['content']>) => vi.waitFor(() => expect(contents()).toEqual(expected))
const askedPaths = () => asked.map(({ url }) => new URL(url).pathname)

/** Lets time pass as the clock would, timer by timer. */
async function pass(ms: number): Promise<void> {
  const end = now + ms
  for (;;) {
    const next = timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0]
    if (!next) break
    timers = timers.filter((timer) => timer !== next)
    now = Math.max(now, next.at)
    next.callback()
    await vi.waitFor(() => expect(timers.length).toBeGreaterThan(0))
  }
  now = end
}

describe('fetching', () => {
  test('rests while the disk is full, and goes on after it', async () => {
    add(1)
    const full = vi.spyOn(store, 'write').mockImplementation(() => {
      throw new Error('database or disk is full')
    })
    fetching.wake()
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    full.mockRestore()
    now += minute
    timers[0]?.callback()
    await settleAs({ m_1: 'kept' })
  })

  test('goes newest first, one at a time, and only by addresses of Meta', async () => {
    let open = 0
    let most = 0
    answer = async () => {
      most = Math.max(most, (open += 1))
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return { kind: 'bytes', status: 200, contentType: null, bytes: Buffer.from('x') }
    }
    for (let number = 1; number <= 4; number += 1) add(number)
    add(5, { url: 'https://fbcdn.net.evil.example/5' })
    add(6, { url: 'https://evilfbcdn.net/6' })
    add(7, { url: 'http://scontent.xx.fbcdn.net/7' })
    add(8, { url: 'https://name:secret@scontent.xx.fbcdn.net/8' })
    add(9, { url: 'https://graph.facebook.com:8443/9' })
    add(10, { url: 'https://cdn.fbsbx.com/10' })
    fetching.wake()
    fetching.wake()
    await settleAs({
      m_1: 'kept', m_2: 'kept', m_3: 'kept', m_4: 'kept', m_5: 'gone', m_6: 'gone', m_7: 'gone', m_8: 'gone', m_9: 'gone', m_10: 'kept',
    })
    expect(askedPaths()).toEqual(['/10', '/4', '/3', '/2', '/1'])
    expect(most).toBe(1)
  })

  test('leaves large films and files until they are opened, and takes none above 25 MB', async () => {
    const sizes: Record<string, number> = { '/1': 6 * megabyte, '/2': 6 * megabyte, '/3': 6 * megabyte, '/4': largestContentBytes + 1, '/5': largestContentBytes + 1 }
    answer = ({ url }) => ({ kind: 'bytes', status: 200, contentType: null, bytes: new Uint8Array(sizes[new URL(url).pathname] ?? 1) })
    add(1, { kind: 'image' })
    add(2, { kind: 'video', sizeBytes: 6 * megabyte })
    add(3, { kind: 'file' })
    add(4, { kind: 'image' })
    add(5, { kind: 'video', sizeBytes: largestContentBytes + 1 })
    fetching.wake()
    await settleAs({ m_1: 'kept', m_2: 'waiting', m_3: 'waiting', m_4: 'too-large', m_5: 'waiting' })
    expect(askedPaths()).toEqual(['/4', '/3', '/1'])
    await fetching.fetchNow('m_2', 0)
    await fetching.fetchNow('m_3', 0)
    await fetching.fetchNow('m_5', 0)
    expect(contents()).toEqual({ m_1: 'kept', m_2: 'kept', m_3: 'kept', m_4: 'too-large', m_5: 'too-large' })
  })

  test('opened twice at once it is fetched once', async () => {
    add(1)
    await Promise.all([fetching.fetchNow('m_1', 0), fetching.fetchNow('m_1', 0)])
    expect(contents()).toEqual({ m_1: 'kept' })
    expect(asked).toHaveLength(1)
  })

  test('rests after failures in a row, longer each time, and goes on by itself', async () => {
    answer = () => ({ kind: 'failed' })
    for (let number = 1; number <= 50; number += 1) add(number)
    fetching.wake()
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    expect(asked).toHaveLength(3)
    await pass(minute)
    expect(asked.length).toBeLessThanOrEqual(5)
    await pass(23 * hour)
    expect(asked.length).toBeLessThan(20)
    answer = () => ({ kind: 'bytes', status: 200, contentType: null, bytes: Buffer.from('x') })
    now += 7 * hour
    fetching.wake()
    await vi.waitFor(() => expect(new Set(Object.values(contents()))).toEqual(new Set(['kept'])), 10_000)
  })

  test('an address without an answer of either kind is asked for again, never renewed', async () => {
    answer = () => ({ kind: 'bytes', status: 500, contentType: null, bytes: new Uint8Array() })
    add(1)
    fetching.wake()
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    expect(renewals).toEqual([])
    expect(contents()).toEqual({ m_1: 'waiting' })
  })

  test('an expired address stays waiting while the message cannot be read', async () => {
    answer = () => ({ kind: 'bytes', status: 403, contentType: null, bytes: new Uint8Array() })
    add(1)
    fetching.wake()
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    expect(renewals).toEqual(['m_1'])
    expect(contents()).toEqual({ m_1: 'waiting' })
  })

  test('ends with its signal: what arrives after that is not kept', async () => {
    let arrive = (_outcome: DownloadOutcome) => {}
    answer = () => new Promise((resolve) => (arrive = resolve))
    add(1)
    add(2)
    fetching.wake()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    ending.abort()
    arrive({ kind: 'bytes', status: 200, contentType: null, bytes: Buffer.from('x') })
    await fetching.ended()
    expect(contents()).toEqual({ m_1: 'waiting', m_2: 'waiting' })
    expect(asked).toHaveLength(1)
    expect(timers).toEqual([])
  })
})
