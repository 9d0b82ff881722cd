import { expect, test } from 'vitest'
import { initialsOf } from '../../../renderer/ui/initials'

test.each([
  ['Claire Fontaine', 'CF'],
  ['Jean Pierre Martin', 'JM'],
  ['claire', 'C'],
  ['مريم الحداد', 'مح'],
  ['الحداد', 'ح'],
  ['ال', 'ا'],
  ['Julie Martin (Boulangerie du Port)', 'JM'],
  ['Julie Martin [pro', 'JM'],
  ['(Julie Martin)', 'JM'],
  ['« Nono »', 'N'],
  ['É́lodie 🌷', 'É́'],
  ['7 Îles', '7Î'],
  ['🌷', '🌷'],
  ['** 👩‍🍳🌷', '👩‍🍳'],
  ['🇫🇷', '🇫🇷'],
  ['~ *', '?'],
  ['', '?'],
])('the face of %s has %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
