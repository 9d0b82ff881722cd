import { rmSync } from 'node:fs'
import {
  isDeskRequest,
  isRequestName,
  parseAnswer,
  parseInput,
  type DeskEvent,
  type HostRequestName,
  type RequestHandlers,
  type RequestResult,
  type Transport,
} from '../../shared/contract'
import type { AppStatus, ConversationKey, PageKey, PracticeScenario, Settings, Shop } from '../../shared/model'
import { failure, success, type Problem, type Result } from '../../shared/problems'
import type { PageToConnect } from '../desk/pages'
import { defaultSettings } from '../desk/settings/settings'
import { storeExists } from '../desk/storage/key-check'
import { ownDataFolder, type OwnedFolder } from './data-folder'
import { startDeskWorker, type DeskWorker } from './desk-worker'
import { openFileLog } from './file-log'
import { createHttpCalls } from './http-calls'
import { openKeychain, tokenAccount } from './keychain'
import type { HostPorts } from './ports'
import { openPracticeLife, practiceWasOpen, type PracticeLife } from './practice-life'
import { findOrMakeStoreKey, findStoreKey, type OpenableStore } from './store-key'

type Screen = AppStatus['screen']

/** The part of the app that is the same in every host: the desk's life, the secrets, the practice shop, and one transport for the page. */
export type Host = Transport & {
  /** Opens what was open last: the shop, the practice shop, or the first screen. A problem becomes the screen. */
  start(): Promise<void>
  status(): AppStatus
  /** A notification was clicked. */
  openConversation(key: ConversationKey): void
  /** Notifications can be seen again. */
  reviewReminders(): void
  close(): Promise<void>
}

