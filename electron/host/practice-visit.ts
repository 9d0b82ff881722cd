import type { PracticeScenario, Shop } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import type { PageToConnect } from '../desk/pages'
import type { DeskFunctions } from '../desk/worker-protocol'
import type { PageSecrets } from './page-secrets'
import { openPracticeLife, type PracticeLife } from './practice-life'
import type { OpenableStore } from './store-key'

type Nothing = Record<string, never>

/** The practice shop while the owner is in it: the desk has its store and follows its clock. */
export type PracticeVisit = {
  isOpen(): boolean
  open(scenario: PracticeScenario): Promise<Result<Nothing>>
  /** Forgets the practice shop. */
  leave(): Promise<void>
  /** Ends it for this run; it goes on where it was at the next start. */
  pause(): Promise<void>
  advanceClock(byMs: number): Result<Nothing>
  setSpeed(speed: number): Result<Nothing>
}

export function createPracticeVisit(options: {
  dataFolder: string
  desk: () => Pick<DeskFunctions, 'readSettings' | 'followClock' | 'closeShops'> | null
  pageSecrets: Pick<PageSecrets, 'hold'>
  openShops: (store: OpenableStore, platformUrl: string, pages: PageToConnect[]) => Promise<Result<Shop[]>>
}): PracticeVisit {
  const { dataFolder, desk, pageSecrets, openShops } = options
  let life: PracticeLife | null = null

  async function leave(): Promise<void> {
    if (!life) return
    const left = life
    life = null
    try {
      await desk()?.closeShops()
      await desk()?.followClock(null)
    } finally {
      await left.close(true)
    }
  }

  function onClock(change: (clock: PracticeLife['practice']['shop']['clock']) => void): Result<Nothing> {
    if (!life) return failure('no-shop-open')
    change(life.practice.shop.clock)
    return success({})
  }

  return {
    isOpen: () => life !== null,
    async open(scenario) {
      const open = desk()
      if (!open || life) return failure('no-shop-open')
      const { language } = await open.readSettings()
      life = await openPracticeLife(dataFolder, { scenario, startAt: Date.now(), language })
      const { shop, pageId, token, url } = life.practice
      pageSecrets.hold(pageId, { token, appSecret: null })
      await desk()?.followClock(life.clockAnchor())
      shop.clock.onChange(() => void (life && desk()?.followClock(life.clockAnchor())))
      const store = { folder: life.folder, key: life.storeKey, endsWithThisRun: false }
      const opened = await openShops(store, url, [{ pageId, platform: 'messenger', name: shop.pageName }])
      if (opened.ok) return success({})
      await leave()
      return opened
    },
    leave,
    async pause() {
      const paused = life
      life = null
      await paused?.close(false)
    },
    advanceClock: (byMs) => onClock((clock) => clock.advance(byMs)),
    setSpeed: (speed) => onClock((clock) => clock.setSpeed(speed)),
  }
}
