import { describe, expect, test } from 'vitest'
import { english } from '../../../shared/locales/en'
import { french } from '../../../shared/locales/fr'
import { problemSentence, translatorFor } from '../../../shared/locales/translator'
import { problemCodeSchema } from '../../../shared/problems'

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`),
  )
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe('the strings of the app', () => {
  test.each(['en', 'fr'] as const)('every problem has one sentence in %s', (language) => {
    for (const code of problemCodeSchema.options) {
      const sentence = problemSentence(translatorFor(language), { code, detail: { folder: '/shop', page: 'Boulangerie du Port', request: 'connect' } })
      expect(sentence, code).toMatch(/[.]$/)
      expect(sentence, code).not.toMatch(/\{\{|!/)
    }
  })

  test('French has what English has, with the same values in it', () => {
    const french_ = new Map(leaves(french))
    for (const [key, text] of leaves(english)) {
      expect(french_.get(key), key).toBeTruthy()
      expect(placeholders(french_.get(key) ?? ''), key).toEqual(placeholders(text))
    }
  })

  test('French counts a million as many', () => {
    const translate = translatorFor('fr')
    expect(translate('notifications.digestTitle', { count: 1 })).toBe('1 client attend')
    expect(translate('notifications.digestTitle', { count: 3 })).toBe('3 clients attendent')
    expect(translate('notifications.digestTitle', { count: 1_000_000 })).toBe('1000000 clients attendent')
  })

  test('French has a space that does not break before a colon and inside its quotes', () => {
    for (const [key, text] of leaves(french)) expect(text, key).not.toMatch(/[\p{L}}][:;?]|[ ][:;?»]|« /u)
  })

  test('no string shouts', () => {
    for (const [key, text] of [...leaves(english), ...leaves(french)]) expect(text, key).not.toContain('!')
  })
})
