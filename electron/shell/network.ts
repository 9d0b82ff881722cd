import { net, session, type Session } from 'electron'
import { createHttp } from '../host/http'
import type { Http, HttpOutcome, HttpRequest } from '../desk/ports'

const sendLaneCount = 4

/**
 * HTTP through Chromium's network, which knows the system's proxy and certificates. Its sessions are in memory and have no
 * cache: a cache would leave what customers sent on the disk, unencrypted.
 *
 * Chromium sends a request again by itself, a POST too, when a connection that was used before breaks ahead of the answer: a
 * message could go out twice. Sends therefore have sessions of their own, in each of which one at a time leaves on a new connection;
 * there are several, so that one that gets no answer holds up few.
 */
export function createNetwork(): Http {
  const fetches = session.fromPartition('fetches', { cache: false })
  const fetching = createHttp((url, options) => fetches.fetch(url, options), (url, options) => fetchStep(fetches, url, options))
  const sendLanes = Array.from({ length: sendLaneCount }, (_, number) => createSendLane(session.fromPartition(`sends-${number}`, { cache: false })))

  function sendOnNewConnection(request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
    const freest = sendLanes.reduce((least, lane) => (lane.waiting() < least.waiting() ? lane : least))
    return freest.send(request, signal)
  }

  return {
    send: (request, signal) => (request.method === 'GET' ? fetching.send(request, signal) : sendOnNewConnection(request, signal)),
    download: (request, signal) => fetching.download(request, signal),
  }
}

/** Sends over one session, one after the other. A request's time runs from when it leaves. */
function createSendLane(over: Session) {
  const http = createHttp((url, options) => over.fetch(url, options))
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function leave(request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
    await over.closeAllConnections()
    return http.send(request, signal)
  }

  return {
    waiting: () => waiting,
    send(request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
      waiting += 1
      const turn = last
        .then(() => leave(request, signal))
        .catch((): HttpOutcome => ({ kind: 'unsent' }))
        .finally(() => {
          waiting -= 1
        })
      last = turn
      return turn
    },
  }
}

/** One step of a download. A session's `fetch` fails at a redirect that it is not to follow, and does not say where it would have led. */
function fetchStep(over: Session, url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = net.request({ session: over, url, redirect: 'manual', credentials: 'omit' })
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
