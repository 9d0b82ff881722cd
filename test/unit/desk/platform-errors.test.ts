import { describe, expect, test } from 'vitest'
import { readPlatformError } from '../../../electron/desk/platform/errors'

describe('errors of the platform, by code and subcode', () => {
  test.each([
    [190, 0, 'refused', 'token-refused'],
    [190, 463, 'refused', 'token-refused'],
    [102, 0, 'refused', 'token-refused'],
    [10, 2018278, 'refused', 'window-closed'],
    [10, 2534022, 'refused', 'window-closed'],
    [10, 1893063, 'refused', 'page-restricted'],
    [10, 0, 'refused', 'permission-missing'],
    [200, 1545041, 'refused', 'customer-unavailable'],
    [551, 0, 'refused', 'customer-unavailable'],
    [200, 2018028, 'refused', 'permission-missing'],
    [613, 0, 'throttled', 'throttled'],
    [80006, 0, 'throttled', 'throttled'],
    [1, 1357046, 'ambiguous', 'platform-trouble'],
    [2, 0, 'ambiguous', 'platform-trouble'],
    [1200, 0, 'ambiguous', 'platform-trouble'],
    [100, 2018001, 'refused', 'message-refused'],
    [424242, 0, 'refused', 'message-refused'],
  ])('%i/%i means %s: %s', (code, subcode, meaning, problem) => {
    expect(readPlatformError(code, subcode)).toEqual({ meaning, problem })
  })
})
