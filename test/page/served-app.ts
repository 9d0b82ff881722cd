import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, type Page } from '@playwright/test'
import { appFolder } from '../../build/repository.mjs'
import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'

export const storeKey = 'ab'.repeat(32)
export const minute = 60_000

export type ServedApp = { url: string; pid: number; words(): string; end(): Promise<number | null> }

export type ServeOptions = {
  data?: string
  graph?: string
  /** English unless told otherwise; null leaves it to what the owner chose. */
  lang?: 'en' | 'fr' | null
  token?: string
  storeKey?: string | null
}

type Fixtures = {
  dataFolder: string
  /** A practice platform without customers, whose clock stands still unless a test moves it. */
  practice: RunningPractice
  /** Starts the browser host on `dataFolder` and, unless told otherwise, `practice`; ended after the test. */
  serve: (options?: ServeOptions) => Promise<ServedApp>
  /** Starts it where it should refuse, and gives its status and words. */
  serveToEnd: (options?: ServeOptions) => Promise<{ status: number | null; words: string }>
  /** The page of an app that is connected to the practice platform. */
  inbox: Page
}

export const test = base.extend<Fixtures>({
  dataFolder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-data-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },

  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'empty', startAt: Date.now() })
    await use(practice)
    await practice.close()
  },

  serve: async ({ dataFolder, practice }, use) => {
    const apps: ServedApp[] = []
    await use(async (options = {}) => {
      const app = await startServing(spawnHost({ data: dataFolder, graph: practice.url, ...options }))
      apps.push(app)
      return app
    })
    for (const app of apps) await app.end()
  },

  serveToEnd: async ({ dataFolder, practice }, use) => {
    await use(async (options = {}) => {
      const child = spawnHost({ data: dataFolder, graph: practice.url, ...options })
      const words = gatherWords(child)
      const [status] = (await once(child, 'exit')) as [number | null]
      return { status, words: words() }
    })
  },

  inbox: async ({ page, practice, serve }, use) => {
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Check now' }).waitFor()
    await use(page)
  },
})

export { expect } from '@playwright/test'

/** A customer writes at the practice platform; gives the conversation's id. */
export function customerWrites(practice: RunningPractice, from: string, text: string, conversation: string | null = null): string {
  const said = practice.shop.say({ conversation, from, text, attachments: [] })
  if (!said.ok) throw new Error(said.sentence)
  return said.conversation
}

/** What the practice platform has of a conversation, oldest first. */
export function textsAtThePlatform(practice: RunningPractice, conversation: string): string[] {
  return (practice.shop.findConversation(conversation)?.messages ?? []).map((message) => message.text)
}

/** A customer of the queue. */
export function queueItem(page: Page, customer: string) {
  return page.getByRole('list', { name: 'Conversations' }).getByRole('listitem', { name: customer })
}

function spawnHost(options: ServeOptions): ChildProcess {
  const { data = '', graph = '', lang = 'en', token, storeKey: key = storeKey } = options
  const environment: NodeJS.ProcessEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  if (token !== undefined) environment['COMPTOIR_PAGE_TOKEN'] = token
  if (key !== null) environment['COMPTOIR_STORE_KEY'] = key
  const values = [join(appFolder, 'browser-host.cjs'), '--data', data, '--graph', graph, ...(lang ? ['--lang', lang] : [])]
  return spawn(process.execPath, values, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function startServing(child: ChildProcess): Promise<ServedApp> {
  const words = gatherWords(child)
  if (!child.stdout) throw new Error('the host has no output')
  const lines = createInterface({ input: child.stdout })
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('close', () => reject(new Error(`the host ended: ${words()}`)))
  })
  const { url, pid } = JSON.parse(line) as { url: string; pid: number }
  return {
    url,
    pid,
    words,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
  }
}

function gatherWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  return () => words
}
