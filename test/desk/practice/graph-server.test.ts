import { describe, expect, it } from 'vitest'
import { openPractice, startAt } from './practice-http'

const hourMs = 3_600_000

describe('a client that reads the Page', () => {
  // platform: version.setting
  it('learns its id and name with and without a version', async () => {
    const { graph, pageId } = await openPractice()
    expect((await graph('/v25.0/me', { fields: 'id,name' })).body).toEqual({ id: pageId, name: 'Boulangerie du Port' })
    expect((await graph(`/${pageId}`)).body).toEqual({ id: pageId, name: 'Boulangerie du Port' })
    expect((await graph('/me', { fields: 'name' })).body).toEqual({ name: 'Boulangerie du Port' })
  })

  it('may send the token in the address', async () => {
    const { url, token, pageId } = await openPractice()
    const response = await fetch(`${url}/v25.0/me?access_token=${token}`)
    expect(await response.json()).toMatchObject({ id: pageId })
  })

  // platform: version.header, answer.date, message.created_time
  it('reads the practice time, in whole seconds, and the version in every answer', async () => {
    const { graph, shop } = await openPractice()
    shop.clock.set(startAt + 1_999)
    for (const path of ['/v25.0/me', '/v25.0/nothing']) {
      const { headers } = await graph(path)
      expect(headers.get('date')).toBe('Fri, 20 Nov 2026 09:00:01 GMT')
      expect(headers.get('facebook-api-version')).toBe('v25.0')
    }
  })
})

describe('a client that lists conversations', () => {
  // platform: conversation.messages.source
  it('has everything of one call in Meta’s shapes', async () => {
    const { graph, say, pageId, customerOf } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann Example', text: 'Do you have it in red?' })
    const customer = await customerOf(conversation)
    const { body } = await graph(`/v25.0/${pageId}/conversations`, {
      platform: 'messenger',
      fields:
        'id,updated_time,snippet,unread_count,message_count,can_reply,is_subscribed,scoped_thread_key,link,participants,' +
        'messages.limit(5).source(PARTICIPANTS){id,created_time,from,to,message,attachments}',
    })
    const page = { name: 'Boutique de la Plage', email: `${pageId}@facebook.com`, id: pageId }
    const ann = { name: 'Ann Example', email: `${customer}@facebook.com`, id: customer }
    expect(body.data).toEqual([
      {
        id: conversation,
        updated_time: '2026-11-20T09:00:00+0000',
        snippet: 'Do you have it in red?',
        unread_count: 1,
        message_count: 1,
        can_reply: true,
        is_subscribed: true,
        scoped_thread_key: conversation,
        link: expect.stringMatching(new RegExp(`^/Boutique-de-la-Plage-${pageId}/inbox/\\d+/$`)),
        participants: { data: [ann, page] },
        messages: {
          data: [{ id: message, created_time: '2026-11-20T09:00:00+0000', from: ann, to: { data: [page] }, message: 'Do you have it in red?' }],
          paging: { cursors: { before: expect.any(String), after: expect.any(String) } },
        },
      },
    ])
    expect(conversation).toMatch(/^t_/)
    expect(message).toMatch(/^m_/)
  })

  it('gets the default fields when it asks for none', async () => {
    const { graph, pageId } = await openPractice()
    const { body } = await graph(`/v25.0/${pageId}/conversations`)
    expect(Object.keys(body.data[0]).sort()).toEqual(['id', 'link', 'updated_time'])
  })

  it('finds no unread count where everything is answered', async () => {
    const { graph, pageId } = await openPractice()
    const { body } = await graph(`/v25.0/${pageId}/conversations`, { fields: 'participants{name},unread_count' })
    const nolwenn = body.data.find((entry: { participants: { data: { name: string }[] } }) => entry.participants.data[0]?.name === 'Nolwenn Riou')
    expect(Object.keys(nolwenn)).toEqual(['participants'])
  })

  it('walks all of them by cursor without a loss while a customer writes', async () => {
    const { graph, pageId, shop, say } = await openPractice()
    const all = shop.conversations().map((conversation) => conversation.id)
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await graph(`/v25.0/${pageId}/conversations`, { fields: 'id', limit: '3', ...(after ? { after } : {}) })
      seen.push(...body.data.map((entry: { id: string }) => entry.id))
      await say({ from: 'Somebody new', text: 'Bonjour' })
      after = body.paging.next ? body.paging.cursors.after : undefined
    } while (after && seen.length <= all.length)
    expect(seen).toEqual(all)
  })

  // platform: paging.next
  it('gets a next address with the token, the fields and the rest of the question in it', async () => {
    const { graph, pageId, token, url } = await openPractice()
    const fields = 'id,messages.limit(1){id}'
    const { body } = await graph(`/v25.0/${pageId}/conversations`, { platform: 'messenger', limit: '3', fields })
    const next = new URL(body.paging.next)
    expect(next.href.startsWith(`${url}/v25.0/${pageId}/conversations?`)).toBe(true)
    expect(Object.fromEntries(next.searchParams)).toEqual({ access_token: token, fields, limit: '3', platform: 'messenger', after: body.paging.cursors.after })
    const second = await (await fetch(next)).json()
    expect(second.data).toHaveLength(3)
    expect(second.data[0].id).not.toBe(body.data[0].id)
  })

  // platform: list.user_id
  it('finds the one conversation with a person', async () => {
    const { graph, pageId, shop } = await openPractice()
    const wanted = shop.conversations()[2]
    const { body } = await graph(`/v25.0/${pageId}/conversations`, { user_id: wanted?.customer.id ?? '', fields: 'id' })
    expect(body.data).toEqual([{ id: wanted?.id }])
  })

  it('has none on Instagram', async () => {
    const { graph, pageId } = await openPractice()
    expect((await graph(`/v25.0/${pageId}/conversations`, { platform: 'instagram' })).body).toEqual({ data: [] })
  })
})

