import { execFile, type ChildProcess } from 'node:child_process'
import { _electron, type ElectronApplication, type Page, type TestInfo } from '@playwright/test'
import { chooseElectron } from './chosen-electron'
import type { SessionBus } from './session-bus'

export type LaunchOptions = {
  data: string
  graph?: string
  /** English unless told otherwise; null leaves it to what the owner chose. */
  lang?: 'en' | 'fr' | null
  extraArguments?: string[]
  /** Changes to the session's variables; an undefined one is taken away. */
  environment?: Record<string, string | undefined>
}

/** The app in its window, with what it wrote. */
export type RunningApp = { application: ElectronApplication; page: Page; process: ChildProcess; output(): string }

const endMs = 20_000

export async function startApp(bus: SessionBus, options: LaunchOptions, testInfo: TestInfo, number: number): Promise<RunningApp> {
  const electron = chooseElectron()
  const application = await _electron.launch({
    executablePath: electron.executablePath,
    args: [electron.appFolder, ...electron.switches, ...appArguments(options)],
    env: environmentOf(bus, options),
  })
  let output = ''
  const child = application.process()
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await application.context().tracing.start({ screenshots: true, snapshots: true, title: `${testInfo.title} (${number})` })
  const page = await application.firstWindow()
  return { application, page, process: child, output: () => output }
}

/** Keeps a failing test's trace, picture and output, and ends the app as its owner would. */
export async function endApp(app: RunningApp, testInfo: TestInfo, number: number): Promise<void> {
  const isOpen = app.process.exitCode === null && app.process.signalCode === null
  if (testInfo.status !== testInfo.expectedStatus) {
    await testInfo.attach(`app-${number}.txt`, { body: app.output(), contentType: 'text/plain' })
    if (isOpen) await keepPictures(app, testInfo, number)
  }
  if (isOpen) await app.application.close()
}

/** A window that has crashed has neither; the test's own failure is the one to read. */
async function keepPictures({ application, page }: RunningApp, testInfo: TestInfo, number: number): Promise<void> {
  await Promise.allSettled([
    page.screenshot({ path: testInfo.outputPath(`app-${number}.png`), timeout: 5_000 }),
    application.context().tracing.stop({ path: testInfo.outputPath(`app-${number}-trace.zip`) }),
  ])
}

/** Starts the app where it is expected to end by itself, and gives its status and what it wrote. */
export function runAppToEnd(bus: SessionBus, options: LaunchOptions): Promise<{ status: number | null; output: string }> {
  const electron = chooseElectron()
  const values = [electron.appFolder, ...electron.switches, ...appArguments(options)]
  return new Promise((resolve) => {
    const child = execFile(electron.executablePath, values, { env: environmentOf(bus, options), timeout: endMs }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode, output: stdout + stderr })
    })
  })
}

function appArguments({ data, graph, lang, extraArguments = [] }: LaunchOptions): string[] {
  return ['--data', data, ...(graph ? ['--graph', graph] : []), ...(lang ? ['--lang', lang] : []), ...extraArguments]
}

function environmentOf(bus: SessionBus, { environment = {} }: LaunchOptions): Record<string, string> {
  const merged = Object.entries({ ...bus.environment, ...environment })
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
