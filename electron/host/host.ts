import { rmSync } from 'node:fs'
import type { ServedContent } from '../../shared/attachment-address'
import {
  isDeskRequest,
  isRequestName,
  parseAnswer,
  parseInput,
  type HostRequestName,
  type RequestHandlers,
  type Transport,
} from '../../shared/contract'
import type { AppStatus, ConversationKey, Shop } from '../../shared/model'
import { failure, success, type Problem, type Result } from '../../shared/problems'
import type { StoredContent } from '../desk/attachments/stored-content'
import type { PageToConnect } from '../desk/pages'
import { defaultSettings } from '../desk/settings/settings'
import { storeExists } from '../desk/storage/key-check'
import { createConnecting } from './connecting'
import { ownDataFolder, type OwnedFolder } from './data-folder'
import { createDeskRestarts } from './desk-restarts'
import { startDeskWorker, type DeskWorker } from './desk-worker'
import { openFileLog } from './file-log'
import { createHttpCalls } from './http-calls'
import { openKeychain } from './keychain'
import { createPageSecrets } from './page-secrets'
import type { HostPorts } from './ports'
import { practiceWasOpen } from './practice-life'
import { createPracticeVisit } from './practice-visit'
import { createRecovery, recoveryOf } from './recovery'
import { createStatusBoard, type OpenShopScreen } from './status-board'
import { findOrMakeStoreKey, findStoreKey, type OpenableStore } from './store-key'

/** An app that ends does not wait longer than this for a keychain that is still asked. */
const keychainPatienceMs = 3_000

