import type { RequestInput, RequestResult } from '../../shared/contract'
import type { PageKey, Shop } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import type { StoredContent } from '../desk/attachments/stored-content'
import type { PageToConnect } from '../desk/pages'
import type { Http } from '../desk/ports'
import type { DeskFunctions, OfferedAccount } from '../desk/worker-protocol'
import { createOfferedPictures, type OfferedPictures } from './offered-pictures'
import type { PageSecret, PageSecrets } from './page-secrets'
import type { OpenableStore } from './store-key'

/** How long the host holds the tokens that a person's token opened. */
const offerMs = 10 * 60_000

type Nothing = Record<string, never>

/** Connects Pages and ends their connections. The page gets no token back, whatever it asks. */
export type Connecting = {
  /** Nothing is connected any more once `signal` has ended it, as long as the shop is not opened yet. */
  connect(input: RequestInput<'connect'>, signal: AbortSignal): Promise<Result<RequestResult<'connect'>>>
  /** As `connect`. */
  connectOffered(pageIds: readonly string[], signal: AbortSignal): Promise<Result<Nothing>>
  disconnect(page: PageKey, conversations: 'keep' | 'erase'): Promise<Result<Nothing>>
  /** The picture of a Page that is offered; null when none of this id is. */
  offeredPicture(pageId: string): Promise<Result<StoredContent>> | null
  /** Forgets the Pages that were offered. */
  endOffer(): void
}

export function createConnecting(options: {
  platformUrl: string
  /** Given for this run, and not written anywhere. */
  givenToken: string | null
  /**
   * Whether the open store does without a keychain: it ends with this run, or its key was given for it. `for-now`: its Pages' secrets
   * are in a keychain that cannot be reached.
   */
  withoutKeychain: () => 'always' | 'for-now' | null
  pageSecrets: PageSecrets
  http: Pick<Http, 'download'>
  desk: () => DeskFunctions | null
  /** Those of the open store, none while the practice shop is open. */
  connectedPages: () => PageKey[]
  findOrMakeStore: () => Promise<Result<OpenableStore>>
  openShops: (store: OpenableStore, pages: PageToConnect[]) => Promise<Result<Shop[]>>
}): Connecting {
  const { platformUrl, givenToken, pageSecrets, desk } = options
  let offer: { accounts: OfferedAccount[]; appSecret: string | null; pictures: OfferedPictures; timer: ReturnType<typeof setTimeout> } | null = null

  function endOffer(): void {
    clearTimeout(offer?.timer)
    offer?.pictures.end()
    offer = null
  }

  /**
   * Where the store opens without a keychain, a secret that cannot be kept is of this run too. `keeping` hears of a Page that had none,
   * before its own are kept.
   */
  async function keepSecret(pageId: string, secret: PageSecret, keeping: (pageId: string) => void): Promise<Result<null>> {
    const had = await pageSecrets.have(pageId)
    if (had.ok && !had.value) keeping(pageId)
    const kept = had.ok ? await pageSecrets.keep(pageId, secret) : had
    const canDoWithout = !kept.ok && kept.error.code === 'keychain-unavailable' && options.withoutKeychain() !== null
    return canDoWithout ? success(null) : kept
  }

  async function keepAndOpen(pages: (PageToConnect & PageSecret)[], signal: AbortSignal): Promise<Result<Shop[]>> {
    if (signal.aborted) return failure('connect-cancelled')
    const store = await options.findOrMakeStore()
    if (!store.ok) return store
    const toForget: string[] = []
    try {
      const opened = await keepAllAndOpen(store.value, pages, (pageId) => toForget.push(pageId), signal)
      if (opened.ok) toForget.length = 0
      return opened
    } finally {
      // No token stays of a Page that is not connected. One that had a token has its new one instead of the old one: it may be connected,
      // also where the open shop does not show it.
      for (const pageId of toForget) await pageSecrets.forget(pageId, false)
    }
  }

  /** `keeping` as for `keepSecret`. */
  async function keepAllAndOpen(
    store: OpenableStore,
    pages: (PageToConnect & PageSecret)[],
    keeping: (pageId: string) => void,
    signal: AbortSignal,
  ): Promise<Result<Shop[]>> {
    for (const { pageId, token, appSecret } of pages) {
      if (!store.endsWithThisRun && token !== givenToken) {
        const kept = await keepSecret(pageId, { token, appSecret }, keeping)
        if (!kept.ok) return kept
      }
      pageSecrets.hold(pageId, { token, appSecret })
    }
    if (signal.aborted) return failure('connect-cancelled')
    return options.openShops(
      store,
      pages.map(({ pageId, platform, name }) => ({ pageId, platform, name })),
    )
  }

  return {
    endOffer,

    offeredPicture: (pageId) => offer?.pictures.read(pageId) ?? null,

    async connect({ token, appSecret: typedSecret, forPage }, signal) {
      endOffer()
      if (signal.aborted) return failure('connect-cancelled')
      const appSecret = typedSecret || null
      const identified = (await desk()?.identify({ platformUrl, token, appSecret })) ?? failure('no-shop-open')
      if (!identified.ok) return identified
      if (signal.aborted) return failure('connect-cancelled')
      if (identified.value.kind === 'person') {
        const { accounts } = identified.value
        const pictures = createOfferedPictures(accounts, options.http, platformUrl)
        offer = { accounts, appSecret, pictures, timer: setTimeout(endOffer, offerMs).unref() }
        const connected = options.connectedPages()
        const pages = accounts.map(({ pageId, platform, name, canMessage, pictureUrl }) => {
          const alreadyConnected = connected.some((page) => page.pageId === pageId)
          return { pageId, platform, name, canMessage, alreadyConnected, hasPicture: pictureUrl !== null }
        })
        return success({ kind: 'offered', pages })
      }
      const { page } = identified.value
      if (forPage && forPage.pageId !== page.pageId) return failure('token-of-other-page', { page: page.name })
      const opened = await keepAndOpen([{ ...page, token, appSecret }], signal)
      if (!opened.ok) return opened
      const connected = opened.value.find(({ pageId }) => pageId === page.pageId)
      return connected ? success({ kind: 'connected', page: connected }) : failure('bug')
    },

    async connectOffered(pageIds, signal) {
      if (!offer) return failure('offer-over')
      const { accounts, appSecret } = offer
      const chosen = accounts.filter(({ pageId, canMessage }) => canMessage && pageIds.includes(pageId))
      if (chosen.length !== new Set(pageIds).size) return failure('request-invalid')
      for (const { token } of chosen) {
        if (signal.aborted) return failure('connect-cancelled')
        const identified = (await desk()?.identify({ platformUrl, token, appSecret })) ?? failure('no-shop-open')
        if (!identified.ok) return identified
      }
      const opened = await keepAndOpen(
        chosen.map((account) => ({ ...account, appSecret })),
        signal,
      )
      if (!opened.ok) return opened
      endOffer()
      return success({})
    },

    async disconnect(page, conversations) {
      if (!options.connectedPages().some(({ pageId, platform }) => pageId === page.pageId && platform === page.platform)) {
        return failure('no-shop-open')
      }
      // The token first: a Page that stays connected without one says so, a token that stays without its Page would not.
      const forgotten = await pageSecrets.forget(page.pageId, options.withoutKeychain() !== 'always')
      if (!forgotten.ok) return forgotten
      await desk()?.disconnectPage(page, conversations)
      return success({})
    },
  }
}
