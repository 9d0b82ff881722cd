import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../electron/desk/settings/settings'
import type { DeskFunctions, IdentifiedToken } from '../../../electron/desk/worker-protocol'
import type { DeskWorker } from '../../../electron/host/desk-worker'
import { createHost, type Host } from '../../../electron/host/host'
import type { HostPorts } from '../../../electron/host/ports'
import type { Shop } from '../../../shared/model'
import { failure, success, type Result } from '../../../shared/problems'
import { createTestKeychain, type TestKeychain } from './kept-secrets'

const parts = vi.hoisted((): { keychain: unknown; worker: unknown } => ({ keychain: null, worker: null }))

vi.mock('../../../electron/host/desk-worker', () => ({ startDeskWorker: () => parts.worker }))
vi.mock('../../../electron/host/keychain', async (original) => ({
  ...(await original<typeof import('../../../electron/host/keychain')>()),
  openKeychain: () => parts.keychain,
}))

const bakery = { pageId: '222', platform: 'messenger' as const, name: 'Boulangerie du Port' }

let dataFolder: string
let keychain: TestKeychain
let host: Host
let openShops: (pages: Shop[]) => Promise<Result<Shop[]>>
let closeShops: () => Promise<void>

/** A host whose desk knows every token as the bakery's, and opens what it is told to. */
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'comptoir-host-'))
  keychain = createTestKeychain()
  openShops = (pages) => Promise.resolve(success(pages))
  closeShops = () => Promise.resolve()
  const desk: Partial<DeskFunctions> = {
    readSettings: () => Promise.resolve(defaultSettings('en')),
    identify: () => Promise.resolve(success<IdentifiedToken>({ kind: 'page', page: bakery })),
    openShops: ({ connect }) => openShops(connect.map((page) => ({ ...page, colour: 0 }) as Shop)),
    followClock: () => Promise.resolve(),
    closeShops: () => closeShops(),
  }
  parts.keychain = keychain
  parts.worker = { desk: desk as DeskFunctions, close: () => Promise.resolve() } satisfies DeskWorker
  const ports: Partial<HostPorts> = {
    kind: 'browser',
    version: '0',
    dataFolder,
    platformUrl: 'http://127.0.0.1:1',
    language: { chosen: 'en', system: 'en' },
    openPreferences: () => ({ read: () => Promise.resolve({}), write: () => Promise.resolve() }),
    secrets: { token: null, storeKey: null },
  }
  host = createHost(ports as HostPorts)
  await host.start()
})
afterEach(async () => {
  await host.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const connect = () => host.request('connect', { token: 'a token' })
const tokensKept = () => [...keychain.entries.keys()].filter((account) => account.startsWith('page:'))

const endings = [
  ['is damaged', 'store-damaged', () => Promise.resolve(failure('store-damaged'))],
  ['cannot be written', 'folder-not-writable', () => Promise.resolve(failure('folder-not-writable'))],
  ['breaks the desk’s work', 'bug', () => Promise.reject(new Error('the disk is full'))],
] as const

describe.each(endings)('a store that %s', (_what, code, open) => {
  const problemScreen = { name: 'problem', problem: { code } }

  test('when a Page is connected takes the place of the open shop', async () => {
    await connect()
    expect(host.status().screen.name).toBe('shop')
    openShops = open
    expect(await connect()).toMatchObject({ ok: false, error: { code } })
    expect(host.status().screen).toMatchObject(problemScreen)
  })

  test('when the first Page is connected is the screen, and leaves no token', async () => {
    openShops = open
    expect(await connect()).toMatchObject({ ok: false, error: { code } })
    expect(host.status().screen).toMatchObject(problemScreen)
    expect(tokensKept()).toEqual([])
  })

  test('when the practice shop is opened, or left by connecting, is the screen', async () => {
    await connect()
    openShops = open
    await host.request('openPracticeShop', { scenario: 'bakery' })
    expect(host.status().screen).toMatchObject(problemScreen)
    openShops = (pages) => Promise.resolve(success(pages))
    await host.request('openPracticeShop', { scenario: 'bakery' })
    expect(host.status().screen).toMatchObject({ name: 'shop', practice: true })
    openShops = open
    await connect()
    expect(host.status().screen).toMatchObject(problemScreen)
  })
})

test('a practice shop that cannot be left is not shown as if it were open', async () => {
  for (const leaving of [connect, () => host.request('leavePracticeShop', {})]) {
    closeShops = () => Promise.resolve()
    await host.request('openPracticeShop', { scenario: 'bakery' })
    closeShops = () => Promise.reject(new Error('the desk has ended'))
    expect(await leaving()).toMatchObject({ ok: false, error: { code: 'bug' } })
    expect(host.status().screen).toMatchObject({ name: 'problem', problem: { code: 'bug' } })
  }
})