describe('a client that reads one conversation', () => {
  it('gets its messages newest first, part by part', async () => {
    const { graph, say } = await openPractice({ scenario: 'empty' })
    const { conversation } = await say({ from: 'Ann Example', text: '1' })
    for (const text of ['2', '3', '4', '5']) await say({ conversation, from: 'customer', text })
    const texts: string[] = []
    let query: Record<string, string> | null = { fields: 'message', limit: '2' }
    while (query && texts.length <= 5) {
      const { body }: { body: { data: { message: string }[]; paging: { cursors: { after: string }; next?: string } } } = await graph(
        `/v25.0/${conversation}/messages`,
        query,
      )
      texts.push(...body.data.map((message) => message.message))
      query = body.paging.next ? { fields: 'message', limit: '2', after: body.paging.cursors.after } : null
    }
    expect(texts).toEqual(['5', '4', '3', '2', '1'])
  })

  // platform: message.defaults
  it('gets only id and time of a message when it asks for no fields', async () => {
    const { graph, say } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann Example', text: 'Hi' })
    const bare = { id: message, created_time: '2026-11-20T09:00:00+0000' }
    expect((await graph(`/v25.0/${conversation}/messages`)).body.data).toEqual([bare])
    expect((await graph(`/v25.0/${conversation}`, { fields: 'messages' })).body.messages.data).toEqual([bare])
    expect((await graph(`/v25.0/${message}`)).body).toEqual(bare)
  })

  it('finds an empty text and a picture it can load where a customer sent only a photo', async () => {
    const { graph, shop } = await openPractice()
    const photo = shop.conversations().find((conversation) => conversation.customer.name === 'Gaëlle Tanguy')
    const { body } = await graph(`/v25.0/${photo?.messages[0]?.id}`, { fields: 'message,attachments{mime_type,name,size,image_data{url,width}}' })
    expect(body).toEqual({
      message: '',
      attachments: {
        data: [{ mime_type: 'image/png', name: 'photo-du-gateau.png', size: null, image_data: { url: expect.any(String), width: 320 } }],
      },
    })
    const picture = await fetch(body.attachments.data[0].image_data.url)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer()).subarray(1, 4).toString()).toBe('PNG')
  })
})

