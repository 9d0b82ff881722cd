/** Letters that no accent makes, and what is typed where a keyboard lacks them. */
const spelledOut: Record<string, string> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ẞ: 'SS', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D' }

const letters = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'gu')

/** A text with letters such as œ and ß spelled out; accents and capitals stay. */
export function spellOut(text: string): string {
  return text.replace(letters, (letter) => spelledOut[letter] ?? letter)
}

/** A text as search compares it: spelled out, without accents and in small letters. */
export function foldText(text: string): string {
  return spellOut(text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
}
