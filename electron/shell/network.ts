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

  return createHttp(
    (url, options) => (options.method === 'GET' ? net.fetch(url, options) : sendOnNewConnection(url, options)),
    fetchStep,
  )
}

/** One step of a download. `net.fetch` fails at a redirect that it is not to follow, and does not say where it would have led. */
function fetchStep(url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = net.request({ url, redirect: 'manual', credentials: 'omit' })
    signal?.addEventListener('abort', () => request.abort())
    request.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }))
      request.abort()
    })
    request.on('response', (answer) => {
      const headers = ['content-type', 'content-length'].flatMap((name): [string, string][] => {
        const value = [answer.headers[name] ?? []].flat()[0]
        return value === undefined ? [] : [[name, value]]
      })
      const body = [204, 205, 304].includes(answer.statusCode) ? null : streamOf(request, answer)
      resolve(new Response(body, { status: answer.statusCode, headers }))
    })
    request.on('error', reject)
    request.on('abort', () => reject(new Error('aborted')))
    request.end()
  })
}

/** The body of an answer as `fetch` has it. Once it has ended, whichever way, it takes no more. */
function streamOf(request: Electron.ClientRequest, answer: Electron.IncomingMessage): ReadableStream<Uint8Array> {
  let ended = false
  const once = (end: () => void) => {
    if (!ended) end()
    ended = true
  }
  return new ReadableStream({
    start(stream) {
      answer.on('data', (chunk) => void (ended || stream.enqueue(chunk)))
      answer.on('end', () => once(() => stream.close()))
      answer.on('error', (error: unknown) => once(() => stream.error(error)))
      request.on('abort', () => once(() => stream.error(new Error('aborted'))))
    },
    cancel: () => once(() => request.abort()),
  })
}
