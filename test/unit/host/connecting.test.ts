import { beforeEach, describe, expect, test } from 'vitest'
import type { DeskFunctions, IdentifiedToken } from '../../../electron/desk/worker-protocol'
import { createConnecting, type Connecting } from '../../../electron/host/connecting'
import { createPageSecrets } from '../../../electron/host/page-secrets'
import type { PageKey, Shop } from '../../../shared/model'
import { failure, success, type Result } from '../../../shared/problems'
import { createTestKeychain, type TestKeychain } from './kept-secrets'

const bakery = { pageId: '222', platform: 'messenger' as const, name: 'Boulangerie du Port' }
const clothes = { pageId: '333', platform: 'messenger' as const, name: 'Zibeline' }

let keychain: TestKeychain
let connected: PageKey[]
let withoutKeychain: 'always' | 'for-now' | null
let opened: Result<Shop[]> | null
let disconnected: string[]

beforeEach(() => {
  keychain = createTestKeychain()
  connected = []
  withoutKeychain = null
  opened = null
  disconnected = []
})

/** Connecting at a platform where a Page's token is its name, and any other is of the person who looks after both Pages. */
function connecting(): Connecting {
  const page = (token: string) => [bakery, clothes].find(({ name }) => name === token)
  const accounts = [bakery, clothes].map((account) => ({ ...account, token: account.name, canMessage: true }))
  const desk: Pick<DeskFunctions, 'identify' | 'disconnectPage'> = {
    identify({ token }) {
      const found = page(token)
      return Promise.resolve(success<IdentifiedToken>(found ? { kind: 'page', page: found } : { kind: 'person', accounts }))
    },
    disconnectPage: ({ pageId }) => Promise.resolve(void disconnected.push(pageId)),
  }
  return createConnecting({
    platformUrl: 'http://127.0.0.1:1',
    givenToken: null,
    withoutKeychain: () => withoutKeychain,
    pageSecrets: createPageSecrets(keychain, null),
    desk: () => desk as DeskFunctions,
    connectedPages: () => connected,
    findOrMakeStore: () => Promise.resolve(success({ folder: '', key: '', endsWithThisRun: false })),
    openShops: (_store, pages) => Promise.resolve(opened ?? success(pages as Shop[])),
  })
}

const tokensKept = () => [...keychain.entries.keys()].filter((account) => account.startsWith('page:'))

describe('disconnecting', () => {
  test('fails, and the Page stays connected, while the keychain that has its token cannot be reached', async () => {
    const desk = connecting()
    await desk.connect({ token: bakery.name, appSecret: 'a secret' })
    connected = [bakery]
    for (const problem of ['keychain-unavailable', 'keychain-locked'] as const) {
      keychain.problem = problem
      expect(await desk.disconnect(bakery, 'keep')).toEqual({ ok: false, error: { code: problem } })
    }
    withoutKeychain = 'for-now'
    keychain.problem = 'keychain-unavailable'
    expect(await desk.disconnect(bakery, 'keep')).toMatchObject({ ok: false })
    expect(disconnected).toEqual([])
    keychain.problem = null
    expect(await desk.disconnect(bakery, 'keep')).toMatchObject({ ok: true })
    expect(disconnected).toEqual([bakery.pageId])
    expect([...keychain.entries]).toEqual([])
  })

  test('needs no keychain where no secret was ever kept', async () => {
    withoutKeychain = 'always'
    keychain.problem = 'keychain-unavailable'
    const desk = connecting()
    await desk.connect({ token: bakery.name })
    connected = [bakery]
    expect(await desk.disconnect(bakery, 'keep')).toMatchObject({ ok: true })
    expect(disconnected).toEqual([bakery.pageId])
  })
})

describe('connecting that fails half way', () => {
  test('leaves no token of a Page when the shop cannot be opened', async () => {
    opened = failure('store-damaged')
    const desk = connecting()
    expect(await desk.connect({ token: bakery.name, appSecret: 'a secret' })).toEqual({ ok: false, error: { code: 'store-damaged' } })
    expect([...keychain.entries]).toEqual([])
  })

  test('leaves no token of the first Page when the second’s cannot be kept', async () => {
    const desk = connecting()
    await desk.connect({ token: 'a person' })
    keychain.failingAccount = `page:${clothes.pageId}`
    expect(await desk.connectOffered([bakery.pageId, clothes.pageId])).toEqual({ ok: false, error: { code: 'keychain-locked' } })
    expect(tokensKept()).toEqual([])
  })

  test('leaves a Page that was connected its token', async () => {
    connected = [bakery]
    opened = failure('store-damaged')
    await connecting().connect({ token: bakery.name })
    expect(tokensKept()).toEqual([`page:${bakery.pageId}`])
  })
})
