import { describe, expect, test } from 'vitest'
import { problemCodeOf, readPlatformError, type PlatformProblem } from '../../../../electron/desk/platform/errors'
import { needsNewToken, type ProblemCode } from '../../../../shared/problems'

type Row = [code: number, subcode: number, kind: PlatformProblem['kind'], read: ProblemCode, sent: ProblemCode]

/** Every code of the table in the notes on the platform (Messenger error codes, 2026-06-25), and some that nobody knows. */
const rows: Row[] = [
  [190, 0, 'reconnect', 'token-refused', 'token-refused'],
  [190, 458, 'reconnect', 'token-app-removed', 'token-app-removed'],
  [190, 459, 'reconnect', 'token-checkpoint', 'token-checkpoint'],
  [190, 460, 'reconnect', 'token-password-changed', 'token-password-changed'],
  [190, 463, 'reconnect', 'token-expired', 'token-expired'],
  [190, 464, 'reconnect', 'token-unconfirmed', 'token-unconfirmed'],
  [190, 467, 'reconnect', 'token-refused', 'token-refused'],
  [190, 492, 'reconnect', 'token-role-lost', 'token-role-lost'],
  [200, 492, 'reconnect', 'token-role-lost', 'token-role-lost'],
  [190, 999, 'reconnect', 'token-refused', 'token-refused'],
  [102, 0, 'reconnect', 'token-refused', 'token-refused'],
  [10, 0, 'no-permission', 'permission-missing', 'permission-missing'],
  [3, 0, 'no-permission', 'permission-missing', 'permission-missing'],
  [10, 2018278, 'window-closed', 'window-closed', 'window-closed'],
  [10, 2534022, 'window-closed', 'window-closed', 'window-closed'],
  [10, 2018065, 'window-closed', 'window-closed', 'window-closed'],
  [10, 2018108, 'cannot-deliver', 'customer-unavailable', 'customer-unavailable'],
  [10, 1893063, 'page-restricted', 'page-restricted', 'page-restricted'],
  [10, 1893015, 'unknown', 'platform-trouble', 'message-refused'],
  [10, 1404170, 'unknown', 'platform-trouble', 'message-refused'],
  [10, 2018336, 'unknown', 'platform-trouble', 'message-refused'],
  [100, 0, 'bug', 'request-refused', 'message-refused'],
  [100, 33, 'gone', 'not-at-facebook', 'not-at-facebook'],
  [100, 2018001, 'cannot-deliver', 'customer-unavailable', 'customer-unavailable'],
  [100, 2018008, 'attachment-refused', 'attachment-refused', 'attachment-refused'],
  [100, 2018047, 'attachment-refused', 'attachment-refused', 'attachment-refused'],
  [100, 2018074, 'attachment-refused', 'attachment-refused', 'attachment-refused'],
  [100, 2018109, 'attachment-refused', 'attachment-refused', 'attachment-refused'],
  [100, 2018294, 'attachment-refused', 'attachment-refused', 'attachment-refused'],
  [100, 2534037, 'other-app', 'other-app-answers', 'other-app-answers'],
  [200, 0, 'no-permission', 'permission-missing', 'permission-missing'],
  [200, 2018028, 'not-live', 'app-not-live', 'app-not-live'],
  [200, 1545041, 'cannot-deliver', 'customer-unavailable', 'customer-unavailable'],
  [551, 1545041, 'cannot-deliver', 'customer-unavailable', 'customer-unavailable'],
  [551, 0, 'cannot-deliver', 'customer-unavailable', 'customer-unavailable'],
  [613, 0, 'throttled', 'throttled', 'throttled'],
  [613, 1996, 'throttled', 'throttled', 'throttled'],
  [613, 2018338, 'throttled', 'tags-misused', 'tags-misused'],
  [613, 2534040, 'throttled', 'throttled', 'throttled'],
  [4, 0, 'throttled', 'throttled', 'throttled'],
  [17, 0, 'throttled', 'throttled', 'throttled'],
  [32, 0, 'throttled', 'throttled', 'throttled'],
  [80001, 0, 'throttled', 'throttled', 'throttled'],
  [80006, 0, 'throttled', 'throttled', 'throttled'],
  [341, 0, 'throttled', 'throttled', 'throttled'],
  [1, 0, 'transient', 'platform-trouble', 'platform-trouble'],
  [1, 99, 'transient', 'platform-trouble', 'platform-trouble'],
  [1, 1357046, 'transient', 'platform-trouble', 'platform-trouble'],
  [2, 0, 'transient', 'platform-trouble', 'platform-trouble'],
  [2, 2018344, 'unknown', 'platform-trouble', 'message-refused'],
  [368, 0, 'page-restricted', 'page-restricted', 'page-restricted'],
  [1200, 0, 'transient', 'platform-trouble', 'platform-trouble'],
  [2018300, 0, 'other-app', 'other-app-answers', 'other-app-answers'],
  [2018321, 0, 'other-app', 'other-app-answers', 'other-app-answers'],
  [2022, 0, 'unknown', 'platform-trouble', 'message-refused'],
  [9000001, 0, 'gone', 'message-gone', 'message-gone'],
  [424242, 0, 'unknown', 'platform-trouble', 'message-refused'],
  [424242, 424242, 'unknown', 'platform-trouble', 'message-refused'],
]

describe('errors of the platform, by code and subcode', () => {
  // platform: error.200.492
  test.each(rows)('%i/%i is %s: the owner reads %s, or %s after a send', (code, subcode, kind, read, sent) => {
    const problem = readPlatformError(code, subcode)
    expect(problem.kind).toBe(kind)
    expect(problemCodeOf(problem, 'read')).toBe(read)
    expect(problemCodeOf(problem, 'send')).toBe(sent)
  })

  test('code 1 asks for less when a list was asked for, and only then', () => {
    expect(readPlatformError(1, 0, 25)).toEqual({ kind: 'too-much-asked' })
    expect(readPlatformError(1, 0, 1)).toEqual({ kind: 'transient' })
    expect(readPlatformError(1, 99, 25)).toEqual({ kind: 'transient' })
    expect(readPlatformError(1, 1357046, 25)).toEqual({ kind: 'transient' })
  })

  test('every problem that ends a token asks for another, and nothing else does', () => {
    for (const [code, subcode, kind, read] of rows) {
      expect(needsNewToken(read), `${code}/${subcode}`).toBe(kind === 'reconnect' || kind === 'no-permission')
    }
  })
})
