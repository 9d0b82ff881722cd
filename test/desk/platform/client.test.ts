import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { listedMessageCount } from '../../../electron/desk/platform/client'
import { openPractice } from '../practice/practice-http'
import { clientFor, token } from './client-at-work'
import { json, platformError, startSmallServer } from './small-server'

const time = '2026-11-20T10:38:15+0000'

describe('every call', () => {
  // platform: token.header, token.appsecret_proof
  test('carries the token in its header and nowhere else, and the proof when there is a secret', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { id: '222', name: 'Shop', message_id: 'm_1' }))
    const { client, logged } = clientFor(server.url, { secret: 'app-secret' })
    expect(await client.readSelf()).toEqual({ ok: true, value: { id: '222', name: 'Shop' } })
    expect(await client.sendText('222', '444', 'Oui.')).toEqual({ kind: 'sent', messageId: 'm_1' })

    const proof = createHmac('sha256', 'app-secret').update(token).digest('hex')
    for (const { headers, query, body, path } of server.arrived) {
      expect(headers.authorization).toBe(`Bearer ${token}`)
      expect(query.get('appsecret_proof')).toBe(proof)
      expect(`${path} ${query.toString()} ${body}`).not.toMatch(/EAA|app-secret/)
    }
    expect(logged.join()).not.toMatch(new RegExp(`EAA|app-secret|${proof}`))
  })

  // platform: version.setting, version.header, version.ended
  test('carries no proof without a secret, and speaks the version that was chosen', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { id: '1' }, { 'facebook-api-version': 'v26.0' }))
    const usual = clientFor(server.url)
    await usual.client.readSelf()
    await clientFor(server.url, { version: 'v26.0' }).client.readSelf()
    expect(server.arrived.map(({ path }) => path)).toEqual(['/v25.0/me', '/v26.0/me'])
    expect(server.arrived[0]?.query.has('appsecret_proof')).toBe(false)
    expect(usual.logged.join()).toContain('other-version-answered')
  })

  test('without a usable token does not leave', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, {}))
    const unusable = [[null, 'token-missing'], ['', 'token-refused'], ['two\nlines', 'token-refused'], ['clé', 'token-refused']] as const
    for (const [token, code] of unusable) {
      expect(await clientFor(server.url, { token }).client.readSelf()).toMatchObject({ error: { code } })
      expect(await clientFor(server.url, { token }).client.sendText('1', '2', 'x')).toMatchObject({ kind: 'not-now', problem: { code } })
    }
    expect(server.arrived).toEqual([])
  })

  // platform: conversation.id
  test('names what it asks for by an address that an id cannot leave', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { data: [] }))
    await clientFor(server.url).client.listMessages('../me/accounts?x=', { limit: 5 })
    expect(server.arrived[0]?.path).toBe('/v25.0/..%2Fme%2Faccounts%3Fx%3D/messages')
  })

  // platform: error.localised, error.optional-parts, error.text-disagrees
  test.each([
    ['French', { message: 'Le jeton a expiré' }],
    ['all parts', { message: 'Expired', type: 'OAuthException', error_user_title: 'Oh', error_user_msg: 'No', is_transient: false, fbtrace_id: 'A' }],
    ['no words', {}],
    ['the number of another error in the text', { message: '(#551) This person isn’t available right now.' }],
  ])('fails by the codes of an error, whatever its words and parts: %s', async (_, parts) => {
    const server = await startSmallServer(({ method }, response) =>
      json(response, 400, { error: { ...parts, ...(method === 'GET' ? { code: 190, error_subcode: 463 } : { code: 200, error_subcode: 1545041 }) } }),
    )
    const { client } = clientFor(server.url)
    expect(await client.readSelf()).toEqual({ ok: false, error: { code: 'token-expired' } })
    expect(await client.sendText('222', '444', 'Oui.')).toMatchObject({ kind: 'refused', problem: { code: 'customer-unavailable' } })
  })

  test('logs codes and figures, never a sentence of the platform’s', async () => {
    const server = await startSmallServer((_, response) => platformError(response, 190, 463))
    const { client, logged } = clientFor(server.url)
    expect(await client.readSelf()).toEqual({ ok: false, error: { code: 'token-expired' } })
    expect(logged).toEqual(['["warning","read-failed",{"status":400,"code":190,"subcode":463}]'])
  })
})

