import { expect, test } from 'vitest'
import { timeWords } from '../../../renderer/ui/time-words'
import { translatorFor } from '../../../shared/locales/translator'

const monday = Date.parse('2026-11-23T09:00:00Z')
const french = timeWords('fr', 'Europe/Paris', translatorFor('fr'))
const english = timeWords('en', 'Europe/Paris', translatorFor('en'))

test('a day is written as a sentence has it, and as a heading', () => {
  expect(french.day(monday, monday)).toBe('lundi 23 novembre')
  expect(french.dayHeading(monday, monday)).toBe('Lundi 23 novembre')
  expect(english.day(monday, monday)).toBe('Monday 23 November')
  expect(english.dayHeading(monday, monday)).toBe('Monday 23 November')
})

test('less than a minute is just now', () => {
  expect(french.justNow(59_999)).toBe('à l’instant')
  expect(english.justNow(0)).toBe('just now')
  expect(english.justNow(60_000)).toBeNull()
})
