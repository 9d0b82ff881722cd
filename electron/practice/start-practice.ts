import { startControlServer } from './control-server'
import type { ErrorLanguage } from './error-texts'
import { startGraphServer } from './graph-server'
import type { PageConditions } from './page-conditions'
import { createPracticePlatform, type PracticePlatform } from './practice-platform'
import { createPracticeShop, type PracticeShop } from './practice-shop'
import type { PracticeSnapshot } from './practice-state'
import type { ScenarioName } from './scenarios/scenario-names'

/** A practice platform that answers on loopback. `shop`, `pageId` and `token` are those of its first Page. */
export type RunningPractice = {
  shop: PracticeShop
  shops: PracticePlatform['shops']
  /** The origin that stands for the Graph API's. */
  url: string
  /** The origin of the control interface. */
  controlUrl: string
  pageId: string
  /** The Page token as it was at the start. */
  token: string
  /** The token of the person who looks after the Pages, as it was at the start. */
  userToken: string
  close(): Promise<void>
}

/**
 * Opens a practice platform with both its servers; a port that is not given is any free one. `startAt` in UTC milliseconds;
 * with a snapshot the first Page goes on from the snapshot's own time. `morePages` are further Pages on the same clock, with the
 * seeds after the first one's.
 * Rejects when a port is taken, and then nothing is left open.
 */
export async function startPractice(options: {
  scenario: ScenarioName
  startAt: number
  seed?: number
  morePages?: readonly ScenarioName[]
  port?: number
  controlPort?: number
  snapshot?: PracticeSnapshot
  errorLanguage?: ErrorLanguage
  quota?: Partial<PageConditions['quota']>
}): Promise<RunningPractice> {
  const { scenario, startAt, seed = 1, port = 0, controlPort = 0, snapshot, morePages = [], errorLanguage, quota } = options
  const shop = createPracticeShop({ scenario, startAt, seed, ...(snapshot ? { snapshot } : {}) })
  const others = morePages.map((name, index) =>
    createPracticeShop({ scenario: name, seed: seed + 1 + index, startAt: shop.clock.now(), clock: shop.clock }),
  )
  const platform = createPracticePlatform([shop, ...others])
  for (const { account } of platform.shops) account.change({ errorLanguage, quota })
  const graph = await startGraphServer(platform, { port, host: '127.0.0.1' })
  const control = await startControlServer(platform, { port: controlPort, host: '127.0.0.1' }).catch(async (error: unknown) => {
    await graph.close()
    throw error
  })
  return {
    shop,
    shops: platform.shops,
    url: graph.url,
    controlUrl: control.url,
    pageId: shop.pageId,
    token: shop.token,
    userToken: platform.userToken().value,
    async close() {
      await Promise.all([graph.close(), control.close()])
    },
  }
}
