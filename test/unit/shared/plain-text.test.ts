import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainLine } from '../../../shared/text/plain-text'

describe('a customer’s words as one harmless line', () => {
  test('markup, line breaks and direction tricks are gone', () => {
    expect(plainLine('<b>Bonjour</b>\n\u202eruojnoB\u202c  à tous', 100)).toBe('‹b›Bonjour‹/b› ruojnoB à tous')
  })

  test('a right-to-left name and emoji stay whole', () => {
    expect(plainLine('مريم الحداد 🥖', 100)).toBe('مريم الحداد 🥖')
  })

  test('a long text ends with an ellipsis and never in half a character', () => {
    expect(plainLine('🥖🥖🥖', 4)).toBe('🥖…')
  })

  test('never longer than asked, never with what steers a display', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 200 }), (text, length) => {
        const line = plainLine(text, length)
        expect(line.length).toBeLessThanOrEqual(length)
        expect(line).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069<>]/u)
      }),
    )
  })
})
