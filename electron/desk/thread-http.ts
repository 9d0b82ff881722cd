import type { Http } from './ports'
import type { HostFunctions } from './worker-protocol'

/** The HTTP port over the thread's wall: each call gets a number, by which the host is told when its caller gives it up. */
export function createThreadHttp(host: Pick<HostFunctions, 'sendHttp' | 'downloadHttp' | 'abortHttp'>): Http {
  let lastId = 0

  async function withAbort<Outcome>(signal: AbortSignal, call: (id: number) => Promise<Outcome>): Promise<Outcome> {
    lastId += 1
    const id = lastId
    const abort = () => void host.abortHttp(id)
    const outcome = call(id)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    return outcome.finally(() => signal.removeEventListener('abort', abort))
  }

  return {
    send: (request, signal) => withAbort(signal, (id) => host.sendHttp({ ...request, id })),
    download: (request, signal) => withAbort(signal, (id) => host.downloadHttp({ ...request, id })),
  }
}
