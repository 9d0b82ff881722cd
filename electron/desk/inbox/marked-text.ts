import type { RequestResult } from '../../../shared/contract'
import { foldText, spellOut } from '../../../shared/text/fold'

/** A text in stretches, of which some were searched for. */
export type MarkedText = RequestResult<'search'>['messages'][number]['excerpt']

/** What full-text search puts around a match. Both are control characters, which no message needs. */
export const matchStart = '\u0002'
export const matchEnd = '\u0003'

/** A text with full-text search's own marks, in stretches. A mark that somebody wrote into a message only marks that message. */
export function readMarks(marked: string): MarkedText {
  const [before = '', ...rest] = marked.split(matchStart)
  const parts = rest.flatMap((piece) => {
    const [match = '', ...after] = piece.split(matchEnd)
    return [{ text: match, matched: true }, { text: after.join(''), matched: false }]
  })
  return [{ text: before.replaceAll(matchEnd, ''), matched: false }, ...parts].filter((part) => part.text !== '')
}

/** Gives an excerpt of a text that was searched spelled out the letters that the text has. */
export function inOwnLetters(excerpt: MarkedText, text: string): MarkedText {
  const { folded, places } = foldInPlaces(text, spellOut)
  if (folded === text) return excerpt
  const whole = excerpt.map((part) => part.text).join('')
  const inner = whole.replace(/^…|…$/gu, '')
  const start = folded.indexOf(inner)
  if (start < 0) return excerpt
  const end = start + inner.length
  let at = start - (whole.startsWith('…') ? 1 : 0)
  return excerpt.map((part) => {
    const from = at
    at += part.text.length
    const own = text.slice(places[Math.max(from, start)], places[Math.min(at, end)])
    return { ...part, text: `${from < start ? '…' : ''}${own}${at > end ? '…' : ''}` }
  })
}

/** Marks where each of these folded words is found first in a name. */
export function markWords(name: string, foldedWords: string[]): MarkedText {
  const { folded, places } = foldInPlaces(name, foldText)
  const isMatched = new Set<number>()
  for (const word of foldedWords) {
    const start = folded.indexOf(word)
    if (start < 0) continue
    const last = places[start + word.length - 1] ?? 0
    const end = places.find((place) => place > last) ?? name.length
    for (let at = places[start] ?? 0; at < end; at += 1) isMatched.add(at)
  }
  const parts: MarkedText = []
  for (let at = 0; at < name.length; at += 1) {
    const matched = isMatched.has(at)
    const last = parts.at(-1)
    if (last?.matched === matched) last.text += name[at] ?? ''
    else parts.push({ text: name[at] ?? '', matched })
  }
  return parts
}

/** A text folded, and for each unit of that, and for its end, the place in the text that it stands for. */
function foldInPlaces(text: string, fold: (text: string) => string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  let place = 0
  for (const character of text) {
    const foldedCharacter = fold(character)
    for (let unit = 0; unit < foldedCharacter.length; unit += 1) places.push(place)
    folded += foldedCharacter
    place += character.length
  }
  places.push(text.length)
  return { folded, places }
}
