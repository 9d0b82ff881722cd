import type { ProblemCode } from '../../../shared/problems'
import type { HoldScope } from './budget'

/** Why no token opens the Page: the vault has none, or cannot be reached, or the platform refuses the one that it gave. */
export type ReconnectReason = 'missing' | 'out-of-reach' | 'expired' | 'password-changed' | 'app-removed' | 'checkpoint' | 'unconfirmed' | 'role-lost' | 'invalid'

/** Everything that can come of a call to the platform besides what was asked for. */
export type PlatformProblem =
  /** No answer, or none that came whole. */
  | { kind: 'unreachable' }
  | { kind: 'reconnect'; reason: ReconnectReason }
  /** Which one, when the platform names it. */
  | { kind: 'no-permission'; permission: string | null }
  /** Only people with a role on the Meta app can be reached until it is reviewed and live. */
  | { kind: 'not-live' }
  | { kind: 'window-closed' }
  | { kind: 'cannot-deliver' }
  | { kind: 'page-restricted' }
  /** Another app, or an automation of Messenger itself, has the conversation now. */
  | { kind: 'other-app' }
  | { kind: 'attachment-refused' }
  /** The Meta app wants its secret as a proof, and there is none, or a wrong one. */
  | { kind: 'app-secret'; given: boolean }
  /** `warned`: Meta says that message tags were misused. */
  | { kind: 'throttled'; scope: HoldScope; warned: boolean }
  /** The desk itself holds reads, by its own count of the calls or by what the platform says of them. */
  | { kind: 'quota-spent' }
  /** The same list with fewer entries may work. */
  | { kind: 'too-much-asked' }
  /** A read may work when it is tried again; a send may have worked. */
  | { kind: 'transient' }
  | { kind: 'gone'; what: 'message' | 'object' }
  /** A code that nobody knows. */
  | { kind: 'unknown' }
  /** The request was wrong. */
  | { kind: 'bug' }

const reasonOfSubcode = new Map<number, ReconnectReason>([
  [458, 'app-removed'],
  [459, 'checkpoint'],
  [460, 'password-changed'],
  [463, 'expired'],
  [464, 'unconfirmed'],
  [467, 'invalid'],
  [492, 'role-lost'],
])

const permissionCodes = new Set([3, 10, 200])
const pageThrottleCodes = new Set([4, 17, 32, 341, 80001, 80006])
const transientCodes = new Set([1, 2, 1200])
const windowSubcodes = new Set([2018278, 2534022, 2018065])
const undeliverableSubcodes = new Set([2018108, 1545041, 2018001])
const attachmentSubcodes = new Set([2018008, 2018047, 2018074, 2018109, 2018294])
const otherAppCodes = new Set([2018300, 2018321])

/** Meta's commerce and marketing messages, and labels, none of which are sent or used here. */
const unusedSubcodes = new Set([1893015, 1404170, 2018336, 2018344])

/**
 * Reads an error by code and subcode, never by its text, which is localised and may disagree with the code. `listLimit` is how
 * many entries were asked for, when a list was: too much asked has no code of its own.
 * Source: Messenger Platform error codes, 2026-06-25, and the Graph API's error guide and rate limits, 2026-03-23.
 */
export function readPlatformError(code: number, subcode: number, listLimit: number | null = null): PlatformProblem {
  if (code === 190 || code === 102 || subcode === 492) return { kind: 'reconnect', reason: reasonOfSubcode.get(subcode) ?? 'invalid' }
  if (pageThrottleCodes.has(code)) return { kind: 'throttled', scope: 'page', warned: false }
  if (code === 613) return { kind: 'throttled', scope: 'lane', warned: subcode === 2018338 }
  if (code === 9000001) return { kind: 'gone', what: 'message' }
  if (code === 368 || subcode === 1893063) return { kind: 'page-restricted' }
  if (code === 551 || undeliverableSubcodes.has(subcode)) return { kind: 'cannot-deliver' }
  if (otherAppCodes.has(code) || subcode === 2534037) return { kind: 'other-app' }
  if (unusedSubcodes.has(subcode)) return { kind: 'unknown' }
  if (code === 10 && windowSubcodes.has(subcode)) return { kind: 'window-closed' }
  if (code === 200 && subcode === 2018028) return { kind: 'not-live' }
  if (permissionCodes.has(code)) return { kind: 'no-permission', permission: null }
  if (code === 100) return readInvalidParameter(subcode)
  if (code === 1 && subcode === 0 && listLimit !== null && listLimit > 1) return { kind: 'too-much-asked' }
  return { kind: transientCodes.has(code) ? 'transient' : 'unknown' }
}

function readInvalidParameter(subcode: number): PlatformProblem {
  if (subcode === 33) return { kind: 'gone', what: 'object' }
  return { kind: attachmentSubcodes.has(subcode) ? 'attachment-refused' : 'bug' }
}

const codeOfReason: Record<ReconnectReason, ProblemCode> = {
  missing: 'token-missing',
  'out-of-reach': 'token-out-of-reach',
  expired: 'token-expired',
  'password-changed': 'token-password-changed',
  'app-removed': 'token-app-removed',
  checkpoint: 'token-checkpoint',
  unconfirmed: 'token-unconfirmed',
  'role-lost': 'token-role-lost',
  invalid: 'token-refused',
}

/** What the conversations of a Page want, and the list of a person's Pages (Conversations API guide, 2026-02-11). */
const knownPermissions = ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement', 'pages_show_list', 'business_management']

/** The permission that an error's text names, for the owner to read; nothing is decided by it. Null when it names none, or several. */
export function permissionNamedIn(text: string): string | null {
  const [named, ...others] = knownPermissions.filter((permission) => text.includes(permission))
  return named !== undefined && others.length === 0 ? named : null
}

/** What the owner reads about a problem, which for a few depends on whether something was read or sent. */
export function problemCodeOf(problem: PlatformProblem, asked: 'read' | 'send'): ProblemCode {
  switch (problem.kind) {
    case 'unreachable':
      return 'unreachable'
    case 'reconnect':
      return codeOfReason[problem.reason]
    case 'no-permission':
      return 'permission-missing'
    case 'not-live':
      return 'app-not-live'
    case 'window-closed':
      return 'window-closed'
    case 'cannot-deliver':
      return 'customer-unavailable'
    case 'page-restricted':
      return 'page-restricted'
    case 'other-app':
      return 'other-app-answers'
    case 'attachment-refused':
      return 'attachment-refused'
    case 'app-secret':
      return problem.given ? 'app-secret-wrong' : 'app-secret-needed'
    case 'throttled':
      return problem.warned ? 'tags-misused' : 'throttled'
    case 'quota-spent':
      return 'quota-spent'
    case 'gone':
      return problem.what === 'message' ? 'message-gone' : 'not-at-facebook'
    case 'too-much-asked':
    case 'transient':
      return 'platform-trouble'
    case 'unknown':
      return asked === 'send' ? 'message-refused' : 'platform-trouble'
    case 'bug':
      return asked === 'send' ? 'message-refused' : 'request-refused'
  }
}
