/** Numbers from 0 to below 1 that are the same for the same seeds. */
export type SeededRandom = () => number

/** Makes a source from whole numbers, such as a shop's seed and a conversation's place (the mulberry32 generator over a mixed seed). */
export function seededRandom(...seeds: readonly number[]): SeededRandom {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ (seed + 0x9e3779b9), 0x85ebca6b) ^ (mixed >>> 13), 0x2545f491)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of the choices, which may not be empty. */
export function oneOf<Choice>(random: SeededRandom, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[Math.floor(random() * choices.length)] ?? choices[0]
}

/** A text of so many digits that does not begin with 0. */
export function digits(random: SeededRandom, count: number): string {
  return Array.from({ length: count }, (_, place) => (place === 0 ? 1 + Math.floor(random() * 9) : Math.floor(random() * 10))).join('')
}
