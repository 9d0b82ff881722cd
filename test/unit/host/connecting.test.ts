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
let opened: Result<Shop[]> | Error | null
let disconnected: string[]
let downloads: string[]
let identified: () => Promise<void>
/** Never taken back. */
const wanted = new AbortController().signal
const gif = Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000')

beforeEach(() => {
  keychain = createTestKeychain()
  connected = []
  withoutKeychain = null
  opened = null
  disconnected = []
  downloads = []
  identified = () => Promise.resolve()
})

/** Connecting at a platform where a Page's token is its name, and any other is of the person who looks after both Pages. */
function connecting(pageSecrets = createPageSecrets(keychain, null)): Connecting {
  const page = (token: string) => [bakery, clothes].find(({ name }) => name === token)
  const accounts = [bakery, clothes].map((account) => ({ ...account, token: account.name, canMessage: true, pictureUrl: `http://127.0.0.1:1/${account.pageId}` }))
  const desk: Pick<DeskFunctions, 'identify' | 'disconnectPage'> = {
    async identify({ token }) {
      await identified()
      const found = page(token)
      return success<IdentifiedToken>(found ? { kind: 'page', page: found } : { kind: 'person', accounts })
    },
    disconnectPage: ({ pageId }) => Promise.resolve(void disconnected.push(pageId)),
  }
  return createConnecting({
    platformUrl: 'http://127.0.0.1:1',
    givenToken: null,
    withoutKeychain: () => withoutKeychain,
    pageSecrets,
    http: { download: ({ url }) => Promise.resolve({ kind: 'bytes', status: 200, contentType: null, bytes: (downloads.push(url), gif) }) },
    desk: () => desk as DeskFunctions,
    connectedPages: () => connected,
    findOrMakeStore: () => Promise.resolve(success({ folder: '', key: '', endsWithThisRun: false })),
    openShops: (_store, pages) => (opened instanceof Error ? Promise.reject(opened) : Promise.resolve(opened ?? success(pages as Shop[]))),
  })
}

const tokensKept = () => [...keychain.entries.keys()].filter((account) => account.startsWith('page:'))

describe('disconnecting', () => {
  test('fails, and the Page stays connected, while the keychain that has its token cannot be reached', async () => {
    const desk = connecting()
    await desk.connect({ token: bakery.name, appSecret: 'a secret' }, wanted)
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
    await desk.connect({ token: bakery.name }, wanted)
    connected = [bakery]
    expect(await desk.disconnect(bakery, 'keep')).toMatchObject({ ok: true })
    expect(disconnected).toEqual([bakery.pageId])
  })
})

describe('connecting that fails half way', () => {
  test('leaves no token of a Page when the shop cannot be opened', async () => {
    opened = failure('store-damaged')
    const desk = connecting()
    expect(await desk.connect({ token: bakery.name, appSecret: 'a secret' }, wanted)).toEqual({ ok: false, error: { code: 'store-damaged' } })
    expect([...keychain.entries]).toEqual([])
  })

  test('leaves no token of a Page when the desk ends while it opens the shop', async () => {
    opened = new Error('the desk has ended')
    await expect(connecting().connect({ token: bakery.name, appSecret: 'a secret' }, wanted)).rejects.toThrow('the desk has ended')
    expect([...keychain.entries]).toEqual([])
  })

  test('leaves no token of the first Page when the second’s cannot be kept', async () => {
    const desk = connecting()
    await desk.connect({ token: 'a person' }, wanted)
    keychain.failingAccount = `page:${clothes.pageId}`
    expect(await desk.connectOffered([bakery.pageId, clothes.pageId], wanted)).toEqual({ ok: false, error: { code: 'keychain-locked' } })
    expect(tokensKept()).toEqual([])
  })

  test('leaves a Page its secrets of before, also while the practice shop hides that it is connected', async () => {
    keychain.entries.set(`page:${bakery.pageId}`, 'an earlier token').set(`app-secret:${bakery.pageId}`, 'a secret')
    opened = failure('store-damaged')
    await connecting().connect({ token: bakery.name, appSecret: 'a secret' }, wanted)
    expect([...keychain.entries.keys()].toSorted()).toEqual([`app-secret:${bakery.pageId}`, `page:${bakery.pageId}`])
  })

  test('leaves a Page the token of this run, which no keychain has', async () => {
    withoutKeychain = 'for-now'
    keychain.problem = 'keychain-unavailable'
    const secrets = createPageSecrets(keychain, null)
    secrets.hold(bakery.pageId, { token: bakery.name, appSecret: null })
    opened = failure('store-damaged')
    await connecting(secrets).connect({ token: bakery.name }, wanted)
    expect(await secrets.readToken(bakery.pageId)).toBe(bakery.name)
  })
})

