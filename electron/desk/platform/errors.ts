import type { ProblemCode } from '../../../shared/problems'

/** What an error of the platform means for a request: try later, do not try, or nobody knows whether it was done. */
export type PlatformError = { meaning: 'refused' | 'throttled' | 'ambiguous'; problem: ProblemCode }

const windowClosedSubcodes = new Set([2018278, 2534022, 2018065])
const throttleCodes = new Set([4, 17, 32, 341, 613, 80001, 80006])

/**
 * Reads an error by code and subcode, never by its text, which is localised and may disagree with the code.
 * Source: Messenger Platform error codes, 2026-06-25, and the Graph API's error guide and rate limits, 2026-03-23.
 */
export function readPlatformError(code: number, subcode: number): PlatformError {
  if (code === 190 || code === 102) return { meaning: 'refused', problem: 'token-refused' }
  if (code === 10 && windowClosedSubcodes.has(subcode)) return { meaning: 'refused', problem: 'window-closed' }
  if ((code === 10 && subcode === 1893063) || code === 368) return { meaning: 'refused', problem: 'page-restricted' }
  if (code === 551 || subcode === 1545041 || subcode === 2018108) return { meaning: 'refused', problem: 'customer-unavailable' }
  if (code === 10 || code === 200 || code === 3) return { meaning: 'refused', problem: 'permission-missing' }
  if (throttleCodes.has(code)) return { meaning: 'throttled', problem: 'throttled' }
  if (code === 1 || code === 2 || code === 1200) return { meaning: 'ambiguous', problem: 'platform-trouble' }
  return { meaning: 'refused', problem: 'message-refused' }
}
