import 'core-js/actual'
import { Blob } from 'node:buffer'
import { webcrypto } from 'node:crypto'
import { createRequire } from 'node:module'
import * as webStreams from 'node:stream/web'
import { fetch, File, FormData, Headers, Request, Response } from 'undici'
import { addMissingAbortSignals } from './missing-abort-signals'
import { addMissingServerMethods } from './missing-server-methods'

/** What Node 24 has and the stand-in's Node 16 has not, for its main process and, through `--require`, for every worker thread. */
const missing: Record<string, unknown> = { Blob, crypto: webcrypto, fetch, File, FormData, Headers, Request, Response, ...webStreams }

for (const [name, value] of Object.entries(missing)) {
  if (name !== 'default' && !(name in globalThis)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
  }
}
addMissingAbortSignals()
addMissingServerMethods()
startWorkersWithThisFile()

function startWorkersWithThisFile(): void {
  // A namespace import is a copy that cannot be changed; the module itself can.
  const threads = createRequire(__filename)('node:worker_threads') as typeof import('node:worker_threads')
  const own = `${__dirname}/missing-in-node.cjs`
  threads.Worker = class extends threads.Worker {
    constructor(script: string | URL, options: import('node:worker_threads').WorkerOptions = {}) {
      super(script, { ...options, execArgv: [...(options.execArgv ?? []), '--require', own] })
    }
  }
}
