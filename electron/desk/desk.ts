import { setTimeout as delay } from 'node:timers/promises'
import {
  isDeskRequest,
  isPageRequest,
  parseInput,
  type DeskEvent,
  type DeskRequestName,
  type PageRequestName,
  type RequestHandlers,
  type RequestName,
} from '../../shared/contract'
import type { PageKey, Settings, Shop } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import { readOutsideLink } from '../../shared/rules/outside-link'
import { openContentFiles, type ContentFiles } from './attachments/content-files'
import type { DeskClock } from './clock'
import { listConversations } from './inbox/queue'
import { search } from './inbox/search'
import { parseAddress } from './links/parse-address'
import { eraseMarkedPages, markForErasing, pagesToErase } from './page-erasing'
import { connectedPages, disconnectPage, keepConnected, keptPages } from './pages'
import { createPlatformClient } from './platform/client'
import { createConnectingGates, type ConnectingGate } from './platform/connecting-budget'
import { readTokenOwner } from './platform/token-owner'
import type { Ports } from './ports'
import type { SettingsBook } from './settings/settings'
import { openShopDesk, type ShopDesk } from './shop-desk'
import { openStore, type Store } from './storage/database'
import { storePath } from './storage/key-check'
import type { DeskFunctions, IdentifiedToken, ShopOpening, TokenQuestion } from './worker-protocol'

/** What the desk tells its host. */
export type DeskNews = {
  event: (event: DeskEvent) => void
  shopsChanged: (shops: Shop[]) => void
  settingsChanged: (settings: Settings) => void
}

/** The store is closed after this, whatever a shop still waits for, such as a keychain that does not answer. */
const closingPatienceMs = 2_000

type AcrossRequestName = Exclude<DeskRequestName, PageRequestName>

