import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openPractice, startAt } from './practice-http'

describe('the clock', () => {
  it('is set, moved and sped up, and the answers follow', async () => {
    const { control, graph } = await openPractice()
    expect((await control('/clock', { set: '2026-11-21T08:00:00Z' })).body).toEqual({ now: Date.parse('2026-11-21T08:00:00Z'), speed: 0 })
    expect((await control('/clock', { advanceMs: 60_000 })).body.now).toBe(Date.parse('2026-11-21T08:01:00Z'))
    expect((await graph('/v25.0/me')).headers.get('date')).toBe('Sat, 21 Nov 2026 08:01:00 GMT')
    expect((await control('/clock', { set: startAt, speed: 5 })).body.speed).toBe(5)
  })

  it('goes to the last second of the year 9999, and the platform goes on answering', async () => {
    const { control, graph } = await openPractice()
    expect((await control('/clock', { set: '9999-12-31T23:59:58Z', advanceMs: 1_000 })).body.now).toBe(Date.parse('9999-12-31T23:59:59Z'))
    const { status, headers } = await graph('/v25.0/me', { fields: 'unread_message_count,user_access_expire_time' })
    expect([status, headers.get('date')]).toEqual([200, 'Fri, 31 Dec 9999 23:59:59 GMT'])
  })
})

describe('customers', () => {
  it('write when they are told to, with words and pictures', async () => {
    const { say, control, graph } = await openPractice({ scenario: 'empty' })
    const first = await say({ from: 'مريم', text: 'Bonjour' })
    const second = await say({ conversation: first.conversation, from: 'customer', attachments: [{ type: 'image' }] })
    expect(second.conversation).toBe(first.conversation)
    const { body } = await control('/state')
    expect(body.conversations).toMatchObject([
      {
        id: first.conversation,
        customer: { name: 'مريم' },
        unreadCount: 2,
        messages: [
          { id: first.message, from: 'customer', text: 'Bonjour', created_time: '2026-11-20T09:00:00+0000', attachments: [] },
          { id: second.message, from: 'customer', text: '', attachments: [{ type: 'image', name: 'photo.png' }] },
        ],
      },
    ])
    expect((await graph(`/v25.0/${second.message}`, { fields: 'message,attachments{name}' })).body).toEqual({
      message: '',
      attachments: { data: [{ name: 'photo.png' }] },
    })
  })

  it('are two people when two new conversations have the same name', async () => {
    const { say } = await openPractice({ scenario: 'empty' })
    const first = await say({ from: 'Ann', text: 'One' })
    const second = await say({ conversation: 'new', from: 'Ann', text: 'Two' })
    expect(second.conversation).not.toBe(first.conversation)
  })

  it('see an answer that the Page gives from a phone', async () => {
    const { say, control } = await openPractice({ scenario: 'empty' })
    const { conversation } = await say({ from: 'Ann', text: 'Open?' })
    await say({ conversation, from: 'page', text: 'Yes' })
    const { body } = await control('/state')
    expect(body.conversations[0].messages[1]).toMatchObject({ from: 'page', text: 'Yes' })
    expect(body.sends).toEqual([])
  })
})

