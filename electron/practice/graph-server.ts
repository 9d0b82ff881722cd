import { setTimeout as delay } from 'node:timers/promises'
import { attachmentFile, pagePicture } from './attachment-files'
import type { Fault } from './faults'
import { GraphRefusal } from './graph-error'
import { answerInFront, errorAnswer, jsonAnswer, spoil, type GraphAnswer } from './graph-faults'
import type { GraphContext } from './graph-nodes'
import { answerGet } from './graph-reads'
import { classifyRequest, type GraphRequest } from './graph-requests'
import { answerPost } from './graph-sends'
import { startLoopbackServer, type ListenOptions, type LoopbackAnswer, type LoopbackRequest, type LoopbackServer } from './loopback-server'
import { accessError, tokenError } from './page-tokens'
import type { PracticePlatform } from './practice-platform'
import type { QuotaVerdict } from './quota'

/** The version that answers a request without one. v26.0 is the newest of the Graph API changelog, 2026-07-29. */
const newestVersion = 'v26.0'

/** v20.0 and older have ended (same source). That an ended version is answered in a newer one is said, and was never seen. */
const lastEndedVersion = 20
const hourMs = 3_600_000
const bodyLimitBytes = 26 * 1024 * 1024

/**
 * Serves a practice platform as the Graph API does. Every answer carries the practice clock's time as `Date`, in whole
 * seconds, and the version that answered. Rejects when the port is taken.
 */
export async function startGraphServer(platform: PracticePlatform, options: ListenOptions): Promise<LoopbackServer> {
  const closing = new AbortController()
  const server = await startLoopbackServer({ ...options, bodyLimitBytes }, (request, origin) =>
    answerWithFaults(platform, request, origin, closing.signal),
  )
  return {
    url: server.url,
    close() {
      closing.abort()
      return server.close()
    },
  }
}

async function answerWithFaults(
  platform: PracticePlatform,
  received: LoopbackRequest,
  origin: string,
  closing: AbortSignal,
): Promise<LoopbackAnswer> {
  const request = classifyRequest(platform, received)
  const fault = request.shop.takeRequest(request.route)
  if (fault?.kind === 'drop' || (fault?.kind === 'delay' && !(await waited(fault, closing)))) return { kind: 'drop' }
  const language = request.shop.account.conditions().errorLanguage
  const answer = (fault && answerInFront(fault, language, request.shop.pageId)) ?? spoil(answerOnce(platform, request, received, origin), fault, language)
  // Read after the answer was made: a delay may have moved the practice clock.
  const date = platform.clock.now() + (fault?.kind === 'wrong-date' ? fault.offsetMs : 0)
  const headers = { date: new Date(date).toUTCString(), 'facebook-api-version': versionOfAnswer(request.version) }
  if (fault?.kind === 'lost-answer') return { kind: 'drop' }
  return { kind: 'answer', status: answer.status, body: answer.body, headers: { ...headers, ...answer.headers } }
}

function versionOfAnswer(asked: string | null): string {
  return asked === null || Number.parseFloat(asked.slice(1)) < lastEndedVersion + 1 ? newestVersion : asked
}

/** Waits as a fault asks; false when the server was closed meanwhile. */
function waited(fault: Extract<Fault, { kind: 'delay' }>, closing: AbortSignal): Promise<boolean> {
  return delay(fault.delayMs, true, { signal: closing }).catch(() => false)
}

function answerOnce(platform: PracticePlatform, request: GraphRequest, received: LoopbackRequest, origin: string): GraphAnswer {
  if (request.route === 'attachment') return attachmentAnswer(platform, request)
  let headers: QuotaVerdict['headers'] = {}
  try {
    const refused = tokenError(platform, request)
    if (refused) throw new GraphRefusal(refused)
    const counted = countCall(request)
    headers = counted.headers
    const error = counted.error ?? accessError(request)
    if (error) throw new GraphRefusal(error)
    const body = received.method === 'POST' ? answerPost(platform, request) : answerGet(platform, graphContext(platform, request, origin), request)
    return jsonAnswer(200, body, headers)
  } catch (error) {
    if (error instanceof GraphRefusal) return errorAnswer(error.error, request.shop.account.conditions().errorLanguage, headers)
    throw error
  }
}

/** Every call with a Page's token counts for the Page. Which bucket a user token's calls go to does not matter here. */
function countCall({ caller, route }: GraphRequest): QuotaVerdict {
  if (caller.kind !== 'page') return { headers: {}, error: null }
  const { shop } = caller
  return shop.quota.count({ route, rules: shop.account.conditions().quota, engagedPeople: shop.engagedPeople() })
}

function graphContext(platform: PracticePlatform, request: GraphRequest, origin: string): GraphContext {
  const { shop, version, token } = request
  return {
    shop,
    attachmentAddress(id) {
      const expiresAt = platform.clock.now() + shop.account.conditions().attachmentHours * hourMs
      return platform.addresses.make(origin, id, expiresAt)
    },
    link(path, query) {
      const url = new URL(`/${version ?? newestVersion}/${path}`, origin)
      for (const [name, value] of Object.entries({ access_token: token ?? '', ...query })) url.searchParams.set(name, value)
      return url.href
    },
  }
}

/** Refuses as the content network does: with a plain sentence, and no word of JSON. */
function attachmentAnswer(platform: PracticePlatform, { shop, id, query }: GraphRequest): GraphAnswer {
  const plain = { 'content-type': 'text/plain' }
  const attachment = shop.findAttachment(id)
  const file =
    platform.uploads.fileOf(id) ?? (id === shop.pageId ? pagePicture(shop.page) : attachment && attachmentFile(attachment, query.has('preview')))
  if (!file) return { status: 404, headers: plain, body: '' }
  const address = platform.addresses.check(id, query, platform.clock.now())
  if (address !== 'good') return { status: 403, headers: plain, body: address === 'expired' ? 'URL signature expired' : 'URL signature mismatch' }
  return { status: 200, headers: { 'content-type': file.contentType }, body: file.bytes }
}