/** Everything the main process does for the shop: it opens a store with its Pages and answers the page's questions about them. */
export function createDesk(ports: Ports & { clock: DeskClock }, settings: SettingsBook, news: DeskNews): DeskFunctions {
  let store: Store | null = null
  let files: ContentFiles | null = null
  let shops: ShopDesk[] = []
  let storeInUse = new AbortController()
  let closed: Promise<void> = Promise.resolve()
  let erasing: Promise<void> = Promise.resolve()
  let leaving: Promise<void> = Promise.resolve()
  let focused = true
  let revision = 0
  const gateFor = createConnectingGates(ports.clock)
  /** Of Pages that a token was found to be for, and that are not open yet. */
  const gatesOfNewPages = new Map<string, ConnectingGate>()
  let identifying = new AbortController()

  /** Ends all work at once. The store is closed once it has what came of the replies on their way, or soon in any case. */
  function closeShops(): Promise<void> {
    const [openShops, openStored] = [shops, store]
    shops = []
    store = null
    storeInUse.abort()
    const ended = Promise.allSettled([closed, ...openShops.map((shop) => shop.close())])
    closed = Promise.race([ended, delay(closingPatienceMs, undefined, { ref: false })])
      .then(() => openStored?.close())
      .catch((error: unknown) => ports.log('error', 'store-not-closed', { reason: String(error) }))
    return closed
  }

  /** Erases what is marked for it in the open store, one Page after the other, when nothing of a Page that was just left is at work. */
  function erase(): Promise<void> {
    if (!store || !files) return Promise.resolve()
    const [openStored, openFiles, { signal }] = [store, files, storeInUse]
    const erased = erasing.then(() => leaving).then(() => eraseMarkedPages(openStored, openFiles, signal))
    erasing = erased.catch((error: unknown) => ports.log('error', 'page-not-erased', { reason: String(error) }))
    return erased
  }

  async function openShops(opening: ShopOpening): Promise<Result<Shop[]>> {
    const before = closeShops()
    await before
    if (closed !== before) return failure('no-shop-open')
    return openNow(opening).catch((error: unknown) => {
      void closeShops()
      throw error
    })
  }

  async function openNow(opening: ShopOpening): Promise<Result<Shop[]>> {
    const opened = openStore(storePath(opening.folder), opening.storeKey, ports.log)
    if (!opened.ok) return opened
    const openStored = opened.value
    const { platformUrl, connect } = opening
    const contentFiles = openContentFiles(opening.folder, opening.storeKey)
    store = openStored
    files = contentFiles
    storeInUse = new AbortController()
    const isToErase = (page: PageKey) => pagesToErase(openStored).some((marked) => isSamePage(marked, page))
    const erased = erase()
    // A Page that is connected again while it is being erased begins with nothing.
    if (connect.some(isToErase)) await erased
    if (store !== openStored) return failure('no-shop-open')
    for (const page of connect) keepConnected(openStored, page, ports.clock.now())
    shops = connectedPages(openStored).map((page) =>
      openShopDesk({ page, store: openStored, files: contentFiles, platformUrl, ports, settings, announce, changed: tellShops }),
    )
    shops.forEach((shop) => {
      gatesOfNewPages.get(shop.page.pageId)?.belongsTo(shop.budget)
      shop.focusChanged(focused)
      shop.start()
    })
    gatesOfNewPages.clear()
    return success(shops.map((shop) => shop.state()))
  }

  /** Says which conversations of a Page are not as they were; of none in particular when what changed may show anywhere. */
  function announce({ pageId, platform }: PageKey, conversationIds: string[]): void {
    revision += 1
    news.event({ name: 'conversationsChanged', payload: { pageId, platform, conversationIds, revision } })
    tellShops()
  }

  function tellShops(): void {
    if (shops.length > 0) news.shopsChanged(shops.map((shop) => shop.state()))
  }

  function shopOf(key: PageKey): ShopDesk | undefined {
    return shops.find(({ page }) => isSamePage(page, key))
  }

  /** The Pages that a question is about: one, or all that are connected. */
  function pagesOf(key: PageKey | null): PageKey[] {
    return shops.map(({ page }) => page).filter((page) => !key || isSamePage(page, key))
  }

  const acrossPages: RequestHandlers<AcrossRequestName> = {
    async saveSettings(change) {
      const saved = await settings.save(change)
      news.settingsChanged(saved)
      shops.forEach((shop) => shop.settingsChanged())
      return success(saved)
    },
    listConversations({ page, view, offset, limit }) {
      if (!store) return failure('no-shop-open')
      const basis = { now: ports.clock.now(), replyTargetMinutes: settings.current().replyTargetMinutes }
      return success({ ...listConversations(store, pagesOf(page), { view, offset, limit }, basis), revision })
    },
    search({ page, query, before, limit }) {
      return store ? success(search(store, pagesOf(page), { query, before, limit })) : failure('no-shop-open')
    },
    listKeptPages: () => success({ pages: store ? keptPages(store) : [] }),
    eraseKeptPage(key) {
      if (!store || !keptPages(store).some((kept) => isSamePage(kept, key))) return failure('no-shop-open')
      markForErasing(store, key)
      void erase()
      return success({})
    },
    async openLink({ url, confirmed }) {
      const link = readOutsideLink(url, parseAddress)
      if (!link) return failure('link-refused')
      const { host } = link
      if (!link.opensAtOnce && !confirmed) return success({ outcome: 'ask', host })
      return (await ports.opener.open(link.url)) ? success({ outcome: 'opened', host }) : failure('link-not-opened')
    },
  }

  /** Gives up the question before, whose answer nobody waits for any more. */
  async function identify({ platformUrl, token, appSecret }: TokenQuestion): Promise<Result<IdentifiedToken>> {
    identifying.abort()
    identifying = new AbortController()
    const gate = gateFor(token)
    const client = createPlatformClient({
      ...ports,
      platformUrl,
      readToken: () => Promise.resolve(token),
      readAppSecret: () => Promise.resolve(appSecret),
      graphVersion: () => settings.current().graphVersion,
      budget: gate,
    })
    const platform = 'messenger'
    const owner = await readTokenOwner(client, identifying.signal, (pageId) => {
      const known = shopOf({ pageId, platform })
      if (known) gate.belongsTo(known.budget)
      else gatesOfNewPages.set(pageId, gate)
    })
    if (!owner.ok) return owner
    if (owner.value.kind === 'page') return success({ kind: 'page', page: { pageId: owner.value.id, platform, name: owner.value.name } })
    const accounts = owner.value.accounts.map(({ id, accessToken, ...account }) => ({ ...account, pageId: id, platform, token: accessToken }) as const)
    return success({ kind: 'person', accounts })
  }

  async function answer(name: RequestName, input: unknown): Promise<Result<unknown>> {
    if (!isDeskRequest(name)) return failure('request-invalid')
    const parsed = parseInput(name, input)
    if (!parsed.ok) return parsed
    // Whoever asks while the shops are opened anew is answered by the new ones.
    await closed
    type Handler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>
    if (!isPageRequest(name)) return (acrossPages[name] as Handler)(parsed.value)
    const shop = shopOf(parsed.value as PageKey)
    return shop ? (shop.handlers[name] as Handler)(parsed.value) : failure('no-shop-open')
  }

  return {
    readSettings: () => Promise.resolve(settings.current()),
    identify,
    giveUpIdentifying: () => Promise.resolve(identifying.abort()),
    openShops,
    async disconnectPage(key, conversations) {
      const shop = shopOf(key)
      if (!store || !shop) return
      shops = shops.filter((open) => open !== shop)
      leaving = shop.close()
      if (conversations === 'keep') disconnectPage(store, key)
      else markForErasing(store, key)
      announce(key, [])
      if (conversations === 'erase') void erase()
      await leaving
    },
    closeShops,
    answer,
    readContent: (content) => shopOf(content)?.readContent(content) ?? Promise.resolve(failure('attachment-gone')),
    focusChanged(next) {
      focused = next
      shops.forEach((shop) => shop.focusChanged(next))
      return Promise.resolve()
    },
    reviewReminders: () => Promise.resolve(shops.forEach((shop) => shop.reviewReminders())),
    followClock: (anchor) => Promise.resolve(ports.clock.follow(anchor)),
  }
}

function isSamePage(one: PageKey, other: PageKey): boolean {
  return one.pageId === other.pageId && one.platform === other.platform
}
