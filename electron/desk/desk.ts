import { isDeskRequest, parseInput, type DeskRequestName } from '../../shared/contract'
import { neverChecked, type Page, type Settings } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import type { DeskClock } from './clock'
import { createPlatformClient, identifyPage } from './platform/client'
import type { Ports } from './ports'
import type { SettingsBook } from './settings/settings'
import { openShopDesk, type ShopDesk, type ShopNews } from './shop-desk'
import { openStore, type Store } from './storage/database'
import { storePath } from './storage/key-check'
import type { DeskFunctions, ShopOpening } from './worker-protocol'

/** Everything the main process does for the shop: it opens one at a time and answers the page's questions about it. */
export function createDesk(
  ports: Ports & { clock: DeskClock },
  settings: SettingsBook,
  news: ShopNews & { settingsChanged: (settings: Settings) => void },
): DeskFunctions {
  let shop: ShopDesk | null = null

  function closeShop(): void {
    shop?.close()
    shop = null
  }

  function openShop(opening: ShopOpening): Result<Page | null> {
    closeShop()
    const store = openStore(storePath(opening.folder), opening.storeKey, ports.log)
    if (!store.ok) return store
    const page = opening.page ?? connectedPage(store.value)
    if (!page) {
      store.value.close()
      return success(null)
    }
    if (opening.page) keepConnected(store.value, page)
    news.connectionChanged(neverChecked)
    shop = openShopDesk(page, store.value, ports, settings, opening.platformUrl, news)
    return success(page)
  }

  async function answer(name: DeskRequestName, input: unknown): Promise<Result<unknown>> {
    if (!isDeskRequest(name)) return failure('request-invalid')
    if (name === 'saveSettings') return saveSettings(input)
    const parsed = parseInput(name, input)
    if (!parsed.ok) return parsed
    if (!shop) return failure('no-shop-open')
    const handle = shop.handlers[name] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>
    return handle(parsed.value)
  }

  async function saveSettings(input: unknown): Promise<Result<Settings>> {
    const change = parseInput('saveSettings', input)
    if (!change.ok) return change
    const saved = await settings.save(change.value)
    news.settingsChanged(saved)
    shop?.settingsChanged()
    return success(saved)
  }

  return {
    readSettings: () => Promise.resolve(settings.current()),
    async identify({ platformUrl, token }) {
      const readToken = () => Promise.resolve(token)
      const client = createPlatformClient({ ...ports, platformUrl, readToken })
      const self = await identifyPage(client)
      return self.ok ? success({ pageId: self.value.id, platform: 'messenger', name: self.value.name }) : self
    },
    openShop: (opening) => Promise.resolve(openShop(opening)),
    disconnectShop() {
      shop?.disconnect()
      closeShop()
      return Promise.resolve()
    },
    closeShop: () => Promise.resolve(closeShop()),
    answer,
    reviewReminders: () => Promise.resolve(shop?.reviewReminders()),
    followClock: (anchor) => Promise.resolve(ports.clock.follow(anchor)),
  }
}

function connectedPage(store: Store): Page | null {
  const row = store.get<{ page_id: string; platform: 'messenger' | 'instagram'; name: string }>(
    'SELECT page_id, platform, name FROM pages WHERE connected = 1 LIMIT 1',
  )
  return row ? { pageId: row.page_id, platform: row.platform, name: row.name } : null
}

function keepConnected(store: Store, page: Page): void {
  store.write((writer) => {
    writer.run('UPDATE pages SET connected = 0')
    writer.run(
      `INSERT INTO pages (page_id, platform, name, connected) VALUES ($pageId, $platform, $name, 1)
       ON CONFLICT DO UPDATE SET name = $name, connected = 1`,
      { pageId: page.pageId, platform: page.platform, name: page.name },
    )
  })
}
