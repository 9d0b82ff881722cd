import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readReadingState } from '../../electron/desk/inbox/archive'
import { readConversation } from '../../electron/desk/inbox/conversation'
import { listConversations } from '../../electron/desk/inbox/queue'
import { createSync, type Sync } from '../../electron/desk/inbox/sync'
import { keepConnected } from '../../electron/desk/pages'
import type { PlatformClient, ReceivedConversation, ReceivedMessage } from '../../electron/desk/platform/client'
import { createSchemas } from '../../electron/desk/platform/schemas'
import type { Clock } from '../../electron/desk/ports'
import { openStore, type Store } from '../../electron/desk/storage/database'
import { newStoreKey } from '../../electron/desk/storage/key-check'
import { success } from '../../shared/problems'
import { hour, minute, monday } from './desk-at-work'

const page = { pageId: '104100', platform: 'messenger' as const, name: 'Le Port', colour: 0 }
const schemas = createSchemas('http://127.0.0.1:4000')

let folder: string
let store: Store
let sync: Sync
let now: number
let clockListener: () => void
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-sync-'))
  const opened = openStore(join(folder, 'comptoir.db'), newStoreKey(), () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  now = monday
  keepConnected(store, page, now)
})
afterEach(() => {
  sync.stop()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

type Listed = { conversations: ReceivedConversation[]; unreadable: number }

/** A sync over a platform of which each answer is given. */
function syncWith(listed: Listed, messages: ReceivedMessage[] = [], unreadCount = 0): { messageCalls: () => number } {
  let messageCalls = 0
  const client: Pick<PlatformClient, 'listConversations' | 'listMessages'> = {
    listConversations: () => Promise.resolve(success({ ...listed, after: null })),
    listMessages(_conversationId, { limit, after }) {
      messageCalls += 1
      const from = Number(after ?? 0)
      const end = from + limit
      return Promise.resolve(success({ messages: messages.slice(from, end), unreadable: 0, after: end < messages.length ? String(end) : null }))
    },
  }
  const clock: Pick<Clock, 'now' | 'setTimer' | 'isInDoubt' | 'onChange'> = {
    now: () => now,
    setTimer: () => () => {},
    isInDoubt: () => false,
    onChange(listener) {
      clockListener = listener
      return () => {}
    },
  }
  sync = createSync({
    page, store, client: client as PlatformClient, clock: clock as Clock, log: () => {},
    budget: { standing: () => ({ callsInLastDay: 0, quota: 10_000, usagePercent: null, blockedUntil: null }) },
    profile: { hours: () => null, unreadCount: () => Promise.resolve(unreadCount) },
    timeZone: () => 'Europe/Paris',
    basis: () => ({ now, replyTargetMinutes: 15 }),
    announce: () => {}, connectionChanged: () => {}, passOver: () => {}, firstSyncEnded: () => {}, checked: () => {},
  })
  return { messageCalls: () => messageCalls }
}

/** As the platform gives it; `newest` is the number of its newest message. */
function messagesOf(newest: number, count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `m_${newest - index}`,
    created_time: new Date(monday - (index + 1) * minute).toISOString(),
    from: { id: '444', name: 'Claire Fontaine' },
    message: `message ${newest - index}`,
  }))
}

function conversationOf(json: object): ReceivedConversation {
  const [conversation] = schemas.conversationPage.parse({ data: [{ id: 't_1', updated_time: new Date(monday).toISOString(), ...json }] }).entries
  if (!conversation) throw new Error('not a conversation')
  return conversation
}

describe('a look', () => {
  test('at a list of which nothing can be read is not one at an app that shows testers only', async () => {
    syncWith({ conversations: [], unreadable: 3 }, [], 2)
    await sync.check()
    expect(sync.connection()).toMatchObject({ state: 'connected', problem: null })
    expect(readReadingState(store, page).firstSyncEndedAt).toBe(monday)
  })

  test('takes the customer from the messages when the platform names no participants, so that there is somebody to answer', async () => {
    syncWith({ conversations: [conversationOf({ message_count: 2, messages: { data: messagesOf(2, 2) } })], unreadable: 0 })
    await sync.check()
    const { items } = listConversations(store, [page], { view: 'waiting', offset: 0, limit: 10 }, { now, replyTargetMinutes: 15 })
    expect(items).toMatchObject([{ customerName: 'Claire Fontaine' }])
    expect(store.get('SELECT customer_id FROM conversations')).toEqual({ customer_id: '444' })
  })

  test('reads a conversation on as long as the platform gives its messages', async () => {
    const messages = schemas.messagePage.parse({ data: messagesOf(130, 130) }).entries
    const platform = syncWith({ conversations: [conversationOf({ message_count: 130, messages: { data: messagesOf(130, 5) } })], unreadable: 0 }, messages)
    await sync.check()
    const key = { ...page, conversationId: 't_1' }
    const read = readConversation(store, key, { count: 500, reachMessageId: null }, { now, replyTargetMinutes: 15 })
    expect(read?.messages.map(({ text }) => text)).toEqual(Array.from({ length: 130 }, (_, index) => `message ${index + 1}`))
    expect(read?.messages.every(({ unavailableBefore }) => unavailableBefore === 0)).toBe(true)
    expect(platform.messageCalls()).toBe(3)
  })

  test('is not hours ahead when the clock is set back by hours', async () => {
    syncWith({ conversations: [], unreadable: 0 })
    await sync.check()
    now -= 5 * hour
    clockListener()
    const { lastCheckedAt, nextCheckAt } = sync.connection()
    expect(lastCheckedAt).toBe(now)
    expect((nextCheckAt ?? 0) - now).toBeLessThan(2 * minute)
  })
})
