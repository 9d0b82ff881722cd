import { startControlServer } from './control-server'
import { startGraphServer } from './graph-server'
import { createPracticeShop, type PracticeShop } from './practice-shop'
import type { PracticeSnapshot } from './practice-state'
import type { ScenarioName } from './scenarios/scenario-names'

/** A practice shop that answers on loopback. */
export type RunningPractice = {
  shop: PracticeShop
  /** The origin that stands for the Graph API's. */
  url: string
  /** The origin of the control interface. */
  controlUrl: string
  pageId: string
  /** The Page token as it was at the start. */
  token: string
  close(): Promise<void>
}

/**
 * Opens a practice shop with both its servers; a port that is not given is any free one. `startAt` in UTC milliseconds;
 * with a snapshot the shop goes on from the snapshot's own time. Rejects when a port is taken, and then nothing is left open.
 */
export async function startPractice(options: {
  scenario: ScenarioName
  startAt: number
  port?: number
  controlPort?: number
  snapshot?: PracticeSnapshot
}): Promise<RunningPractice> {
  const { scenario, startAt, port = 0, controlPort = 0, snapshot } = options
  const shop = createPracticeShop({ scenario, startAt, ...(snapshot ? { snapshot } : {}) })
  const graph = await startGraphServer(shop, { port, host: '127.0.0.1' })
  const control = await startControlServer(shop, { port: controlPort, host: '127.0.0.1' }).catch(async (error: unknown) => {
    await graph.close()
    throw error
  })
  return {
    shop,
    url: graph.url,
    controlUrl: control.url,
    pageId: shop.pageId,
    token: shop.token,
    async close() {
      await Promise.all([graph.close(), control.close()])
    },
  }
}