describe('faults', () => {
  async function openWithAnn() {
    const practice = await openPractice({ scenario: 'empty' })
    const { conversation } = await practice.say({ from: 'Ann', text: 'Open?' })
    const customer = await practice.customerOf(conversation)
    const texts = async () => (await practice.control('/state')).body.conversations[0].messages.map(({ text }: { text: string }) => text)
    return { ...practice, conversation, customer, texts }
  }

  it('lose the answer of a send that has arrived at the far end', async () => {
    const { control, reply, customer, texts } = await openWithAnn()
    await control('/faults', [{ route: 'send', times: 1, kind: 'lost-answer' }])
    await expect(reply(customer, 'Yes')).rejects.toThrow()
    expect(await texts()).toEqual(['Open?', 'Yes'])
    expect((await reply(customer, 'Yes again')).status).toBe(200)
  })

  it('drop the connection before a send arrives', async () => {
    const { control, reply, customer, texts } = await openWithAnn()
    await control('/faults', [{ route: 'send', kind: 'drop' }])
    await expect(reply(customer, 'Yes')).rejects.toThrow()
    expect(await texts()).toEqual(['Open?'])
    expect((await control('/state')).body.sends).toEqual([])
  })

  it('answer with a status or an error as often as asked, and then no more', async () => {
    const { control, graph, conversation } = await openWithAnn()
    await control('/faults', [
      { route: 'me', times: 2, kind: 'status', status: 503 },
      { route: 'conversation', times: 1, kind: 'error', code: 80006, subcode: null },
      { route: 'messages', times: 1, kind: 'error', code: 1, subcode: 99 },
    ])
    expect([await graph('/me'), await graph('/me'), await graph('/me')].map((answer) => answer.status)).toEqual([503, 503, 200])
    expect((await graph(`/${conversation}`)).body.error).toMatchObject({ code: 80006 })
    expect(await graph(`/${conversation}/messages`)).toMatchObject({ status: 500, body: { error: { code: 1, error_subcode: 99 } } })
    expect((await graph(`/${conversation}`)).status).toBe(200)
    expect((await control('/state')).body.faults).toEqual([])
  })

  it('meet any route when asked, in the order in which they stand', async () => {
    const { control, graph } = await openWithAnn()
    await control('/faults', [
      { route: 'list', kind: 'status', status: 500 },
      { route: 'any', times: 2, kind: 'status', status: 502 },
    ])
    expect((await graph('/me')).status).toBe(502)
    expect((await graph('/me/conversations')).status).toBe(500)
    expect((await graph('/me/conversations')).status).toBe(502)
    expect((await graph('/me/conversations')).status).toBe(200)
  })

  it('delay an answer, which then is the usual one', async () => {
    const { control, graph, pageId } = await openWithAnn()
    await control('/faults', [{ route: 'me', kind: 'delay', delayMs: 5 }])
    expect((await graph('/me')).body).toMatchObject({ id: pageId })
    expect((await control('/state')).body.faults).toEqual([])
  })

  it('are replaced by the next, and ended by none', async () => {
    const { control, graph } = await openWithAnn()
    await control('/faults', [{ route: 'any', times: 9, kind: 'drop' }])
    expect((await control('/faults', [])).body).toEqual([])
    expect((await graph('/me')).status).toBe(200)
  })

  it('end with the practice shop, also in the middle of a delay', async () => {
    const { control, graph, close } = await openWithAnn()
    await control('/faults', [{ route: 'me', kind: 'delay', delayMs: 600_000 }])
    const answer = graph('/me')
    const [outcome] = await Promise.allSettled([answer, untilAsked(control).then(close)])
    expect(outcome.status).toBe('rejected')
  })
})

/** Resolves when the far end has the request. */
async function untilAsked(control: (path: string) => Promise<{ body: { requests: Record<string, number> } }>): Promise<void> {
  const { body } = await control('/state')
  if (!body.requests['me']) await untilAsked(control)
}

describe('the token', () => {
  it.each([
    ['expired', 463],
    ['password-changed', 460],
    ['removed', 458],
  ])('that is %s is refused with 190/%i until it is valid again', async (state, subcode) => {
    const { control, graph } = await openPractice()
    await control('/token', { state })
    const refused = await graph('/me')
    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatchObject({ code: 190, error_subcode: subcode })
    expect((await control('/state')).body.token.state).toBe(state)
    await control('/token', { state: 'valid' })
    expect((await graph('/me')).status).toBe(200)
  })

  it('may be refused with any code', async () => {
    const { control, graph } = await openPractice()
    await control('/token', { code: 102 })
    expect((await graph('/me')).body.error.code).toBe(102)
  })

  it('that is replaced opens nothing any more, and the new one does', async () => {
    const { control, graph, url } = await openPractice()
    await control('/token', { token: 'EAANEW' })
    expect((await graph('/me')).body.error.code).toBe(190)
    expect((await fetch(`${url}/me`, { headers: { authorization: 'Bearer EAANEW' } })).status).toBe(200)
  })
})

