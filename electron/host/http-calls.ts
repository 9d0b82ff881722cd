import type { Http } from '../desk/ports'
import type { HostFunctions } from '../desk/worker-protocol'

/** The HTTP port as the desk's thread calls it, with the calls that are under way kept by their number. */
export function createHttpCalls(http: Http): Pick<HostFunctions, 'sendHttp' | 'downloadHttp' | 'abortHttp'> {
  const underWay = new Map<number, AbortController>()

  async function run<Outcome>(id: number, call: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    const controller = new AbortController()
    underWay.set(id, controller)
    return call(controller.signal).finally(() => underWay.delete(id))
  }

  return {
    sendHttp: ({ id, ...request }) => run(id, (signal) => http.send(request, signal)),
    downloadHttp: ({ id, ...request }) => run(id, (signal) => http.download(request, signal)),
    abortHttp: (id) => underWay.get(id)?.abort(),
  }
}
