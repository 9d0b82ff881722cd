import { z } from 'zod'

/**
 * Everything that can go wrong and that an owner may read about. Each code has one sentence in `locales/`
 * under `problems.<code>`, and is what the log records.
 */
export const problemCodeSchema = z.enum([
  // The platform
  'unreachable',
  'token-refused',
  'token-missing',
  'token-out-of-reach',
  'token-expired',
  'token-password-changed',
  'token-app-removed',
  'token-checkpoint',
  'token-unconfirmed',
  'token-role-lost',
  'token-not-for-a-page',
  'token-of-other-page',
  'app-secret-needed',
  'app-secret-wrong',
  'permission-missing',
  'app-not-live',
  'window-closed',
  'customer-unavailable',
  'page-restricted',
  'throttled',
  'tags-misused',
  'quota-spent',
  'other-app-answers',
  'attachment-refused',
  'message-refused',
  'message-gone',
  'not-at-facebook',
  'request-refused',
  'platform-trouble',
  // The data folder and its key
  'folder-not-writable',
  'folder-in-use',
  'store-newer',
  'store-damaged',
  'store-key-missing',
  'store-key-wrong',
  'key-check-missing',
  'keychain-unavailable',
  'keychain-locked',
  // The page and the desk
  'no-shop-open',
  'conversation-unknown',
  'delivery-not-open',
  'request-invalid',
  'link-refused',
  'link-not-opened',
  'attachment-gone',
  'recovery-code-wrong',
  'recovery-code-mistyped',
  'offer-over',
  'connect-cancelled',
  'only-testers-visible',
  'bug',
])
export type ProblemCode = z.infer<typeof problemCodeSchema>

const codesOfTheToken = new Set<ProblemCode>([
  'token-refused',
  'token-missing',
  'token-expired',
  'token-password-changed',
  'token-app-removed',
  'token-checkpoint',
  'token-unconfirmed',
  'token-role-lost',
  'token-not-for-a-page',
  'app-secret-needed',
  'app-secret-wrong',
  'permission-missing',
])

/** Whether only the owner can end this problem, by pasting another token. */
export function needsNewToken(code: ProblemCode): boolean {
  return codesOfTheToken.has(code)
}

export const problemSchema = z.object({
  code: problemCodeSchema,
  /** What the sentence names, such as the folder. Never a token, a key or a customer's words. */
  detail: z.record(z.string(), z.string()).optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** What an operation that may fail for a reason of the outside gives: failures are values, exceptions are bugs. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Problem }

/** A success. */
export function success<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

/** A failure with its code and what its sentence names. */
export function failure(code: ProblemCode, detail?: Record<string, string>): { ok: false; error: Problem } {
  return { ok: false, error: detail ? { code, detail } : { code } }
}