describe('reads', () => {
  // platform: quota.two-a-second
  test('go one after the other, two a second at most', async () => {
    let atOnce = 0
    let mostAtOnce = 0
    const server = await startSmallServer((_, response) => {
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      setTimeout(() => {
        atOnce -= 1
        json(response, 200, { data: [] })
      }, 20)
    })
    const { client } = clientFor(server.url)
    await Promise.all(['t_1', 't_2', 't_3', 't_4', 't_5'].map((id) => client.listMessages(id, { limit: 1 })))
    expect(mostAtOnce).toBe(1)
    const { arrived } = server
    arrived.forEach(({ at }, index) => {
      const third = arrived[index + 2]
      if (third) expect(third.at - at).toBeGreaterThanOrEqual(1_000)
    })
  })

  // platform: answer.truncated-json, answer.html, answer.server-error
  test.each([
    ['a server’s error', (response: Parameters<typeof json>[0]) => response.writeHead(503).end()],
    ['code 2', (response: Parameters<typeof json>[0]) => platformError(response, 2)],
    ['code 1/99', (response: Parameters<typeof json>[0]) => platformError(response, 1, 99)],
    ['an answer that was cut off', (response: Parameters<typeof json>[0]) => response.end('{"data":[{"id":"t_1"')],
    ['a page of a proxy’s', (response: Parameters<typeof json>[0]) => response.end('<!doctype html><title>Sign in</title>')],
  ])('are asked once more after %s, and not a third time', async (_, fail) => {
    let failures = 1
    const server = await startSmallServer((_arrived, response) => {
      failures -= 1
      if (failures >= 0) fail(response)
      else json(response, 200, { data: [] })
    })
    const { client } = clientFor(server.url)
    expect(await client.listMessages('t_1', { limit: 1 })).toEqual({ ok: true, value: { messages: [], unreadable: 0, after: null } })
    failures = 9
    expect(await client.listMessages('t_1', { limit: 1 })).toEqual({ ok: false, error: { code: 'platform-trouble' } })
    expect(server.arrived).toHaveLength(4)
  })

  // platform: list.platform, list.limit, list.no-delta, paging.cursors
  test('of conversations ask for Messenger’s alone, a page at a time, and for no span of time', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { data: [] }))
    const { client } = clientFor(server.url)
    await client.listConversations('222', 25)
    await client.listConversations('222', 25, 'after=QVFIa')
    const asked = server.arrived.map(({ query }) => Object.fromEntries(query))
    expect(asked).toEqual([
      { platform: 'messenger', limit: '25', fields: expect.any(String) },
      { platform: 'messenger', limit: '25', fields: expect.any(String), after: 'QVFIa' },
    ])
  })

  // platform: list.too-much-asked
  test('that ask too much are asked with half as many entries until it is taken, which is remembered', async () => {
    const server = await startSmallServer(({ query }, response) => {
      if (Number(query.get('limit')) > 6) platformError(response, 1)
      else json(response, 200, { data: [{ id: 't_1', updated_time: time }] })
    })
    const { client } = clientFor(server.url)
    for (const _ of [1, 2]) expect(await client.listConversations('222', 25)).toMatchObject({ ok: true, value: { conversations: [{ id: 't_1' }] } })
    expect(server.arrived.map(({ query }) => query.get('limit'))).toEqual(['25', '12', '6', '6'])
  })

  test('that fail however little they ask are asked for the whole next time', async () => {
    let works = false
    const server = await startSmallServer((_, response) => (works ? json(response, 200, { data: [] }) : platformError(response, 1)))
    const { client } = clientFor(server.url)
    expect(await client.listConversations('222', 4)).toMatchObject({ ok: false, error: { code: 'platform-trouble' } })
    works = true
    expect(await client.listConversations('222', 4)).toMatchObject({ ok: true })
    expect(server.arrived.map(({ query }) => query.get('limit'))).toEqual(['4', '2', '1', '1', '4'])
  })

  // platform: list.fields-of-version
  test('ask for fewer fields when a version does not know them, and remember it', async () => {
    const server = await startSmallServer(({ path, query }, response) => {
      if (query.get('fields')?.includes('appointment_booking')) platformError(response, 100)
      else json(response, 200, path.endsWith('/me') ? { id: '222' } : { data: [] })
    })
    const { client } = clientFor(server.url)
    expect(await client.listMessages('t_1', { limit: 5 })).toMatchObject({ ok: true })
    expect(await client.listMessages('t_1', { limit: 5 })).toMatchObject({ ok: true })
    const asked = server.arrived.filter(({ path }) => path.endsWith('/messages'))
    expect(asked).toHaveLength(3)
    expect(asked[2]?.query.get('fields')).toContain('reply_to')
  })

  test('end at once when the caller gives up, also those that wait for their turn', async () => {
    const server = await startSmallServer(() => {})
    const { client } = clientFor(server.url)
    const caller = new AbortController()
    const reads = ['t_1', 't_2', 't_3'].map((id) => client.listMessages(id, { limit: 1 }, caller.signal))
    await expect.poll(() => server.arrived.length).toBe(1)
    caller.abort()
    expect(await Promise.all(reads)).toMatchObject([{ ok: false }, { ok: false }, { ok: false }])
    expect(server.arrived).toHaveLength(1)
  })

  test('of a message that is gone say so', async () => {
    const server = await startSmallServer(({ path }, response) => platformError(response, path.endsWith('m_9') ? 9000001 : 100, path.endsWith('m_9') ? 0 : 33))
    const { client } = clientFor(server.url)
    expect(await client.readMessage('m_9')).toMatchObject({ error: { code: 'message-gone' } })
    expect(await client.readMessage('m_8')).toMatchObject({ error: { code: 'not-at-facebook' } })
  })

  // platform: page.picture, page.temporary_status, page.user_access_expire_time, page.displayed_message_response_time, token.tasks, paging.next
  test('of a Page say what is known of it, and of its accounts who may answer', async () => {
    const server = await startSmallServer(({ path, query }, response) => {
      if (path.endsWith('/222')) {
        if (query.get('fields')?.includes('hours')) return platformError(response, 100)
        const unknown = { temporary_status: 'TEMPORARILY_CLOSED', user_access_expire_time: '2027-02-18T09:00:00+0000', displayed_message_response_time: '1h' }
        return json(response, 200, { name: 'Boulangerie', picture: { data: { url: 'https://scontent.xx.fbcdn.net/p.jpg' } }, ...unknown })
      }
      const second = query.get('after') === 'next-page'
      const data = second
        ? [{ id: '4', name: 'Fermée', access_token: 'EAApage4', tasks: ['ANALYZE'] }, { id: '5', name: 'Sans jeton' }]
        : [{ id: '3', name: 'Boulangerie', access_token: 'EAApage3', tasks: ['MESSAGING'], picture: { data: { url: 'https://scontent.xx.fbcdn.net/p.jpg' } } }]
      json(response, 200, { data, ...(second ? {} : { paging: { cursors: { after: 'next-page' }, next: 'https://x?access_token=EAAuser' } }) })
    })
    const { client, logged } = clientFor(server.url)
    expect(await client.readPage('222')).toEqual({
      ok: true,
      value: { name: 'Boulangerie', pictureUrl: 'https://scontent.xx.fbcdn.net/p.jpg', hours: null, unreadMessageCount: null },
    })
    expect(await client.readAccounts()).toEqual({
      ok: true,
      value: [
        { id: '3', name: 'Boulangerie', accessToken: 'EAApage3', canMessage: true, pictureUrl: 'https://scontent.xx.fbcdn.net/p.jpg' },
        { id: '4', name: 'Fermée', accessToken: 'EAApage4', canMessage: false, pictureUrl: null },
        { id: '5', name: 'Sans jeton', accessToken: '', canMessage: false, pictureUrl: null },
      ],
    })
    expect(logged.join()).not.toContain('EAA')
  })

  test('of whom the token is for name the app secret when that is what is missing', async () => {
    const server = await startSmallServer((_, response) => platformError(response, 100))
    expect(await clientFor(server.url).client.readSelf()).toMatchObject({ error: { code: 'app-secret-needed' } })
  })
})

