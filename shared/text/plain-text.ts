/** Characters that steer a display: controls, and those that turn the direction of the text around them. */
const steeringCharacters = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]+/gu

/**
 * A customer's words as one harmless line of at most `maximumLength` UTF-16 units: no line breaks, no direction tricks, no
 * angle brackets, which some notification services read as markup.
 */
export function plainLine(text: string, maximumLength: number): string {
  const line = text
    .replace(steeringCharacters, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/\s+/gu, ' ')
    .trim()
  if (line.length <= maximumLength) return line
  const cut = line.slice(0, maximumLength - 1)
  return `${cut.replace(/[\ud800-\udbff]$/u, '').trimEnd()}…`
}
