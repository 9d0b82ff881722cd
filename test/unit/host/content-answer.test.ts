import { describe, expect, test } from 'vitest'
import { answerContent, contentAnswer } from '../../../electron/host/content-answer'
import { pageHeaders } from '../../../electron/host/page-files'
import { attachmentPath } from '../../../shared/attachment-address'

const bytes = Buffer.from('0123456789')
const answer = (mimeType: string, name = 'photo.png', range: string | null = null) => contentAnswer({ mimeType, bytes, name }, range)
const disposition = (name: string, mimeType = 'application/octet-stream') => answer(mimeType, name).headers['content-disposition']

describe('content that is served', () => {
  test.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'audio/mp4', 'audio/wav', 'audio/ogg', 'video/mp4', 'video/webm', 'video/ogg'])(
    '%s is shown',
    (type) => {
      expect(answer(type).headers).toMatchObject({ 'content-type': type, 'content-disposition': expect.stringMatching(/^inline; /) })
    },
  )

  test.each(['image/svg+xml', 'text/html', 'text/plain', 'application/xhtml+xml', 'text/javascript', 'application/octet-stream', 'audio/x-mpegurl', ''])(
    '%s can only be saved, as bytes without a type',
    (type) => {
      expect(answer(type).headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': expect.stringMatching(/^attachment; /),
      })
    },
  )

  test('a PDF is saved as what it is', () => {
    expect(answer('application/pdf', 'a').headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`,
    })
  })

  test('can run nothing, is guessed at by nobody and is kept by no browser', () => {
    for (const type of ['image/png', 'application/octet-stream', 'video/mp4']) {
      expect(answer(type).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
    }
    expect(pageHeaders('text/html')['content-security-policy']).toContain("media-src 'self'")
  })

  test.each([
    ['été.txt', `attachment; filename="ete.txt"; filename*=UTF-8''%C3%A9t%C3%A9.txt`],
    ['../../etc/passwd', `attachment; filename="_.._etc_passwd"; filename*=UTF-8''_.._etc_passwd`],
    ['C:\\a.exe', `attachment; filename="C__a.exe"; filename*=UTF-8''C__a.exe`],
    ['a"; filename="b.exe', `attachment; filename="a_; filename=_b.exe"; filename*=UTF-8''a_%3B%20filename%3D_b.exe`],
    ['a\r\nset-cookie: b', `attachment; filename="aset-cookie_ b"; filename*=UTF-8''aset-cookie_%20b`],
    ['invoice\u202egpj.exe', `attachment; filename="invoicegpj.exe"; filename*=UTF-8''invoicegpj.exe`],
    [`it's (1)*.txt`, `attachment; filename="it's (1)_.txt"; filename*=UTF-8''it%27s%20%281%29_.txt`],
    ['con.txt', `attachment; filename="_con.txt"; filename*=UTF-8''_con.txt`],
    ['...', `attachment; filename="comptoir"; filename*=UTF-8''comptoir`],
    ['', `attachment; filename="comptoir"; filename*=UTF-8''comptoir`],
    ['\ud800', `attachment; filename="comptoir"; filename*=UTF-8''comptoir`],
    ['صورة', `attachment; filename="____"; filename*=UTF-8''%D8%B5%D9%88%D8%B1%D8%A9`],
  ])('named %j is saved under a harmless name', (name, expected) => {
    expect(disposition(name)).toBe(expected)
  })

  test('a picture’s name tells that it is one', () => {
    expect(disposition('photo.exe', 'image/png')).toContain('filename="photo.exe.png"')
    expect(disposition('photo.JPEG', 'image/jpeg')).toContain('filename="photo.JPEG"')
    expect(disposition('', 'image/webp')).toContain('filename="comptoir.webp"')
  })

  test('of a very long name only the end is kept', () => {
    expect(disposition(`${'é'.repeat(5_000)}.txt`)?.length).toBeLessThan(1_000)
  })
})

describe('a range of what plays', () => {
  test.each([
    ['bytes=0-', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=2-4', 206, 'bytes 2-4/10', '234'],
    ['bytes=4-400', 206, 'bytes 4-9/10', '456789'],
    ['bytes=-3', 206, 'bytes 7-9/10', '789'],
    ['bytes=-300', 206, 'bytes 0-9/10', '0123456789'],
    ['bytes=10-', 416, 'bytes */10', ''],
    ['bytes=-0', 416, 'bytes */10', ''],
    ['bytes=4-2', 200, undefined, '0123456789'],
    ['bytes=0-1,3-4', 200, undefined, '0123456789'],
    ['bytes=-', 200, undefined, '0123456789'],
    ['items=0-1', 200, undefined, '0123456789'],
  ])('%s', (range, status, contentRange, body) => {
    const got = answer('audio/wav', 'note.wav', range)
    expect({ status: got.status, range: got.headers['content-range'], body: Buffer.from(got.body ?? []).toString() }).toEqual({
      status,
      range: contentRange,
      body,
    })
    if (got.body) expect(got.headers['content-length']).toBe(String(got.body.length))
  })

  test('is for what plays only', () => {
    expect(answer('image/png', 'a.png', 'bytes=2-4')).toMatchObject({ status: 200 })
    expect(answer('application/octet-stream', 'a', 'bytes=2-4')).toMatchObject({ status: 200 })
  })
})

describe('a path', () => {
  const page = { pageId: '1', platform: 'messenger' as const }

  test('of no content is somebody else’s', async () => {
    for (const path of ['/', '/index.html', '/attachments', '/attachments/messenger/1/m', '/page-pictures/messenger', '/attachments/x/1/m/0']) {
      expect(await answerContent(null, path, null)).toBeNull()
    }
  })

  test('of content that is not there, or before there is a desk, finds nothing', async () => {
    const path = attachmentPath(page, 'm_1/../%2e', 0)
    expect(await answerContent(null, path, null)).toMatchObject({ status: 404, body: null })
    const asked: unknown[] = []
    const source = {
      readContent(content: unknown) {
        asked.push(content)
        return Promise.resolve({ ok: false as const, error: { code: 'attachment-gone' as const } })
      },
    }
    expect(await answerContent(source, path, null)).toMatchObject({ status: 404, body: null })
    expect(asked).toEqual([{ kind: 'attachment', ...page, messageId: 'm_1/../%2e', ordinal: 0 }])
  })
})
