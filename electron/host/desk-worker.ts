import { Worker } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import type { Language } from '../../shared/model'
import type { DeskFunctions, HostFunctions } from '../desk/worker-protocol'

/** A desk that does not close its shop by then is ended as it is: its store survives that. */
const closePatienceMs = 5_000

/** The desk in its worker thread, as the host sees it. */
export type DeskWorker = {
  desk: DeskFunctions
  /** Closes the open shop and ends the thread. */
  close(): Promise<void>
}

/** Starts the desk's thread. `broken` hears of a crash, which is a bug; every call that was open then fails. */
export function startDeskWorker(
  script: string,
  language: { chosen: Language | null; system: Language },
  host: HostFunctions,
  broken: (reason: string) => void,
): DeskWorker {
  const worker = new Worker(script, { workerData: { language } })
  let closing = false
  const desk = createBirpc<DeskFunctions, HostFunctions>(host, {
    post: (message: unknown) => worker.postMessage(message),
    on: (listener) => void worker.on('message', listener),
    timeout: -1,
  })
  function ended(reason: string): void {
    if (closing) return
    closing = true
    desk.$close(new Error('the desk has ended'))
    broken(reason)
  }
  worker.on('error', (error: Error) => ended(error.message))
  worker.on('exit', (status) => ended(`exit ${status}`))
  return {
    desk,
    async close() {
      if (closing) return
      await Promise.race([desk.closeShops(), new Promise((resolve) => setTimeout(resolve, closePatienceMs).unref())])
      closing = true
      await worker.terminate()
      desk.$close()
    },
  }
}
