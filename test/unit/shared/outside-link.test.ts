import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../../electron/desk/links/parse-address'
import { readOutsideLink } from '../../../shared/rules/outside-link'

function read(text: string) {
  return readOutsideLink(text, parseAddress)
}

describe('an address that leads outside', () => {
  test.each([
    'https://www.facebook.com/104100/inbox/7/',
    'https://facebook.com',
    'HTTPS://WWW.Facebook.COM/page',
    'https://business.facebook.com/latest/inbox',
    'https://m.me/boulangerie',
    'https://fb.com/shop',
    'https://www.instagram.com/p/1',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.instagram.com%2Fp%2F1',
  ])('opens at once when it is one of Meta’s pages: %s', (url) => {
    expect(read(url)?.opensAtOnce).toBe(true)
  })

  test.each([
    ['https://example.com/a?b#c', 'example.com'],
    ['https://facebook.com.evil.example/login', 'facebook.com.evil.example'],
    ['https://evil-facebook.com', 'evil-facebook.com'],
    ['https://evilm.me', 'evilm.me'],
    ['http://www.facebook.com/', 'www.facebook.com'],
    ['https://www.facebook.com:8443/', 'www.facebook.com:8443'],
    ['https://faceb\u043eok.com/', 'xn--facebok-ejg.com'],
    ['https://www.f\u00e0cebook.com/', 'www.xn--fcebook-8va.com'],
    ['https://\u0430\u0440\u0440le.example/', 'xn--le-6kc8da.example'],
    ['https://caf\u00e9-du-port.example/', 'caf\u00e9-du-port.example'],
    ['https://www.facebook.com\u2044login.example/', 'www.facebook.xn--comlogin-g03d.example'],
    ['https://2130706433/', '127.0.0.1'],
    ['https://www.facebook.com/v25.0/dialog/oauth?redirect_uri=https://evil.example', 'www.facebook.com'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example%2F&h=1', 'evil.example'],
    ['https://www.facebook.com/l.php?u=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fevil.example', 'evil.example'],
    ['https://l.instagram.com/?u=http%3A%2F%2Fevil.example', 'evil.example'],
  ])('is asked about by its true host elsewhere: %s', (url, host) => {
    expect(read(url)).toMatchObject({ host, opensAtOnce: false })
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://www.facebook.com/1',
    'ms-settings:privacy',
    'ftp://example.com/',
    'mailto:a@example.com',
    'https://www.facebook.com@evil.example/',
    'https://name:secret@example.com/',
    'https://exa\tmple.com/',
    'https://example.com/\u0000',
    'https://example.com/\r\nHost: evil.example',
    'https://',
    'https://[::1',
    'www.example.com',
    '//example.com',
    '',
    'https://l.facebook.com/l.php?u=javascript%3Aalert(1)',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fuser%40evil.example',
  ])('is never opened when it is not a plain web page’s: %j', (url) => {
    expect(read(url)).toBeNull()
  })

  test('is opened as a browser writes it', () => {
    expect(read('https://EXAMPLE.com/a b/../é')?.url).toBe('https://example.com/%C3%A9')
    expect(read('https://www.facebook.com\\@evil.example/')?.url).toBe('https://www.facebook.com/@evil.example/')
    expect(read('https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example%2Fx')?.url).toBe('https://evil.example/x')
  })
})