describe('the state', () => {
  it('counts the requests of each route and keeps the sends that arrived, refused ones too', async () => {
    const { control, graph, reply, shop } = await openPractice()
    const recipient = shop.conversations()[0]?.customer.id ?? ''
    await graph('/v25.0/me')
    await graph('/v25.0/me/conversations')
    await graph('/v25.0/me/conversations')
    const sent = await reply(recipient, 'Oui')
    const plain = { attachments: [], messagingType: 'RESPONSE', tag: null }
    await reply('1', 'Non')
    const { body } = await control('/state')
    expect(body.requests).toEqual({ me: 1, list: 2, send: 2 })
    expect(body.sends).toEqual([
      { at: '2026-11-20T09:00:00+0000', recipientId: recipient, text: 'Oui', ...plain, messageId: sent.body.message_id, error: null },
      { at: '2026-11-20T09:00:00+0000', recipientId: '1', text: 'Non', ...plain, messageId: null, error: { code: 100, subcode: 2018001 } },
    ])
  })
})

describe('bad input', () => {
  it.each([
    ['/clock', { speed: -1 }],
    ['/clock', { set: 'noon' }],
    ['/clock', { set: '9999-12-31T23:00:00-01:00' }],
    ['/clock', { set: 8.64e15 }],
    ['/clock', { set: -8.64e15 }],
    ['/clock', { advanceMs: 'much' }],
    ['/clock', { advanceMs: 8.64e15 }],
    ['/clock', { set: '2026-11-21T08:00:00Z', advanceMs: 8.64e15, speed: 2 }],
    ['/clock', {}],
    ['/clock', { faster: true }],
    ['/say', { from: 'page', text: 'Hi' }],
    ['/say', { from: 'Ann', text: '' }],
    ['/say', { from: 'Ann', attachments: [{ type: 'appointment', inHours: 1e15 }] }],
    ['/say', { conversation: 't_1', from: 'customer', text: 'Hi' }],
    ['/faults', { route: 'me', kind: 'drop' }],
    ['/faults', [{ route: 'nowhere', kind: 'drop' }]],
    ['/faults', [{ route: 'me', kind: 'status', status: 200 }]],
    ['/token', { state: 'stolen' }],
    ['/token', null],
  ])('at %s is answered with one sentence: %j', async (path, input) => {
    const { control } = await openPractice()
    const before = (await control('/state')).body
    const { status, body } = await control(path, input)
    expect(status).toBe(400)
    expect(body).toEqual({ error: expect.stringMatching(/^[^\n]+\.$/) })
    expect((await control('/state')).body).toEqual(before)
  })

  it('that is no JSON is answered with one sentence', async () => {
    const { controlUrl } = await openPractice()
    const response = await fetch(`${controlUrl}/clock`, { method: 'POST', body: '{' })
    expect([response.status, await response.json()]).toEqual([400, { error: 'The body is no JSON.' }])
  })

  it('at another path is answered with 404', async () => {
    const { control } = await openPractice()
    expect((await control('/elsewhere')).status).toBe(404)
    expect((await control('/clock')).status).toBe(404)
  })
})

describe('a web page', () => {
  function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = request(address, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end(JSON.stringify({ advanceMs: 1_000 }))
    })
  }

  it.each([
    ['its origin', { origin: 'https://example.com' }],
    ['an origin without a name', { origin: 'null' }],
    ['a local origin', { origin: 'http://localhost:3000' }],
    ['a name that leads to this computer', { host: 'practice.example.com' }],
  ])('cannot move the clock, by %s', async (_, headers) => {
    const { controlUrl, shop } = await openPractice()
    expect(await statusOf(`${controlUrl}/clock`, headers)).toBe(403)
    expect(shop.clock.now()).toBe(startAt)
  })

  it('is not what a program on this computer is', async () => {
    const { controlUrl, shop } = await openPractice()
    const { port } = new URL(controlUrl)
    expect(await statusOf(`${controlUrl}/clock`, { host: `localhost:${port}` })).toBe(200)
    expect(shop.clock.now()).toBe(startAt + 1_000)
  })
})
