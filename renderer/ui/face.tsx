import './face.css'

/** A customer's initials, the first signs of the first and the last word of the name. */
export function Face({ name }: { name: string }) {
  return (
    <span className="face theirs" aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

/** The first signs of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => firstSign(word ?? '')).join('').toLocaleUpperCase() || '?'
}

/** The first sign as a reader counts them, in which a letter and its accents are one. */
function firstSign(word: string): string {
  const letters = word.replace(/^[^\p{L}\p{N}]+/u, '')
  return new Intl.Segmenter().segment(letters)[Symbol.iterator]().next().value?.segment ?? ''
}
