const inBrackets = /[([{（].*?(?:[)\]}）]|$)/gu
const arabicArticle = /^ال(?=\p{L}{2})/u

/**
 * The first signs of the first and the last word of a name, without an Arabic article and without what stands in brackets; of a name
 * without words its first emoji.
 */
export function initialsOf(name: string): string {
  const words = wordsOf(name.replace(inBrackets, ' ')) ?? wordsOf(name) ?? []
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => firstSign(word ?? '')).join('').toLocaleUpperCase() || firstEmoji(name) || '?'
}

function firstEmoji(name: string): string | undefined {
  const signs = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment)
  return signs.find((sign) => /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(sign))
}

function wordsOf(name: string): string[] | null {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length > 0 ? words : null
}

/** The first sign as a reader counts them, in which a letter and its accents are one. */
function firstSign(word: string): string {
  const letters = word.replace(/^[^\p{L}\p{N}]+/u, '').replace(arabicArticle, '')
  return new Intl.Segmenter().segment(letters)[Symbol.iterator]().next().value?.segment ?? ''
}