/** Builds a host over its ports. Nothing happens before `start`. */
export function createHost(ports: HostPorts): Host {
  const { dataFolder } = ports
  const keychain = openKeychain()
  const listeners = new Set<(event: unknown) => void>()
  /** Tokens that came in this run: pasted, given by automation, or the practice shop's. The keychain has those of earlier runs. */
  const tokensOfThisRun = new Map<string, string>()

  let folder: OwnedFolder | null = null
  let worker: DeskWorker | null = null
  let practice: PracticeLife | null = null
  let screen: Screen = { name: 'opening' }
  let clock = { now: Date.now(), speed: 1, readAt: performance.now() }
  let settings: Settings = defaultSettings(ports.language.chosen ?? ports.language.system)
  let temporaryFolder: string | null = null
  let lastTurn: Promise<unknown> = Promise.resolve()

  const log = openFileLog(dataFolder)

  function status(): AppStatus {
    const now = clock.now + (performance.now() - clock.readAt) * clock.speed
    return {
      screen,
      clock: { now: Math.round(now), speed: clock.speed },
      settings,
      about: { version: ports.version, dataFolder, host: ports.kind, platformUrl: ports.platformUrl },
    }
  }

  function tell(event: DeskEvent): void {
    for (const listener of listeners) listener(event)
  }

  function tellStatus(): void {
    tell({ name: 'statusChanged', payload: status() })
  }

  function show(next: Screen): void {
    screen = next
    tellStatus()
  }

  function showProblem(problem: Problem): void {
    log('error', 'problem-shown', { problem: problem.code })
    show({ name: 'problem', problem })
  }

  /** Shops are opened and left one after the other: the clock and the store of one never meet the other. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work)
    lastTurn = turn.catch(() => undefined)
    return turn
  }

  async function startNow(): Promise<void> {
    show({ name: 'opening' })
    await openWhatWasOpen().catch((error: unknown) => {
      log('error', 'start-broke', { reason: String(error) })
      showProblem({ code: 'bug' })
    })
  }

  async function openWhatWasOpen(): Promise<void> {
    const owned = folder ? success(folder) : ownDataFolder(dataFolder)
    if (!owned.ok) return showProblem(owned.error)
    folder = owned.value
    await startDesk()
    if (ports.secrets.token !== null) {
      const connected = await connect(ports.secrets.token)
      if (connected.ok) return
      // What is stored is there without the platform, which is asked again by and by.
      const passes = connected.error.code === 'unreachable' || connected.error.code === 'platform-trouble'
      return passes && storeExists(dataFolder) ? openKeptShop() : showWhenConnectingFailed(connected.error)
    }
    const practiceOpened = practiceWasOpen(dataFolder) && (await openPractice('bakery')).ok
    if (!practiceOpened) await openKeptShop()
  }

  /** A problem of the store is the screen's; one of the token leaves the first screen, on which another can be pasted. */
  function showWhenConnectingFailed(problem: Problem): void {
    if (/^(store|folder|keychain)-/.test(problem.code)) showProblem(problem)
    else show({ name: 'first', problem })
  }

  async function startDesk(): Promise<void> {
    if (worker) return
    const kept = ports.openPreferences(dataFolder)
    worker = startDeskWorker(
      ports.deskScript,
      ports.language,
      {
        ...createHttpCalls(ports.http),
        readToken,
        readPreferences: () => kept.read(),
        writePreferences: (values) => kept.write(values),
        showNotice: (notice) => ports.notifier.show(notice),
        writeLog: log,
        deskEvent: tell,
        shopsChanged,
        settingsChanged(next) {
          settings = next
          tellStatus()
        },
        clockChanged(reading) {
          clock = { ...reading, readAt: performance.now() }
          tellStatus()
        },
      },
      (reason) => {
        log('error', 'desk-ended', { reason })
        worker = null
        void practice?.close(false)
        practice = null
        showProblem({ code: 'bug' })
      },
    )
    settings = await worker.desk.readSettings()
  }

  async function readToken(page: PageKey): Promise<string | null> {
    const ofThisRun = tokensOfThisRun.get(page.pageId) ?? ports.secrets.token
    if (ofThisRun !== null) return ofThisRun
    const kept = await keychain.read(tokenAccount(page.pageId))
    if (!kept.ok) throw new Error(kept.error.code)
    return kept.value
  }

  async function openKeptShop(): Promise<void> {
    if (!storeExists(dataFolder)) return show({ name: 'first', problem: null })
    const openable = await findStoreKey(dataFolder, keychain, ports.secrets.storeKey)
    if (!openable.ok) return showProblem(openable.error)
    const opened = await openShops(openable.value, ports.platformUrl, [])
    if (!opened.ok) return showProblem(opened.error)
    if (opened.value.length === 0) show({ name: 'first', problem: null })
  }

  async function openShops(store: OpenableStore, platformUrl: string, connect: PageToConnect[]): Promise<Result<Shop[]>> {
    if (!worker) return failure('no-shop-open')
    const opened = await worker.desk.openShops({ folder: store.folder, storeKey: store.key, platformUrl, connect })
    if (opened.ok && opened.value.length > 0) {
      const { endsWithThisRun } = store
      show({ name: 'shop', practice: practice !== null, endsWithThisRun, recovery: 'none', shops: opened.value })
    }
    return opened
  }

  function shopsChanged(shops: Shop[]): void {
    if (screen.name === 'shop') show({ ...screen, shops })
  }

  async function connect(token: string): Promise<Result<RequestResult<'connect'>>> {
    if (!worker) return failure('no-shop-open')
    const page = await worker.desk.identify({ platformUrl: ports.platformUrl, token })
    if (!page.ok) return page
    const store = await findOrMakeStoreKey(dataFolder, keychain, ports.secrets.storeKey)
    if (!store.ok) return store
    if (store.value.endsWithThisRun) temporaryFolder = store.value.folder
    else if (token !== ports.secrets.token) {
      const written = await keychain.write(tokenAccount(page.value.pageId), token)
      // A store whose key was given for this run opens without a keychain; its token is then of this run too.
      const goesWithoutKeychain = ports.secrets.storeKey !== null
      if (!written.ok && !(goesWithoutKeychain && written.error.code === 'keychain-unavailable')) return written
    }
    tokensOfThisRun.set(page.value.pageId, token)
    await leavePractice()
    const opened = await openShops(store.value, ports.platformUrl, [page.value])
    if (!opened.ok) return opened
    const connected = opened.value.find(({ pageId }) => pageId === page.value.pageId)
    return connected ? success({ kind: 'connected', page: connected }) : failure('bug')
  }

  async function disconnect(page: PageKey, conversations: 'keep' | 'erase'): Promise<Result<Record<string, never>>> {
    if (practice || screen.name !== 'shop') return failure('no-shop-open')
    await worker?.desk.disconnectPage(page, conversations)
    tokensOfThisRun.delete(page.pageId)
    const removed = await keychain.remove(tokenAccount(page.pageId))
    if (screen.shops.every(({ pageId }) => pageId === page.pageId)) show({ name: 'first', problem: null })
    return removed.ok || removed.error.code === 'keychain-unavailable' ? success({}) : removed
  }

  async function openPractice(scenario: PracticeScenario): Promise<Result<Record<string, never>>> {
    if (!worker || practice) return failure('no-shop-open')
    practice = await openPracticeLife(dataFolder, scenario, Date.now())
    const { shop, pageId, token, url } = practice.practice
    const follow = () => void (practice && worker?.desk.followClock(practice.clockAnchor()))
    tokensOfThisRun.set(pageId, token)
    await worker.desk.followClock(practice.clockAnchor())
    shop.clock.onChange(follow)
    const opened = await openShops({ folder: practice.folder, key: practice.storeKey, endsWithThisRun: false }, url, [
      { pageId, platform: 'messenger', name: shop.pageName },
    ])
    if (opened.ok) return success({})
    await leavePractice()
    return opened
  }

  async function leavePractice(): Promise<void> {
    if (!practice) return
    const left = practice
    practice = null
    await worker?.desk.closeShops()
    await worker?.desk.followClock(null)
    await left.close(true)
  }

  const handlers: RequestHandlers<HostRequestName> = {
    readStatus: () => success(status()),
    connect: ({ token }) => inTurn(() => connect(token)),
    connectOffered: () => failure('no-shop-open'),
    disconnect: ({ conversations, ...page }) => inTurn(() => disconnect(page, conversations)),
    makeRecoveryCode: () => failure('no-shop-open'),
    declineRecoveryCode: () => failure('no-shop-open'),
    openWithRecoveryCode: () => failure('recovery-code-wrong'),
    openPracticeShop: ({ scenario }) => inTurn(() => openPractice(scenario)),
    async reportFocus({ focused }) {
      await worker?.desk.focusChanged(focused)
      return success({})
    },
    leavePracticeShop: () =>
      inTurn(async () => {
        await leavePractice()
        await openKeptShop()
        return success({})
      }),
    movePracticeClock({ advanceMs }) {
      if (!practice) return failure('no-shop-open')
      practice.practice.shop.clock.advance(advanceMs)
      return success({})
    },
    setPracticeSpeed({ speed }) {
      if (!practice) return failure('no-shop-open')
      practice.practice.shop.clock.setSpeed(speed)
      return success({})
    },
    tryAgain: () =>
      inTurn(async () => {
        if (screen.name === 'problem') await startNow()
        return success({})
      }),
    // The browser host answers this itself; elsewhere the system shows notifications.
    reportNotificationPermission: () => success({}),
  }

  async function answer(name: string, input: unknown): Promise<Result<unknown>> {
    if (!isRequestName(name)) return failure('request-invalid')
    if (isDeskRequest(name)) {
      return worker ? parseAnswer(name, await worker.desk.answer(name, input)) : failure('no-shop-open')
    }
    const parsed = parseInput(name, input)
    if (!parsed.ok) return parsed
    const handle = handlers[name] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>
    return parseAnswer(name, await handle(parsed.value))
  }

  return {
    start: () => inTurn(startNow),
    status,
    request: (name, input) =>
      answer(name, input).catch((error: unknown) => {
        log('error', 'request-broke', { request: name, reason: error instanceof Error ? error.message : 'unknown' })
        return failure('bug')
      }),
    onEvent: (listener) => void listeners.add(listener),
    openConversation: (key) => tell({ name: 'openConversation', payload: key }),
    reviewReminders: () => void worker?.desk.reviewReminders(),
    async close() {
      await worker?.close()
      worker = null
      await practice?.close(false)
      practice = null
      folder?.release()
      folder = null
      if (temporaryFolder !== null) rmSync(temporaryFolder, { recursive: true, force: true })
    },
  }
}
