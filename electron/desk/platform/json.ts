/**
 * Reads JSON in which an id may be a number too large for JavaScript, and keeps its digits then. Undefined when it is no JSON,
 * such as an answer that was cut off.
 */
export function readJson(text: string): unknown {
  try {
    return /[:[,]\s*\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
  } catch {
    return undefined
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isTooLarge = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isTooLarge && context?.source ? context.source : value
}
