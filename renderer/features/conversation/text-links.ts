/** The longest address that the desk opens, and the most that one text makes into links. */
const longestAddress = 4_000
const mostLinks = 200

const address = /(?:https?:\/\/|(?<![\p{L}\p{N}@._/-])www\.(?=[\p{L}\p{N}-]+\.[\p{L}\p{N}]))[^\s<>"\p{C}]+/giu
const closingMarks = new Set('.,;:!?\'’”»…*]}')

/** A stretch of a text: words as they are, or an address of the web. */
export type TextPart = { kind: 'words'; text: string } | { kind: 'link'; text: string; url: string }

/** Finds the web addresses in a text; all parts in order are the whole text. */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  let links = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const link = withoutClosingMarks(found)
    const url = /^www/iu.test(link) ? `https://${link}` : link
    if (url.length > longestAddress || hostOf(url) === null) continue
    if (index > end) parts.push({ kind: 'words', text: text.slice(end, index) })
    parts.push({ kind: 'link', text: link, url })
    end = index + link.length
    links += 1
    if (links === mostLinks) break
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) })
  return parts
}

/** The host that an address of the web leads to; null for any other address. */
export function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url)
    return protocol === 'https:' || protocol === 'http:' ? host : null
  } catch {
    return null
  }
}

/** The marks after an address belong to the sentence, and so does a bracket that was not opened in it. */
function withoutClosingMarks(found: string): string {
  let end = found.length
  let unopened = found.split(')').length - found.split('(').length
  while (end > 0) {
    const last = found.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened -= 1
    else if (!closingMarks.has(last)) break
    end -= 1
  }
  return found.slice(0, end)
}
