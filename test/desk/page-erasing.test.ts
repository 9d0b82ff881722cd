import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openContentFiles, type ContentFiles } from '../../electron/desk/attachments/content-files'
import { search } from '../../electron/desk/inbox/search'
import { eraseMarkedPages, markForErasing, pagesToErase } from '../../electron/desk/page-erasing'
import { openStore, type Store } from '../../electron/desk/storage/database'
import { newStoreKey, storePath } from '../../electron/desk/storage/key-check'
import { openDeskAtWork, type DeskAtWork } from './desk-at-work'

const bakery = { pageId: '222', platform: 'messenger' as const }
const clothes = { pageId: '333', platform: 'messenger' as const }
const key = newStoreKey()
let folder = ''
let store: Store
let files: ContentFiles

function open(): void {
  const opened = openStore(storePath(folder), key, () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  files = openContentFiles(folder, key)
}

/** A Page with a row in every table, and this many messages. */
function fill({ pageId, platform }: typeof bakery, messageCount: number, words: string): void {
  const page = { pageId, platform }
  store.write((writer) => {
    const add = (table: string, values: Record<string, string | number>) => {
      const columns = ['page_id', 'platform', ...Object.keys(values)]
      const names = ['$pageId', '$platform', ...Object.keys(values).map((column) => `$${column}`)]
      writer.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${names.join(', ')})`, { ...page, ...values })
    }
    const conversation = { conversation_id: 't_1' }
    add('pages', { name: pageId, connected: 1 })
    add('conversations', { ...conversation, customer_name: 'Claire Fontaine', platform_updated_at: 1, last_message_at: 1 })
    for (let number = 0; number < messageCount; number += 1) {
      const position = number * 1000 + Number(pageId)
      add('messages', { ...conversation, position, message_id: `m_${number}`, sender: 'customer', sent_at: number, text: `${words} ${number}` })
    }
    add('attachments', { ...conversation, message_id: 'm_0', ordinal: 0, kind: 'image', name: 'photo', content: 'kept', sent_at: 1 })
    add('deliveries', { ...conversation, delivery_id: `d_${pageId}`, text: words, state: 'sent', created_at: 1, changed_at: 1 })
    add('acts', { ...conversation, act_id: `a_${pageId}`, acted_at: 1, act: '{"kind":"done"}' })
    add('drafts', { ...conversation, text: words, changed_at: 1 })
    add('reminders', { ...conversation, step: 'overdue', cause_message_id: 'm_0', told_at: 1 })
    add('calls', { minute: 1, count: 1 })
    add('holds', { lane: 'read', until: 1, times: 1 })
  })
}

/** How many rows each table has of a Page. */
function rowsOf({ pageId }: typeof bakery): Record<string, number> {
  const tables = store.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'messages_search%'
     AND EXISTS (SELECT 1 FROM pragma_table_info(sqlite_schema.name) WHERE name = 'page_id')`,
  )
  return Object.fromEntries(
    tables.map(({ name }) => [name, store.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${name} WHERE page_id = $pageId`, { pageId })?.rows ?? 0]),
  )
}

function found(page: typeof bakery, query: string): number {
  return search(store, [page], { query, before: null, limit: 100 }).messages.length
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-erasing-'))
  open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a Page that is erased', () => {
  test('leaves no row, no word of its messages in the index and no log, and the other Page is whole', async () => {
    fill(bakery, 250, 'tarte zygomorphe')
    fill(clothes, 250, 'robe bleue')
    const before = rowsOf(clothes)
    expect(Object.values(rowsOf(bakery))).not.toContain(0)
    markForErasing(store, bakery)
    await eraseMarkedPages(store, files, new AbortController().signal)

    expect([...new Set(Object.values(rowsOf(bakery)))]).toEqual([0])
    const words = store.all<{ block: Uint8Array<ArrayBuffer> }>('SELECT block FROM messages_search_data').map(({ block }) => Buffer.from(block).toString('latin1'))
    expect(words.filter((block) => block.includes('gomorph'))).toEqual([])
    expect(existsSync(`${storePath(folder)}-wal`) ? statSync(`${storePath(folder)}-wal`).size : 0).toBe(0)
    expect(rowsOf(clothes)).toEqual(before)
    expect(found(clothes, 'bleue')).toBe(100)
    expect(store.get("SELECT v FROM messages_search_config WHERE k = 'secure-delete'")).toEqual({ v: 1 })
  })

  test('lets the other work of the desk’s thread have a turn after every hundred messages', async () => {
    fill(bakery, 1000, 'tarte aux pêches')
    let turn = 0
    let isOver = false
    const takeTurn = () => {
      turn += 1
      if (!isOver) setImmediate(takeTurn)
    }
    setImmediate(takeTurn)
    const turnsWithSteps: number[] = []
    const messageCount = () => rowsOf(bakery)['messages'] ?? 0
    markForErasing(store, bakery)
    const counted: Store = {
      ...store,
      write(work) {
        turnsWithSteps.push(turn)
        const before = messageCount()
        const value = store.write(work)
        expect(before - messageCount()).toBeLessThanOrEqual(100)
        return value
      },
    }
    await eraseMarkedPages(counted, files, new AbortController().signal)
    isOver = true
    expect(turnsWithSteps.length).toBeGreaterThan(10)
    expect(new Set(turnsWithSteps).size).toBe(turnsWithSteps.length)
  })

  test('is erased to its end by the next start when this one ends at any step', async () => {
    fill(bakery, 250, 'tarte zygomorphe')
    markForErasing(store, bakery)
    for (let stepsOfARun = 1; pagesToErase(store).length > 0; stepsOfARun += 1) {
      expect(stepsOfARun).toBeLessThan(60)
      const run = new AbortController()
      let steps = 0
      await eraseMarkedPages({ ...store, write: (work) => (++steps === stepsOfARun && run.abort(), store.write(work)) }, files, run.signal)
      store.close()
      open()
    }
    expect([...new Set(Object.values(rowsOf(bakery)))]).toEqual([0])
    expect(store.get("SELECT v FROM messages_search_config WHERE k = 'secure-delete'")).toEqual({ v: 1 })
  })
})

describe('a desk', () => {
  let work: DeskAtWork
  beforeEach(async () => {
    work = await openDeskAtWork()
  })
  afterEach(() => work.close())

  test('that ends while it erases a Page has nothing of it left when the Page is connected again', async () => {
    const conversationId = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    await work.get('act', { conversationId, actId: crypto.randomUUID(), act: { kind: 'note-written', noteId: crypto.randomUUID(), text: 'Allergic to nuts' } })
    const erased = work.disconnect('erase')
    await work.crash()
    await erased
    await work.restart()
    expect((await work.get('readCustomer', { conversationId })).notes).toEqual([])
  })

  test.each([
    ['disconnected', () => work.disconnect('erase')],
    [
      'erased later',
      async () => {
        await work.disconnect('keep')
        await work.get('eraseKeptPage', {})
      },
    ],
  ])('does not let the owner wait for a Page that is %s, and has nothing of it left when it is connected again', async (_when, erase) => {
    const { conversation, message } = work.customerSends('Claire Fontaine', [{ type: 'image', name: 'photo.png' }])
    const content = { kind: 'attachment' as const, pageId: work.practice.pageId, platform: 'messenger' as const, messageId: message, ordinal: 0 }
    await work.get('checkNow', {})
    await work.get('act', { conversationId: conversation, actId: crypto.randomUUID(), act: { kind: 'note-written', noteId: crypto.randomUUID(), text: 'Allergic to nuts' } })
    expect(await work.readContent(content)).toMatchObject({ ok: true })
    await erase()
    expect(readdirSync(join(work.folder, 'attachments'))).not.toEqual([])
    expect(await work.get('listKeptPages', {})).toEqual({ pages: [] })
    await work.restart()
    expect((await work.get('readCustomer', { conversationId: conversation })).notes).toEqual([])
  })
})
