import type { ErrorLanguage } from './error-texts'
import type { Fault } from './faults'
import { errorBody, graphError, type GraphError } from './graph-error'
import type { Json, JsonObject } from './graph-fields'
import { businessUsage, usageOf } from './quota'

export type GraphAnswer = { status: number; headers: Record<string, string>; body: string | Buffer }

/** What stands between the client and the platform answers; the request arrives nowhere. Null when nothing does. */
export function answerInFront(fault: Fault, language: ErrorLanguage, pageId: string): GraphAnswer | null {
  if (fault.kind === 'status') return { status: fault.status, headers: {}, body: '' }
  if (fault.kind === 'error') {
    const headers = fault.waitMinutes === null ? {} : businessUsage(pageId, usageOf(1, 1), fault.waitMinutes)
    return errorAnswer(graphError(fault.code, fault.subcode), language, headers)
  }
  if (fault.kind === 'redirect') return { status: 302, headers: { location: fault.to }, body: '' }
  if (fault.kind !== 'html') return null
  const body = '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>'
  return { status: fault.status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

/** What becomes of an answer on its way back. */
export function spoil(answer: GraphAnswer, fault: Fault | null, language: ErrorLanguage): GraphAnswer {
  const { body } = answer
  if (fault?.kind === 'truncated') return { ...answer, body: typeof body === 'string' ? body.slice(0, body.length / 2) : body.subarray(0, body.length / 2) }
  if (fault?.kind === 'unknown-attachment' && typeof body === 'string') return { ...answer, body: withUnknownAttachment(body) }
  const hidesSuccess = fault?.kind === 'error-although-sent' && answer.status === 200
  return hidesSuccess ? errorAnswer(graphError(1, 1357046), language) : answer
}

export function jsonAnswer(status: number, body: object, headers: Record<string, string> = {}): GraphAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8', ...headers }, body: JSON.stringify(body) }
}

export function errorAnswer(error: GraphError, language: ErrorLanguage, headers: Record<string, string> = {}): GraphAnswer {
  return jsonAnswer(error.status, errorBody(error, language), headers)
}

/** Gives the first message of an answer an attachment of a kind that nobody has heard of. */
function withUnknownAttachment(body: string): string {
  const json = JSON.parse(body) as Json
  const message = firstMessage(json)
  if (message) message['attachments'] = { data: [{ id: '1', name: 'hologram', hologram_data: { depth: 3, url: 'https://example.com/hologram' } }] }
  return JSON.stringify(json)
}

function firstMessage(json: Json): JsonObject | null {
  if (typeof json !== 'object' || json === null) return null
  if (!Array.isArray(json) && typeof json['id'] === 'string' && json['id'].startsWith('m_')) return json
  for (const inner of Object.values(json)) {
    const found = firstMessage(inner)
    if (found) return found
  }
  return null
}