describe('connecting that is not wanted any more', () => {
  const cancelled = { ok: false, error: { code: 'connect-cancelled' } }

  test('while the platform is asked keeps nothing, connects nothing and offers nothing', async () => {
    for (const token of [bakery.name, 'a person']) {
      const leaving = new AbortController()
      identified = () => Promise.resolve(leaving.abort())
      const desk = connecting()
      expect(await desk.connect({ token }, leaving.signal)).toEqual(cancelled)
      expect(keychain.entries.size).toBe(0)
      expect(await desk.connectOffered([bakery.pageId], wanted)).toMatchObject({ error: { code: 'offer-over' } })
    }
  })

  test('while the keychain is asked leaves no token there', async () => {
    const leaving = new AbortController()
    const write = keychain.write
    keychain.write = (...entry) => (leaving.abort(), write(...entry))
    expect(await connecting().connect({ token: bakery.name }, leaving.signal)).toEqual(cancelled)
    expect(tokensKept()).toEqual([])
  })
})

describe('connecting that was given up before its turn came', () => {
  const cancelled = { ok: false, error: { code: 'connect-cancelled' } }
  let asked: number

  beforeEach(() => {
    asked = 0
    identified = () => Promise.resolve(void (asked += 1))
  })

  test('does not ask the platform', async () => {
    expect(await connecting().connect({ token: bakery.name }, AbortSignal.abort())).toEqual(cancelled)
    expect(asked).toBe(0)
  })

  test('asks it of none of the chosen Pages, or of no other once it is given up', async () => {
    const desk = connecting()
    await desk.connect({ token: 'a person' }, wanted)
    asked = 0
    expect(await desk.connectOffered([bakery.pageId, clothes.pageId], AbortSignal.abort())).toEqual(cancelled)
    expect(asked).toBe(0)
    const leaving = new AbortController()
    identified = () => Promise.resolve(void ((asked += 1), leaving.abort()))
    expect(await desk.connectOffered([bakery.pageId, clothes.pageId], leaving.signal)).toEqual(cancelled)
    expect(asked).toBe(1)
  })
})

describe('a new token for a Page', () => {
  test('that is another Page’s names that Page and connects nothing', async () => {
    connected = [bakery]
    const answer = await connecting().connect({ token: clothes.name, forPage: bakery }, wanted)
    expect(answer).toEqual({ ok: false, error: { code: 'token-of-other-page', detail: { page: clothes.name } } })
    expect(tokensKept()).toEqual([])
    expect(await connecting().connect({ token: bakery.name, forPage: bakery }, wanted)).toMatchObject({ ok: true })
  })
})

describe('the pictures of offered Pages', () => {
  test('are fetched once when they are shown, and not any more when the offer is over', async () => {
    const desk = connecting()
    expect(desk.offeredPicture(bakery.pageId)).toBeNull()
    await desk.connect({ token: 'a person' }, wanted)
    expect(downloads).toEqual([])
    expect(await desk.offeredPicture(bakery.pageId)).toMatchObject({ ok: true, value: { mimeType: 'image/gif' } })
    await desk.offeredPicture(bakery.pageId)
    expect(downloads).toEqual([`http://127.0.0.1:1/${bakery.pageId}`])
    expect(desk.offeredPicture('444')).toBeNull()
    desk.endOffer()
    expect(desk.offeredPicture(bakery.pageId)).toBeNull()
  })
})