/** The part of the app that is the same in every host: the desk's life, the secrets, the practice shop, and one transport for the page. */
export type Host = Transport & {
  /** Opens what was open last: the shop, the practice shop, or the first screen. A problem becomes the screen. */
  start(): Promise<void>
  status(): AppStatus
  /** The content of an attachment or a Page's picture. */
  readContent(content: ServedContent): Promise<Result<StoredContent>>
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
  const board = createStatusBoard(ports, defaultSettings(ports.language.chosen ?? ports.language.system))
  const pageSecrets = createPageSecrets(keychain, ports.secrets.token)

  let folder: OwnedFolder | null = null
  let worker: DeskWorker | null = null
  let temporaryStore: OpenableStore | null = null
  let storeKeyOfThisRun = ports.secrets.storeKey
  let wantedConnect = new AbortController()
  let lastTurn: Promise<unknown> = Promise.resolve()

  const log = openFileLog(dataFolder)
  const restarts = createDeskRestarts(() =>
    inTurn(async () => {
      if (!worker) await startNow()
    }),
  )

  function showProblem(problem: Problem): void {
    log('error', 'problem-shown', { problem: problem.code })
    const isOfTheKey = /^(store-key|keychain)-/.test(problem.code)
    board.show({ name: 'problem', problem, canRecover: isOfTheKey && ports.secrets.storeKey === null && recoveryOf(dataFolder) === 'made' })
  }

  /** Shops are opened and left one after the other: the clock and the store of one never meet the other. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work)
    lastTurn = turn.catch(() => undefined)
    return turn
  }

  async function startNow(): Promise<void> {
    board.show({ name: 'opening' })
    await orProblem(async () => success(await openWhatWasOpen()))
  }

  /** What was open is closed before anything else opens. What goes wrong from there is the screen: nothing may look alive that is dead. */
  async function orProblem<Value>(open: () => Promise<Result<Value>>): Promise<Result<Value>> {
    const opened = await open().catch((error: unknown) => {
      log('error', 'opening-broke', { reason: String(error) })
      return failure('bug')
    })
    if (!opened.ok) showProblem(opened.error)
    return opened
  }

  async function openWhatWasOpen(): Promise<void> {
    const owned = folder ? success(folder) : ownDataFolder(dataFolder)
    if (!owned.ok) return showProblem(owned.error)
    folder = owned.value
    await startDesk()
    if (ports.secrets.token !== null) {
      const connected = await connecting.connect({ token: ports.secrets.token }, new AbortController().signal)
      if (connected.ok) return
      // What is stored is there without the platform, which is asked again by and by.
      const passes = connected.error.code === 'unreachable' || connected.error.code === 'platform-trouble'
      return passes && storeExists(dataFolder) ? openKeptShop() : showWhenConnectingFailed(connected.error)
    }
    const practiceOpened = practiceWasOpen(dataFolder) && (await practice.open('bakery')).ok
    if (!practiceOpened) await openKeptShop()
  }

  /** A problem of the store or the app is the screen's; one of the token leaves the first screen, on which another can be pasted. */
  function showWhenConnectingFailed(problem: Problem): void {
    if (/^((store|folder|key-check|keychain)-|bug$)/.test(problem.code)) showProblem(problem)
    else board.show({ name: 'first', problem })
  }

  async function startDesk(): Promise<void> {
    if (worker) return
    const kept = ports.openPreferences(dataFolder)
    worker = startDeskWorker(
      ports.deskScript,
      ports.language,
      {
        ...createHttpCalls(ports.http),
        readToken: ({ pageId }) => pageSecrets.readToken(pageId),
        readAppSecret: ({ pageId }) => pageSecrets.readAppSecret(pageId),
        readPreferences: () => kept.read(),
        writePreferences: (values) => kept.write(values),
        showNotice: (notice) => ports.notifier.show(notice),
        openAddress: (url) => ports.opener.open(url),
        writeLog: log,
        deskEvent: board.tell,
        shopsChanged,
        settingsChanged: board.setSettings,
        clockChanged: board.setClock,
      },
      (reason) => {
        log('error', 'desk-ended', { reason })
        worker = null
        void practice.pause()
        showProblem({ code: 'bug' })
        restarts.ended()
      },
    )
    board.setSettings(await worker.desk.readSettings())
  }

  async function openKeptShop(): Promise<void> {
    if (!storeExists(dataFolder)) return board.show({ name: 'first', problem: null })
    const openable = await findStoreKey(dataFolder, keychain, storeKeyOfThisRun)
    if (!openable.ok) return showProblem(openable.error)
    const opened = await orProblem(() => openShops(openable.value, ports.platformUrl, []))
    if (opened.ok && opened.value.length === 0) board.show({ name: 'first', problem: null })
  }

  async function openShops(store: OpenableStore, platformUrl: string, connect: PageToConnect[]): Promise<Result<Shop[]>> {
    if (!worker) return failure('no-shop-open')
    const opened = await worker.desk.openShops({ folder: store.folder, storeKey: store.key, platformUrl, connect })
    if (opened.ok && opened.value.length > 0) {
      const { endsWithThisRun } = store
      board.show({ name: 'shop', practice: practice.isOpen(), endsWithThisRun, recovery: recoveryOfOpen(store), shops: opened.value })
    }
    return opened
  }

  /** A code is of use where a keychain may be lost. */
  function recoveryOfOpen(store: OpenableStore): OpenShopScreen['recovery'] {
    const hasKeychain = !practice.isOpen() && !store.endsWithThisRun && storeKeyOfThisRun === null
    return hasKeychain ? recoveryOf(dataFolder) : 'none'
  }

  function openShopPages(): Shop[] {
    const screen = board.screen()
    return screen.name === 'shop' ? screen.shops : []
  }

  function shopsChanged(shops: Shop[]): void {
    const screen = board.screen()
    if (screen.name === 'shop') board.show({ ...screen, shops })
  }

  /** A store that ends with this run is the one of all Pages that are connected in it. */
  async function findOrMakeStore(): Promise<Result<OpenableStore>> {
    if (temporaryStore) return success(temporaryStore)
    const store = await findOrMakeStoreKey(dataFolder, keychain, storeKeyOfThisRun)
    if (store.ok && store.value.endsWithThisRun) temporaryStore = store.value
    return store
  }

  function withoutKeychain(): 'always' | 'for-now' | null {
    if (temporaryStore || ports.secrets.storeKey !== null) return 'always'
    return storeKeyOfThisRun === null ? null : 'for-now'
  }

  const connecting = createConnecting({
    platformUrl: ports.platformUrl,
    givenToken: ports.secrets.token,
    withoutKeychain,
    pageSecrets,
    http: ports.http,
    desk: () => worker?.desk ?? null,
    connectedPages: () => (practice.isOpen() ? [] : openShopPages()),
    findOrMakeStore,
    openShops: (store, pages) =>
      orProblem(async () => {
        await practice.leave()
        return openShops(store, ports.platformUrl, pages)
      }),
  })

  const practice = createPracticeVisit({
    dataFolder,
    desk: () => worker?.desk ?? null,
    pageSecrets,
    openShops: (...shop) => orProblem(() => openShops(...shop)),
  })

  const recovery = createRecovery({
    dataFolder,
    keychain,
    board,
    openKeptShop(keyOfThisRun) {
      storeKeyOfThisRun = keyOfThisRun
      return openKeptShop()
    },
  })

  const handlers: RequestHandlers<HostRequestName> = {
    readStatus: () => success(board.status()),
    connect(input) {
      const { signal } = wantedConnect
      return inTurn(() => connecting.connect(input, signal))
    },
    connectOffered({ pageIds }) {
      const { signal } = wantedConnect
      return inTurn(() => connecting.connectOffered(pageIds, signal))
    },
    cancelConnect() {
      wantedConnect.abort()
      wantedConnect = new AbortController()
      void worker?.desk.giveUpIdentifying()
      return success({})
    },
    disconnect: ({ conversations, ...page }) =>
      inTurn(async () => {
        const disconnected = await connecting.disconnect(page, conversations)
        const isLast = openShopPages().every(({ pageId, platform }) => pageId === page.pageId && platform === page.platform)
        if (disconnected.ok && isLast) board.show({ name: 'first', problem: null })
        return disconnected
      }),
    makeRecoveryCode: () => inTurn(recovery.makeCode),
    declineRecoveryCode: recovery.decline,
    openWithRecoveryCode: ({ code }) => inTurn(() => recovery.openWith(code)),
    openPracticeShop: ({ scenario }) => inTurn(() => practice.open(scenario)),
    async reportFocus({ focused }) {
      await worker?.desk.focusChanged(focused)
      return success({})
    },
    leavePracticeShop: () =>
      inTurn(() =>
        orProblem(async () => {
          await practice.leave()
          await openKeptShop()
          return success({})
        }),
      ),
    movePracticeClock: ({ advanceMs }) => practice.advanceClock(advanceMs),
    setPracticeSpeed: ({ speed }) => practice.setSpeed(speed),
    tryAgain: () =>
      inTurn(async () => {
        if (board.screen().name === 'problem') await startNow()
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
    status: board.status,
    request: (name, input) =>
      answer(name, input).catch((error: unknown) => {
        log('error', 'request-broke', { request: name, reason: error instanceof Error ? error.message : 'unknown' })
        return failure('bug')
      }),
    onEvent: board.onEvent,
    readContent(content) {
      const offered = content.kind === 'page-picture' ? connecting.offeredPicture(content.pageId) : null
      const read = offered ?? worker?.desk.readContent(content)
      return read?.catch(() => failure('attachment-gone')) ?? Promise.resolve(failure('attachment-gone'))
    },
    openConversation: (key) => board.tell({ name: 'openConversation', payload: key }),
    reviewReminders: () => void worker?.desk.reviewReminders(),
    async close() {
      restarts.stop()
      await worker?.close()
      worker = null
      await practice.pause()
      await Promise.race([keychain.idle(), new Promise((resolve) => setTimeout(resolve, keychainPatienceMs))])
      folder?.release()
      folder = null
      connecting.endOffer()
      if (temporaryStore) rmSync(temporaryStore.folder, { recursive: true, force: true })
    },
  }
}