describe('a client that answers', () => {
  it('has its message in the conversation', async () => {
    const { graph, say, customerOf, reply, pageId } = await openPractice({ scenario: 'empty' })
    const { conversation } = await say({ from: 'Ann Example', text: 'Open?' })
    const customer = await customerOf(conversation)
    const { status, body } = await reply(customer, 'Yes, until 7 pm 🥖')
    expect(status).toBe(200)
    expect(body).toEqual({ recipient_id: customer, message_id: expect.stringMatching(/^m_/) })
    const read = await graph(`/v25.0/${conversation}`, { fields: 'unread_count,messages.limit(1){id,from{id},message}' })
    expect(read.body).toMatchObject({ messages: { data: [{ id: body.message_id, from: { id: pageId }, message: 'Yes, until 7 pm 🥖' }] } })
    expect(read.body).not.toHaveProperty('unread_count')
  })

  it('is refused with 10/2018278 when the window has closed at exactly 24 hours', async () => {
    const { say, customerOf, reply, shop } = await openPractice({ scenario: 'empty' })
    const { conversation } = await say({ from: 'Ann Example', text: 'Open?' })
    const customer = await customerOf(conversation)
    shop.clock.set(startAt + 24 * hourMs - 1)
    expect((await reply(customer, 'Yes')).status).toBe(200)
    shop.clock.set(startAt + 24 * hourMs)
    const { status, body } = await reply(customer, 'Yes!')
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 10, error_subcode: 2018278, type: 'OAuthException', fbtrace_id: expect.any(String) })
  })

  it.each([
    ['a text that is too long', { message: { text: 'x'.repeat(2_001) } }, undefined],
    ['an empty text', { message: { text: '' } }, undefined],
    ['no text', { message: {} }, undefined],
    ['a retired way of sending', { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }, undefined],
    ['somebody unknown', { recipient: { id: '1' } }, 2018001],
  ])('is refused with 100 for %s', async (_, change, subcode) => {
    const { graph, shop } = await openPractice()
    const recipient = { id: shop.conversations()[0]?.customer.id }
    const { status, body } = await graph('/v25.0/me/messages', {}, { recipient, messaging_type: 'RESPONSE', message: { text: 'Oui' }, ...change })
    expect(status).toBe(400)
    expect([body.error.code, body.error.error_subcode]).toEqual([100, subcode])
  })

  it('is refused with 100 when the body is no JSON or too large', async () => {
    const { url, token } = await openPractice()
    for (const body of ['text=hello', `"${'x'.repeat(2 * 1024 * 1024)}"`]) {
      const response = await fetch(`${url}/v25.0/me/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
      expect(await response.json()).toMatchObject({ error: { code: 100 } })
    }
  })
})

describe('a client that asks for what is not there', () => {
  it.each([
    ['/v25.0/t_1', 100, 33],
    ['/v25.0/t_1/messages', 100, 33],
    ['/v25.0/', 100, 33],
    ['/v25.0/me/photos', 2500, undefined],
    ['/v25.0/me?fields=id,nonsense', 100, undefined],
    ['/v25.0/me?fields=id{', 2500, undefined],
    ['/v25.0/me/conversations?platform=letters', 100, undefined],
    ['/v25.0/me/conversations?limit=none', 100, undefined],
    ['/v25.0/me/conversations?after=nowhere', 100, undefined],
    ['/v25.0/me/conversations?fields=messages.limit(0)', 100, undefined],
    ['/v25.0/%zz', 100, 33],
  ])('is refused at %s', async (path, code, subcode) => {
    const { graph } = await openPractice()
    const { status, body } = await graph(path)
    expect(status).toBe(400)
    expect([body.error.code, body.error.error_subcode]).toEqual([code, subcode])
  })
})

describe('a token', () => {
  it('that is missing or wrong is refused with 190', async () => {
    const { url } = await openPractice()
    for (const headers of [{}, { authorization: 'Bearer EAAWRONG' }, { authorization: 'Basic abc' }]) {
      const response = await fetch(`${url}/v25.0/me`, { headers })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: 190, type: 'OAuthException', fbtrace_id: expect.any(String) } })
    }
  })

  it('is different in every practice shop', async () => {
    const [first, second] = [await openPractice(), await openPractice()]
    expect(first.token).toMatch(/^EAAPRACTICE[A-Za-z0-9]{30,}$/)
    expect(first.token).not.toBe(second.token)
  })
})

it('a port that is taken is an error, and leaves nothing open', async () => {
  const { controlUrl } = await openPractice()
  await expect(openPractice({ controlPort: Number(new URL(controlUrl).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('a practice shop goes on after a restart where it was', async () => {
  const first = await openPractice()
  const { conversation } = await first.say({ from: 'Ann Example', text: 'Before' })
  first.shop.clock.advance(hourMs)
  const snapshot = first.shop.snapshot()
  await first.close()
  const second = await openPractice({ snapshot, startAt: startAt + 100 * hourMs })
  expect(second.token).toBe(first.token)
  const { body, headers } = await second.graph(`/v25.0/${conversation}`, { fields: 'messages{message}' })
  expect(body.messages.data).toEqual([{ message: 'Before' }])
  expect(headers.get('date')).toBe('Fri, 20 Nov 2026 10:00:00 GMT')
})
