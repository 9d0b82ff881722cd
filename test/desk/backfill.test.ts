import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readArchive, writeReadingState } from '../../electron/desk/inbox/archive'
import { createBackfill } from '../../electron/desk/inbox/backfill'
import { keepConnected } from '../../electron/desk/pages'
import type { PlatformClient } from '../../electron/desk/platform/client'
import type { Clock } from '../../electron/desk/ports'
import { openStore, type Store } from '../../electron/desk/storage/database'
import { newStoreKey } from '../../electron/desk/storage/key-check'
import { failure, success } from '../../shared/problems'
import { monday } from './desk-at-work'

const page = { pageId: '104100', platform: 'messenger' as const }
const standing = { callsInLastDay: 0, quota: 10_000, usagePercent: null, blockedUntil: null }
let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-backfill-'))
  const opened = openStore(join(folder, 'comptoir.db'), newStoreKey(), () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  keepConnected(store, { ...page, name: 'Le Port' }, monday)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page of the list that the platform always refuses does not make the desk start from the newest for ever', async () => {
  store.write((writer) => writeReadingState(writer, page, { firstSyncEndedAt: monday, olderAfter: 'inner' }))
  const asked: (string | undefined)[] = []
  const client: Pick<PlatformClient, 'listConversations'> = {
    listConversations(_pageId, _limit, after) {
      asked.push(after)
      return Promise.resolve(after === 'inner' ? failure('request-refused') : success({ conversations: [], unreadable: 0, after: 'inner' }))
    },
  }
  let next: (() => void) | null = null
  const clock: Pick<Clock, 'now' | 'setTimer'> = {
    now: () => monday,
    setTimer(_at, callback) {
      next = callback
      return () => {}
    },
  }
  const backfill = createBackfill({
    page, store, client: client as PlatformClient, clock: clock as Clock, log: () => {},
    budget: { standing: () => standing }, passOver: () => {}, announce: () => {},
  })
  for (let look = 0; look < 10; look += 1) {
    next = backfill.goOn
    while (next) {
      const goOn: () => void = next
      next = null
      goOn()
      await new Promise(setImmediate)
    }
  }
  expect(asked).toEqual(['inner', undefined, 'inner', undefined, 'inner'])
  expect(readArchive(store, page).state).toBe('older')
})
