import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '@signalapp/sqlcipher'
import { expect, test } from 'vitest'
import { createDeskClock } from '../../electron/desk/clock'
import { createDesk } from '../../electron/desk/desk'
import { openSettings } from '../../electron/desk/settings/settings'
import { openStore } from '../../electron/desk/storage/database'
import { newStoreKey, storePath } from '../../electron/desk/storage/key-check'

test('a desk that breaks while it opens a store has none open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-opening-'))
  const storeKey = newStoreKey()
  const made = openStore(storePath(folder), storeKey, () => {})
  if (made.ok) made.value.close()
  const full = new Database(storePath(folder))
  full.pragma(`key = "x'${storeKey}'"`)
  full.exec("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
  full.close()

  const clock = createDeskClock(() => {})
  const preferences = { read: () => Promise.resolve({}), write: () => Promise.resolve() }
  const desk = createDesk(
    {
      clock,
      http: { send: () => Promise.resolve({ kind: 'unsent' }), download: () => Promise.resolve({ kind: 'failed' }) },
      vault: { readToken: () => Promise.resolve(null), readAppSecret: () => Promise.resolve(null) },
      preferences,
      notifier: { show: () => Promise.resolve(false) },
      opener: { open: () => Promise.resolve(false) },
      log: () => {},
    },
    await openSettings(preferences, { chosen: null, system: 'en' }),
    { event: () => {}, shopsChanged: () => {}, settingsChanged: () => {} },
  )
  const opening = { folder, storeKey, platformUrl: 'http://127.0.0.1:1', connect: [{ pageId: '222', platform: 'messenger' as const, name: 'Boulangerie du Port' }] }
  await expect(desk.openShops(opening)).rejects.toThrow('the disk is full')
  expect(await desk.answer('search', { page: null, query: 'bonjour', before: null, limit: 10 })).toEqual({ ok: false, error: { code: 'no-shop-open' } })
  clock.stop()
  rmSync(folder, { recursive: true, force: true })
})
