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
import type { DeskClock } from './clock'
import { listConversations } from './inbox/queue'
import { connectedPages, disconnectPage, erasePage, keepConnected } from './pages'
import { createUnkeptBudget } from './platform/budget'
import { createPlatformClient, identifyPage } from './platform/client'
import type { Ports } from './ports'
import type { SettingsBook } from './settings/settings'
import { openShopDesk, type ShopDesk } from './shop-desk'
import { openStore, type Store } from './storage/database'
import { storePath } from './storage/key-check'
import type { DeskFunctions, ShopOpening } from './worker-protocol'

/** What the desk tells its host. */
export type DeskNews = {
  event: (event: DeskEvent) => void
  shopsChanged: (shops: Shop[]) => void
  settingsChanged: (settings: Settings) => void
}

type AcrossRequestName = Exclude<DeskRequestName, PageRequestName>

/** Everything the main process does for the shop: it opens a store with its Pages and answers the page's questions about them. */
export function createDesk(ports: Ports & { clock: DeskClock }, settings: SettingsBook, news: DeskNews): DeskFunctions {
  let store: Store | null = null
  let shops: ShopDesk[] = []
  let focused = true
  let revision = 0

  function closeShops(): void {
    shops.forEach((shop) => shop.close())
    shops = []
    store?.close()
    store = null
  }

  function openShops(opening: ShopOpening): Result<Shop[]> {
    closeShops()
    const opened = openStore(storePath(opening.folder), opening.storeKey, ports.log)
    if (!opened.ok) return opened
    const openStored = opened.value
    for (const page of opening.connect) keepConnected(openStored, page, ports.clock.now())
    const pages = connectedPages(openStored)
    if (pages.length === 0) {
      openStored.close()
      return success([])
    }
    store = openStored
    const { folder, storeKey, platformUrl } = opening
    shops = pages.map((page) =>
      openShopDesk({ page, store: openStored, folder, storeKey, platformUrl, ports, settings, announce, changed: tellShops }),
    )
    shops.forEach((shop) => {
      shop.focusChanged(focused)
      shop.start()
    })
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
    return shops.find(({ page }) => page.pageId === key.pageId && page.platform === key.platform)
  }

  /** The Pages that a question is about: one, or all that are connected. */
  function pagesOf(key: PageKey | null): PageKey[] {
    return shops.map(({ page }) => page).filter((page) => !key || (page.pageId === key.pageId && page.platform === key.platform))
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
    search: () => failure('no-shop-open'),
    openLink: () => failure('link-refused'),
  }

  async function answer(name: RequestName, input: unknown): Promise<Result<unknown>> {
    if (!isDeskRequest(name)) return failure('request-invalid')
    const parsed = parseInput(name, input)
    if (!parsed.ok) return parsed
    type Handler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>
    if (!isPageRequest(name)) return (acrossPages[name] as Handler)(parsed.value)
    const shop = shopOf(parsed.value as PageKey)
    return shop ? (shop.handlers[name] as Handler)(parsed.value) : failure('no-shop-open')
  }

  return {
    readSettings: () => Promise.resolve(settings.current()),
    async identify({ platformUrl, token }) {
      const readToken = () => Promise.resolve(token)
      const client = createPlatformClient({
        ...ports,
        platformUrl,
        readToken,
        readAppSecret: () => Promise.resolve(null),
        graphVersion: () => settings.current().graphVersion,
        budget: createUnkeptBudget(ports.clock),
      })
      const self = await identifyPage(client)
      return self.ok ? success({ pageId: self.value.id, platform: 'messenger', name: self.value.name }) : self
    },
    openShops: (opening) => Promise.resolve(openShops(opening)),
    disconnectPage(key, conversations) {
      const shop = shopOf(key)
      if (!store || !shop) return Promise.resolve()
      shop.close()
      shops = shops.filter((open) => open !== shop)
      disconnectPage(store, key)
      if (conversations === 'erase') erasePage(store, key)
      if (shops.length === 0) closeShops()
      else tellShops()
      return Promise.resolve()
    },
    closeShops: () => Promise.resolve(closeShops()),
    answer,
    focusChanged(next) {
      focused = next
      shops.forEach((shop) => shop.focusChanged(next))
      return Promise.resolve()
    },
    reviewReminders: () => Promise.resolve(shops.forEach((shop) => shop.reviewReminders())),
    followClock: (anchor) => Promise.resolve(ports.clock.follow(anchor)),
  }
}
