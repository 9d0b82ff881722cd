/**
 * The longest text that one message may carry, in UTF-16 units. Meta says 2,000 characters of UTF-8 (library copies of
 * Meta's wording; the current page was not seen, 2026-11); units are the stricter reading.
 */
export const maximumTextLength = 2000
