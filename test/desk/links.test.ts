import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

describe('a link in a conversation', () => {
  test('to Facebook opens at once', async () => {
    expect(await work.get('openLink', { url: 'https://www.facebook.com/inbox', confirmed: false })).toEqual({
      outcome: 'opened',
      host: 'www.facebook.com',
    })
    expect(work.openedAddresses).toEqual(['https://www.facebook.com/inbox'])
  })

  test('to elsewhere opens only once its host is confirmed', async () => {
    const url = 'https://faceb\u043eok.com/login'
    expect(await work.get('openLink', { url, confirmed: false })).toEqual({ outcome: 'ask', host: 'xn--facebok-ejg.com' })
    expect(work.openedAddresses).toEqual([])
    expect(await work.get('openLink', { url, confirmed: true })).toMatchObject({ outcome: 'opened' })
    expect(work.openedAddresses).toEqual(['https://xn--facebok-ejg.com/login'])
  })

  test('that is not a web page’s is refused, confirmed or not', async () => {
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'https://a:b@example.com/']) {
      expect(await work.ask('openLink', { url, confirmed: true })).toMatchObject({ ok: false, error: { code: 'link-refused' } })
    }
    expect(work.openedAddresses).toEqual([])
  })
})
