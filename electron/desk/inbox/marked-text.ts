import type { RequestResult } from '../../../shared/contract'
import { foldText } from '../../../shared/text/fold'

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

/** Marks where each of these folded words is found first in a name. */
export function markWords(name: string, foldedWords: string[]): MarkedText {
  let folded = ''
  /** For each unit of `folded`, and for its end, the place in the name that it stands for. */
  const places: number[] = []
  let place = 0
  for (const character of name) {
    const foldedCharacter = foldText(character)
    for (let unit = 0; unit < foldedCharacter.length; unit += 1) places.push(place)
    folded += foldedCharacter
    place += character.length
  }
  places.push(name.length)
  const isMatched = new Set<number>()
  for (const word of foldedWords) {
    const start = folded.indexOf(word)
    if (start < 0) continue
    for (let at = places[start] ?? 0; at < (places[start + word.length] ?? 0); at += 1) isMatched.add(at)
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