describe('sends', () => {
  const cases: [string, (response: Parameters<typeof json>[0]) => void, object][] = [
    ['a server’s error', (response) => response.writeHead(500).end(), { kind: 'unknown' }],
    ['1/1357046', (response) => platformError(response, 1, 1357046), { kind: 'unknown' }],
    ['code 2', (response) => platformError(response, 2), { kind: 'unknown' }],
    ['a dropped connection', (response) => response.destroy(), { kind: 'unknown' }],
    ['an answer that was cut off', (response) => response.end('{"message_id":"m'), { kind: 'unknown' }],
    ['an answer without an id', (response) => json(response, 200, { recipient_id: '444' }), { kind: 'unknown' }],
    ['a closed window', (response) => platformError(response, 10, 2018278), { kind: 'refused', problem: { code: 'window-closed' } }],
    ['a closed window with status 500', (response) => json(response, 500, { error: { code: 10, error_subcode: 2018278 } }), { kind: 'refused', problem: { code: 'window-closed' } }],
    ['an app that is not live', (response) => platformError(response, 200, 2018028), { kind: 'refused', problem: { code: 'app-not-live' } }],
    ['another app’s conversation', (response) => platformError(response, 2018300), { kind: 'refused', problem: { code: 'other-app-answers' } }],
    ['a dead token', (response) => platformError(response, 190, 460), { kind: 'not-now', problem: { code: 'token-password-changed' } }],
  ]
  // platform: send.answer, send.not-idempotent, error.http-status, answer.dropped, answer.truncated-json
  test.each(cases)('leave once, also after %s', async (_, fail, outcome) => {
    const server = await startSmallServer((_arrived, response) => fail(response))
    expect(await clientFor(server.url).client.sendText('222', '444', 'Oui.')).toMatchObject(outcome)
    expect(server.arrived).toHaveLength(1)
  })

  // platform: error.100
  test('that the platform finds wrong are refused, when it is not the app’s secret that is missing', async () => {
    const server = await startSmallServer(({ method }, response) => (method === 'POST' ? platformError(response, 100) : json(response, 200, { id: '222' })))
    const { client } = clientFor(server.url)
    expect(await client.sendText('222', '444', 'Oui.')).toMatchObject({ kind: 'refused', problem: { code: 'message-refused' } })
    expect(server.arrived.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v25.0/222/messages', 'GET /v25.0/me'])
  })

  // platform: send.recipient, send.messaging_type, send.mark_seen
  test('do not wait behind a read that is slow', async () => {
    const server = await startSmallServer(({ method }, response) => void (method === 'POST' && json(response, 200, { message_id: 'm_1' })))
    const { client } = clientFor(server.url)
    const caller = new AbortController()
    const reads = [client.listMessages('t_1', { limit: 1 }, caller.signal), client.listMessages('t_2', { limit: 1 }, caller.signal)]
    expect(await client.sendText('222', '444', 'Oui.')).toEqual({ kind: 'sent', messageId: 'm_1' })
    expect(await client.markSeen('222', '444')).toEqual({ ok: true, value: {} })
    expect(server.arrived.map(({ body }) => body).filter(Boolean).map((body) => JSON.parse(body) as object)).toEqual([
      { recipient: { id: '444' }, messaging_type: 'RESPONSE', message: { text: 'Oui.' } },
      { recipient: { id: '444' }, sender_action: 'mark_seen' },
    ])
    caller.abort()
    await Promise.all(reads)
  })

  test('that could not leave may be tried again', async () => {
    const server = await startSmallServer(() => {})
    await server.close()
    expect(await clientFor(server.url).client.sendText('222', '444', 'Oui.')).toMatchObject({ kind: 'not-now', problem: { code: 'unreachable' } })
  })
})

describe('with the practice platform', () => {
  // platform: message.defaults, message.order, paging.cursors, token.page
  test('conversations, messages and pictures come as they are there', async () => {
    const practice = await openPractice()
    const { client, learned, logged } = clientFor(practice.url, { token: practice.token })
    const listed = await client.listConversations(practice.pageId, 5)
    if (!listed.ok) throw new Error(listed.error.code)
    expect(listed.value.conversations).toHaveLength(5)
    expect(listed.value.after).not.toBeNull()
    const next = await client.listConversations(practice.pageId, 5, listed.value.after ?? '')
    if (!next.ok) throw new Error(next.error.code)
    const ids = [...listed.value.conversations, ...next.value.conversations].map((conversation) => conversation.id)
    expect(new Set(ids).size).toBe(ids.length)
    const first = listed.value.conversations[0]
    if (!first) throw new Error('nobody wrote')
    expect(first.messages.data.length).toBeLessThanOrEqual(listedMessageCount)
    expect(first.link).toMatch(/^https:\/\/www\.facebook\.com\//)
    const messages = await client.listMessages(first.id, { limit: 20 })
    expect(messages).toMatchObject({ ok: true, value: { messages: first.messages.data } })
    expect(practice.shop.state().requests.list).toBe(2)
    expect(learned.length).toBeGreaterThan(0)
    expect(logged).toEqual([])
  })
})
