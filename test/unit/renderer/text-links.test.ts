import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLinks } from '../../../renderer/features/conversation/text-links'

const linksIn = (text: string) => findLinks(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []))

describe('web addresses in a customer’s words', () => {
  test('the marks of the sentence around an address are not part of it', () => {
    expect(linksIn('(voir https://example.com/a_(b)), ou « http://example.org » !')).toEqual(['https://example.com/a_(b)', 'http://example.org'])
    expect(linksIn('https://example.com/a?b=c&d=é#e...')).toEqual(['https://example.com/a?b=c&d=é#e'])
  })

  test('only addresses of the web are links', () => {
    expect(linksIn('javascript:alert(1) file:///etc/passwd data:text/html,x https:// ftp://example.com xhttps')).toEqual([])
  })

  test('an address that begins with www leads to the web, and looks as it was written', () => {
    expect(findLinks('Voir www.test.fr/menu.')).toEqual([
      { kind: 'words', text: 'Voir ' },
      { kind: 'link', text: 'www.test.fr/menu', url: 'https://www.test.fr/menu' },
      { kind: 'words', text: '.' },
    ])
    expect(linksIn('(WWW.Test.FR) https://www.example.com')).toEqual(['WWW.Test.FR', 'https://www.example.com'])
    expect(linksIn('www www. www.test www... moi@www.test.fr xwww.test.fr')).toEqual([])
  })

  test('a direction trick ends an address', () => {
    expect(linksIn('https://example.com/\u202Egnp.exe')).toEqual(['https://example.com/'])
  })

  test('the parts in order are always the whole text', () => {
    const piece = fc.constantFrom('https://a.example/', 'www.a.example', 'http://', ' ', ')', '(', '.', '…', '\n', 'mot', '\u202E')
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join('')
        expect(findLinks(text).map((part) => part.text).join('')).toBe(text)
      }),
    )
  })

  test('a hostile text of a megabyte is read in a moment and gives few links', () => {
    const hostile = 'http://a '.repeat(120_000) + 'http://' + '.'.repeat(500_000) + '('.repeat(500_000)
    const started = performance.now()
    expect(linksIn(hostile).length).toBeLessThanOrEqual(200)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
