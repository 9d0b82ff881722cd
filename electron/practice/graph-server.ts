import { setTimeout as delay } from 'node:timers/promises'
import { attachmentFile, pagePicture } from './attachment-files'
import type { Fault } from './faults'
import { errorBody, GraphRefusal, plainError, tokenRefused, type GraphError } from './graph-error'
import type { GraphContext } from './graph-nodes'
import { answerGet } from './graph-reads'
import { classifyRequest, type GraphRequest } from './graph-requests'
import { answerSend } from './graph-sends'
import { startLoopbackServer, type ListenOptions, type LoopbackAnswer, type LoopbackRequest, type LoopbackServer } from './loopback-server'
import type { PracticeShop } from './practice-shop'

/** The version that answers a request without one. v26.0 is the newest of the Graph API changelog, 2026-07-29. */
const newestVersion = 'v26.0'

/**
 * Serves a practice shop as the Graph API does. Every answer carries the practice clock's time as `Date`, in whole
 * seconds, and the version that answered. Rejects when the port is taken.
 */
export async function startGraphServer(shop: PracticeShop, options: ListenOptions): Promise<LoopbackServer> {
  const closing = new AbortController()
  const server = await startLoopbackServer(options, (request, origin) => answerWithFaults(shop, request, origin, closing.signal))
  return {
    url: server.url,
    close() {
      closing.abort()
      return server.close()
    },
  }
}

async function answerWithFaults(
  shop: PracticeShop,
  received: LoopbackRequest,
  origin: string,
  closing: AbortSignal,
): Promise<LoopbackAnswer> {
  const request = classifyRequest(shop, received)
  const fault = shop.takeRequest(request.route)
  const headers = () => ({
    date: new Date(shop.clock.now()).toUTCString(),
    'facebook-api-version': request.version ?? newestVersion,
  })
  if (fault?.kind === 'drop') return { kind: 'drop' }
  if (fault?.kind === 'status') return { kind: 'answer', status: fault.status, headers: headers(), body: '' }
  if (fault?.kind === 'delay' && !(await waited(fault, closing))) return { kind: 'drop' }
  const answer = fault?.kind === 'error' ? errorAnswer(plainError(fault.code, fault.subcode)) : answerOnce(shop, request, received, origin)
  if (fault?.kind === 'lost-answer') return { kind: 'drop' }
  return { kind: 'answer', ...answer, headers: { ...headers(), 'content-type': answer.contentType } }
}

/** Waits as a fault asks; false when the server was closed meanwhile. */
function waited(fault: Extract<Fault, { kind: 'delay' }>, closing: AbortSignal): Promise<boolean> {
  return delay(fault.delayMs, true, { signal: closing }).catch(() => false)
}

type Answer = { status: number; contentType: string; body: string | Buffer }

function answerOnce(shop: PracticeShop, request: GraphRequest, received: LoopbackRequest, origin: string): Answer {
  try {
    if (request.route === 'attachment') return attachmentAnswer(shop, request)
    const failure = request.token === shop.token ? shop.tokenFailure() : { code: 190, subcode: null }
    if (failure) throw new GraphRefusal(tokenRefused(failure.code, failure.subcode))
    const body = received.method === 'POST' ? answerSend(shop, request) : answerGet(graphContext(shop, request, origin), request)
    return jsonAnswer(200, body)
  } catch (error) {
    if (error instanceof GraphRefusal) return errorAnswer(error.error)
    throw error
  }
}

function graphContext(shop: PracticeShop, request: GraphRequest, origin: string): GraphContext {
  return {
    shop,
    origin,
    link(path, query) {
      const url = new URL(`/${request.version ?? newestVersion}/${path}`, origin)
      for (const [name, value] of Object.entries({ access_token: shop.token, ...query })) url.searchParams.set(name, value)
      return url.href
    },
  }
}

function attachmentAnswer(shop: PracticeShop, request: GraphRequest): Answer {
  const attachment = shop.findAttachment(request.id)
  const file = request.id === shop.pageId ? pagePicture(shop.page) : attachment && attachmentFile(attachment, request.query.has('preview'))
  if (!file) return { status: 404, contentType: 'text/plain', body: '' }
  return { status: 200, contentType: file.contentType, body: file.bytes }
}

function jsonAnswer(status: number, body: object): Answer {
  return { status, contentType: 'application/json; charset=UTF-8', body: JSON.stringify(body) }
}

function errorAnswer(error: GraphError): Answer {
  return jsonAnswer(error.status, errorBody(error))
}
