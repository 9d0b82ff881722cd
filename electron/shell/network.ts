import { net, session } from 'electron'
import { createHttp, neverLeft } from '../host/http'
import type { Http } from '../desk/ports'

/**
 * HTTP through Chromium's network, which knows the system's proxy and certificates.
 *
 * Chromium sends a request again by itself, a POST too, when a connection that was used before breaks ahead of the answer: a
 * message could go out twice. Sends therefore have a session of their own and one at a time leave on a new connection.
 */
export function createNetwork(): Http {
  const sends = session.fromPartition('sends')
  let lastSend: Promise<unknown> = Promise.resolve()

  function sendOnNewConnection(url: string, options: RequestInit): Promise<Response> {
    const turn = lastSend.then(async () => {
      await sends.closeAllConnections()
      if (options.signal?.aborted) throw new Error(neverLeft)
      const answer = await sends.fetch(url, options)
      // Read here: the next send closes the connection on which the rest of it comes.
      const body = await answer.text()
      return new Response(body, { status: answer.status, headers: answer.headers })
    })
    lastSend = turn.catch(() => undefined)
    return turn
  }

  return createHttp((url, options) => (options.method === 'GET' ? net.fetch(url, options) : sendOnNewConnection(url, options)))
}
