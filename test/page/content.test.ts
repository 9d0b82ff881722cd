import { request as plainRequest } from 'node:http'
import { attachmentPath } from '../../shared/attachment-address'
import { customerWrites, expect, queueItem, test } from './served-app'

type Answer = { status: number; headers: Record<string, unknown>; size: number }

function ask(url: URL, path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    plainRequest({ host: '127.0.0.1', port: url.port, path, headers: { host: url.host, ...headers }, method }, (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => (size += chunk.length))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, size }))
    })
      .on('error', reject)
      .end()
  })
}

test('the content of an attachment is for the page of this session alone', async ({ practice, serve }) => {
  const said = practice.shop.say({ conversation: null, from: 'Claire Fontaine', text: '', attachments: [{ type: 'audio' }] })
  if (!said.ok) throw new Error(said.sentence)
  const url = new URL((await serve({ token: practice.token })).url)
  const path = attachmentPath({ pageId: practice.pageId, platform: 'messenger' }, said.message, 0)
  expect((await ask(url, path, {})).status).toBe(403)
  const cookie = String((await ask(url, url.pathname + url.search, {})).headers['set-cookie']).split(';')[0] ?? ''
  await expect(async () => expect((await ask(url, path, { cookie })).status).toBe(200)).toPass()

  expect((await ask(url, path, { cookie: `comptoir-${url.port}=guess` })).status).toBe(403)
  expect((await ask(url, path, { cookie, host: `evil.example:${url.port}` })).status).toBe(403)
  expect((await ask(url, path, { cookie }, 'POST')).status).toBe(403)
  expect((await ask(url, attachmentPath({ pageId: 'other', platform: 'messenger' }, said.message, 0), { cookie })).status).toBe(404)
  const part = await ask(url, path, { cookie, range: 'bytes=100-199' })
  expect(part).toMatchObject({ status: 206, size: 100, headers: { 'content-type': 'audio/wav', 'x-content-type-options': 'nosniff' } })
})

test('a picture shows and a voice note plays in the page, under its policy', async ({ practice, inbox }) => {
  const said = practice.shop.say({ conversation: null, from: 'Claire Fontaine', text: '', attachments: [{ type: 'image' }, { type: 'audio' }] })
  if (!said.ok) throw new Error(said.sentence)
  const path = (ordinal: number) => attachmentPath({ pageId: practice.pageId, platform: 'messenger' }, said.message, ordinal)
  const refused: string[] = []
  inbox.on('console', (line) => void (line.text().includes('Content Security Policy') && refused.push(line.text())))
  await inbox.getByRole('button', { name: 'Check now' }).click()
  await queueItem(inbox, 'Claire Fontaine').waitFor()
  const width = await inbox.evaluate(async (address) => {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return picture.naturalWidth
  }, path(0))
  expect(width).toBeGreaterThan(0)
  const place = await inbox.evaluate(async (address) => {
    const sound = new Audio(address)
    await new Promise((resolve, reject) => {
      sound.onloadedmetadata = resolve
      sound.onerror = reject
    })
    const sought = new Promise((resolve) => (sound.onseeked = resolve))
    sound.currentTime = sound.duration / 2
    await sought
    return sound.currentTime / sound.duration
  }, path(1))
  expect(place).toBeCloseTo(0.5, 1)
  expect(refused).toEqual([])
})

test('a link opens outside: Facebook’s at once, another once its host is confirmed', async ({ context, practice, inbox }) => {
  await context.route(/facebook\.com|example\.com/, (route) => route.fulfill({ contentType: 'text/html', body: 'outside' }))
  customerWrites(practice, 'Claire Fontaine', 'https://www.facebook.com/boulangerie https://example.com/menu')
  await inbox.getByRole('button', { name: 'Check now' }).click()
  await queueItem(inbox, 'Claire Fontaine').click()
  const messages = inbox.getByRole('log', { name: 'Messages' })

  const [facebook] = await Promise.all([context.waitForEvent('page'), messages.getByRole('link', { name: 'facebook.com' }).click()])
  await facebook.waitForURL('https://www.facebook.com/boulangerie')
  expect(await facebook.evaluate(() => window.opener as unknown)).toBeNull()
  await facebook.close()

  await messages.getByRole('link', { name: 'example.com' }).click()
  const question = inbox.getByRole('dialog')
  await expect(question).toContainText('example.com')
  expect(context.pages()).toHaveLength(1)
  const [elsewhere] = await Promise.all([context.waitForEvent('page'), question.getByRole('button', { name: 'Open', exact: true }).click()])
  await elsewhere.waitForURL('https://example.com/menu')
})
