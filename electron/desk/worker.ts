import { parentPort, workerData } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import { createDeskClock } from './clock'
import { createDesk } from './desk'
import type { Log } from './ports'
import { openSettings, type LanguageChoice } from './settings/settings'
import { createThreadHttp } from './thread-http'
import type { DeskFunctions, HostFunctions } from './worker-protocol'

/** The desk's thread: its ports are calls to the host, over the only channel between them. */
async function run(): Promise<void> {
  const channel = parentPort
  if (!channel) throw new Error('the desk runs in a worker thread')

  const desk: { functions: DeskFunctions | null } = { functions: null }
  const ready = new Promise<DeskFunctions>((resolve) => {
    queueMicrotask(() => void start().then(resolve))
  })
  const host = createBirpc<HostFunctions, DeskFunctions>({} as DeskFunctions, {
    post: (message: unknown) => channel.postMessage(message),
    on: (listener) => void channel.on('message', listener),
    timeout: -1,
    resolver: async (name) => {
      desk.functions ??= await ready
      return desk.functions[name as keyof DeskFunctions] as (...values: unknown[]) => unknown
    },
  })

  async function start(): Promise<DeskFunctions> {
    const log: Log = (...line) => void host.writeLog.asEvent(...line)
    const clock = createDeskClock(log)
    const preferences = { read: () => host.readPreferences(), write: (values: Record<string, unknown>) => host.writePreferences(values) }
    const { language } = workerData as { language: LanguageChoice }
    const settings = await openSettings(preferences, language)
    clock.onChange(() => void host.clockChanged.asEvent(clock.reading()))
    return createDesk(
      {
        clock,
        http: createThreadHttp(host),
        vault: { readToken: (page) => host.readToken(page), readAppSecret: (page) => host.readAppSecret(page) },
        preferences,
        notifier: { show: (notice) => host.showNotice(notice) },
        opener: { open: (url) => host.openAddress(url) },
        log,
      },
      settings,
      {
        event: (event) => void host.deskEvent.asEvent(event),
        shopsChanged: (shops) => void host.shopsChanged.asEvent(shops),
        settingsChanged: (changed) => void host.settingsChanged.asEvent(changed),
      },
    )
  }

  await ready
}

void run()
