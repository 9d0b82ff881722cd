import { createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock, Http, HttpOutcome, Log } from '../ports'
import type { CallGate, CallKind } from './budget'
import { permissionNamedIn, readPlatformError, type PlatformProblem } from './errors'
import { readJson } from './json'
import { isGraphVersion } from '../../../shared/model'
import { errorSchema } from './schemas'

const readTimeoutMs = 20_000
const sendTimeoutMs = 30_000
const transientPauseMs = 1_000

export type CallProblem = {
  problem: PlatformProblem
  /** When calls are held: until when, in UTC milliseconds. */
  until: number | null
}

/** What came of a call: the JSON of an answer that is no error, or a problem. */
export type CallOutcome = { ok: true; value: unknown } | FailedCall

export type FailedCall = { ok: false; mayHaveArrived: boolean } & CallProblem

export type PlatformCallOptions = {
  http: Http
  clock: Pick<Clock, 'learnPlatformTime' | 'now'>
  log: Log
  /** Such as `https://graph.facebook.com`. */
  platformUrl: string
  /** Null when there is none, and rejects when the vault cannot be reached: no call leaves then. */
  readToken: () => Promise<string | null>
  /** The secret of the owner's own Meta app, or null. Rejects as `readToken`. */
  readAppSecret: () => Promise<string | null>
  /** The version of the Graph API to speak, as `v25.0`. */
  graphVersion: () => string
  budget: CallGate
}

/** Calls to the platform, each within the budget. */
export type PlatformCalls = {
  /** Reads go one after the other, two a second at most, and once more when there is hope in it. */
  read(path: string[], query: Record<string, string>, signal?: AbortSignal): Promise<CallOutcome>
  /** A send leaves at once and is never repeated. Its signal ends it until then. */
  send(path: string[], body: object, signal?: AbortSignal): Promise<CallOutcome>
  /** The version in which the platform answered last, when it is not the one that was asked for. */
  otherVersion(): string | null
}

/** Makes the calls of one Page. The token goes into the `Authorization` header and nowhere else. */
export function createPlatformCalls(options: PlatformCallOptions): PlatformCalls {
  const { http, clock, log, platformUrl, budget } = options
  const never = new AbortController().signal
  let lastRead: Promise<unknown> = Promise.resolve()
  let otherVersion: string | null = null

  async function call(kind: CallKind, path: string[], query: Record<string, string>, body: object | null, signal: AbortSignal): Promise<CallOutcome> {
    const [token, secret] = await Promise.all([options.readToken(), options.readAppSecret()]).catch(() => [undefined, null] as const)
    if (token === undefined) return failed({ kind: 'reconnect', reason: 'out-of-reach' })
    if (token === null) return failed({ kind: 'reconnect', reason: 'missing' })
    if (!/^[\x21-\x7e]+$/.test(token)) return failed({ kind: 'reconnect', reason: 'invalid' })
    if (kind === 'read') await pause(budget.paceRead(), signal)
    if (signal.aborted) return failed({ kind: 'unreachable' })
    const taken = budget.take(kind)
    if (!taken.ok) return { ...failed(taken.by === 'platform' ? { kind: 'throttled', scope: 'page', warned: false } : { kind: 'quota-spent' }), until: taken.until }
    const url = new URL(`/${[options.graphVersion(), ...path].map(encodeURIComponent).join('/')}`, platformUrl)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    // In the query of a POST too: in some bodies Meta overlooks it (guide "Secure requests"; scribejava, pull request 1070).
    if (secret !== null) url.searchParams.set('appsecret_proof', createHmac('sha256', secret).update(token).digest('hex'))
    const outcome = await http.send(
      {
        method: body ? 'POST' : 'GET',
        url: url.href,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: kind === 'send' ? sendTimeoutMs : readTimeoutMs,
      },
      // Once a send has left, ending it would only lose whether it arrived.
      kind === 'send' ? never : signal,
    )
    if (outcome.kind === 'unsent') taken.giveBack()
    return readOutcome(kind, outcome, 'limit' in query ? Number(query['limit']) : null)
  }

  function readOutcome(kind: CallKind, outcome: HttpOutcome, listLimit: number | null): CallOutcome {
    if (outcome.kind !== 'answer') return failed({ kind: 'unreachable' }, outcome.kind === 'lost')
    const { status, headers, body } = outcome
    learnFrom(outcome)
    const value = readJson(body)
    const error = errorSchema.safeParse(value)
    if (status < 400 && value !== undefined && !error.success) {
      budget.learn(headers)
      budget.wentWell(kind)
      return { ok: true, value }
    }
    const { code, error_subcode: subcode, message } = error.success ? error.data.error : { code: 0, error_subcode: 0, message: '' }
    log('warning', `${kind}-failed`, { status, code, subcode })
    const problem = error.success ? readPlatformError(code, subcode, listLimit) : noAnswerOfMeta(status)
    if (problem.kind === 'throttled') return { ...failed(problem), until: budget.throttled(problem.scope, kind, headers) }
    budget.learn(headers)
    if (problem.kind === 'no-permission') return failed({ ...problem, permission: permissionNamedIn(message) })
    return failed(problem, problem.kind === 'transient' || (status >= 500 && problem.kind === 'unknown'))
  }

  /** Cut off, a page of a proxy's, or an empty body. */
  function noAnswerOfMeta(status: number): PlatformProblem {
    return { kind: status === 404 || status === 405 ? 'unknown' : 'transient' }
  }

  function learnFrom({ headers, sentAt, receivedAt }: Extract<HttpOutcome, { kind: 'answer' }>): void {
    const date = Date.parse(headers['date'] ?? '')
    if (Number.isFinite(date)) clock.learnPlatformTime(date, sentAt, receivedAt)
    const answered = headers['facebook-api-version'] ?? ''
    if (!isGraphVersion(answered)) return
    const asked = options.graphVersion()
    const before = otherVersion
    otherVersion = answered === asked ? null : answered
    if (otherVersion !== null && otherVersion !== before) log('warning', 'other-version-answered', { asked, answered })
  }

  async function readWithHope(path: string[], query: Record<string, string>, signal: AbortSignal): Promise<CallOutcome> {
    const outcome = await call('read', path, query, null, signal)
    if (outcome.ok || signal.aborted || outcome.problem.kind !== 'transient') return outcome
    await pause(transientPauseMs, signal)
    return call('read', path, query, null, signal)
  }

  return {
    read(path, query, signal = never) {
      const turn = lastRead.then(() => readWithHope(path, query, signal))
      lastRead = turn.catch(() => undefined)
      return turn
    },
    send: (path, body, signal = never) => call('send', path, {}, body, signal),
    otherVersion: () => otherVersion,
  }
}

function failed(problem: PlatformProblem, mayHaveArrived = false) {
  return { ok: false as const, problem, until: null, mayHaveArrived }
}

/** Ends early when the caller gives up, whose call then does not leave. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined)
}
