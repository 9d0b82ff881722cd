import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ScenarioName } from '../../../electron/practice/scenarios/scenario-names'
import { clientFor } from '../platform/client-at-work'
import { openPractice, startAt } from './practice-http'

const hourMs = 3_600_000

describe('a person with several Pages', () => {
  const several = { scenario: 'bakery', morePages: ['empty'] } as const

  it('sees each with its token, and each token opens its own Page', async () => {
    const { graph, userToken, shops } = await openPractice(several)
    const { body } = await graph('/v25.0/me/accounts', { fields: 'id,name,access_token,tasks,picture{url,is_silhouette}' }, undefined, userToken)
    expect(body.data.map((page: { name: string }) => page.name)).toEqual(['Boulangerie du Port', 'Boutique de la Plage'])
    for (const [index, page] of body.data.entries()) {
      expect(page.tasks).toContain('MESSAGING')
      expect(page.id).toBe(shops[index]?.pageId)
      expect((await graph('/v25.0/me', {}, undefined, page.access_token)).body).toEqual({ id: page.id, name: page.name })
      expect(page.picture.data).toEqual({ is_silhouette: false, url: expect.any(String) })
      expect((await fetch(page.picture.data.url)).headers.get('content-type')).toBe('image/png')
    }
  })

  it('gets the usual fields when none are asked for', async () => {
    const { graph, userToken } = await openPractice(several)
    const { body } = await graph('/v25.0/me/accounts', {}, undefined, userToken)
    expect(Object.keys(body.data[0]).sort()).toEqual(['access_token', 'category', 'category_list', 'id', 'name', 'tasks'])
  })

  it('reads the list of Pages a part at a time, and every Page once', async () => {
    const { graph, userToken, shops } = await openPractice({ scenario: 'bakery', morePages: ['empty', 'repair'] })
    const first = (await graph('/v25.0/me/accounts', { fields: 'id', limit: '2' }, undefined, userToken)).body
    expect(first.data).toEqual([{ id: shops[0].pageId }, { id: shops[1]?.pageId }])
    const second = (await (await fetch(first.paging.next)).json()) as { data: object[]; paging: object }
    expect(second.data).toEqual([{ id: shops[2]?.pageId }])
    expect(second.paging).not.toHaveProperty('next')
    const again = await graph('/v25.0/me/accounts', { after: first.paging.cursors.after, fields: 'id' }, undefined, userToken)
    expect(again.body.data).toEqual(second.data)
    expect((await graph('/v25.0/me/accounts', { limit: 'abc' }, undefined, userToken)).body.error).toMatchObject({ code: 100 })
  })

  it('sees all of more than a hundred through the desk, which asks for a hundred at a time', async () => {
    const morePages = Array.from({ length: 101 }, (_, index): ScenarioName => `size:${index + 1}x1`)
    const { url, userToken, shops, control } = await openPractice({ scenario: 'empty', morePages })
    const accounts = await clientFor(url, { token: userToken }).client.readAccounts()
    if (!accounts.ok) throw new Error(accounts.error.code)
    expect(accounts.value.map(({ id }) => id)).toEqual(shops.map(({ pageId }) => pageId))
    expect((await control('/state')).body.requests.accounts).toBe(2)
  })

  it('has generated Pages whose ids, customers and conversations are each its own', async () => {
    const { shops } = await openPractice({ scenario: 'size:5', morePages: ['size:6'] })
    const ids = shops.flatMap((shop) => [shop.pageId, ...shop.conversations().flatMap(({ id, customer }) => [id, customer.id])])
    expect(new Set(ids).size).toBe(2 + 2 * (5 + 6))
  })

  it('moves the clock of all of them at once', async () => {
    const { graph, control, shops } = await openPractice(several)
    await control('/clock', { advanceMs: hourMs })
    const { headers } = await graph('/v25.0/me', {}, undefined, shops[1]?.token)
    expect(headers.get('date')).toBe('Fri, 20 Nov 2026 10:00:00 GMT')
  })

  it('is heard on the Page that the control interface names', async () => {
    const { control, graph, shops } = await openPractice(several)
    const [, second] = shops
    const said = await control(`/say?page=${second?.pageId}`, { from: 'Ann Example', text: 'Hello' })
    await control(`/faults?page=${second?.pageId}`, [{ route: 'me', kind: 'status', status: 503 }])
    expect((await graph(`/v25.0/${said.body.conversation}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await graph(`/v25.0/${said.body.conversation}`, {}, undefined, second?.token)).status).toBe(200)
    expect((await graph('/v25.0/me')).status).toBe(200)
    expect((await graph('/v25.0/me', {}, undefined, second?.token)).status).toBe(503)
    expect((await control(`/state?page=${second?.pageId}`)).body.conversations).toHaveLength(1)
    expect((await control('/state?page=1')).status).toBe(400)
  })

  it('cannot read conversations or answer with the token of the person', async () => {
    const { graph, userToken, pageId, shop } = await openPractice(several)
    const conversation = shop.conversations()[0]
    const body = { recipient: { id: conversation?.customer.id }, message: { text: 'Oui' } }
    for (const answer of [
      await graph(`/v25.0/${pageId}/conversations`, {}, undefined, userToken),
      await graph(`/v25.0/${conversation?.id}`, {}, undefined, userToken),
      await graph(`/v25.0/${pageId}/messages`, {}, body, userToken),
    ]) {
      expect(answer.body.error).toMatchObject({ code: 190, message: expect.stringContaining('Page Access Token') })
    }
    expect((await graph('/v25.0/me', {}, undefined, userToken)).body).toEqual({ id: expect.any(String), name: expect.any(String) })
    expect((await graph(`/v25.0/${pageId}`, { fields: 'name' }, undefined, userToken)).body).toEqual({ name: 'Boulangerie du Port' })
  })

  it('finds no Pages without the permission to list them', async () => {
    const { graph, userToken, control } = await openPractice()
    await control('/conditions', { missingPermissions: ['pages_show_list'] })
    expect((await graph('/v25.0/me/accounts', {}, undefined, userToken)).body).toEqual({ data: [] })
  })

  it('is asked for in vain with the token of a Page', async () => {
    const { graph } = await openPractice()
    expect((await graph('/v25.0/me/accounts')).body.error).toMatchObject({ code: 100 })
  })
})

describe('the Page', () => {
  // platform: page.temporary_status, page.user_access_expire_time, page.displayed_message_response_time
  it('tells what Meta knows of it', async () => {
    const { graph, control } = await openPractice()
    await control('/conditions', { temporaryStatus: 'TEMPORARILY_CLOSED' })
    const fields = 'temporary_status,unread_message_count,displayed_message_response_time,user_access_expire_time'
    expect((await graph('/v25.0/me', { fields })).body).toEqual({
      temporary_status: 'TEMPORARILY_CLOSED',
      unread_message_count: expect.any(Number),
      displayed_message_response_time: expect.any(String),
      user_access_expire_time: '2027-02-18T09:00:00+0000',
    })
    await control('/conditions', { temporaryStatus: null, displayedResponseTime: null })
    expect(Object.keys((await graph('/v25.0/me', { fields })).body)).toEqual(['unread_message_count', 'user_access_expire_time'])
  })
})

describe('the opening hours of the Page', () => {
  it.each([[{ tue_1_open: '07:30', tue_1_close: '13:00' }], [null]])('are given as the Page has them: %j', async (hours) => {
    const first = await openPractice({ scenario: 'empty' })
    const snapshot = first.shop.snapshot()
    const { graph } = await openPractice({ snapshot: { ...snapshot, page: { ...snapshot.page, hours } } })
    expect((await graph('/v25.0/me', { fields: 'hours' })).body).toEqual(hours ? { hours } : {})
  })
})

describe('a token', () => {
  it.each([
    ['malformed', 190, undefined],
    ['expired', 190, 463],
    ['password-changed', 190, 460],
    ['removed', 190, 458],
    ['checkpoint', 190, 459],
    ['unconfirmed', 190, 464],
    ['invalid', 190, 467],
    ['no-page-role', 190, 492],
    ['session', 102, undefined],
  ])('that is %s is refused with %s/%s, the Page’s and the person’s each by itself', async (state, code, subcode) => {
    const { graph, control, userToken } = await openPractice()
    const askWith = async (token?: string) => (await graph('/v25.0/me', {}, undefined, token)).body.error ?? null
    await control('/token', { state })
    const refused = await askWith()
    expect([refused.code, refused.error_subcode]).toEqual([code, subcode])
    expect(await askWith(userToken)).toBeNull()
    await control('/token', { state: 'valid' })
    await control('/token', { kind: 'user', state })
    expect(await askWith()).toBeNull()
    expect(await askWith(userToken)).toMatchObject({ code })
  })

  it.each(['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement'])('without %s may not read conversations, and the error names it', async (permission) => {
    const { graph, control } = await openPractice()
    await control('/conditions', { missingPermissions: [permission] })
    expect((await graph('/v25.0/me/conversations')).body.error).toMatchObject({ code: 10, message: expect.stringContaining(permission) })
    expect((await graph('/v25.0/me')).status).toBe(200)
  })

  it('of a person who may not answer messages is refused with 190/492', async () => {
    const { graph, control } = await openPractice()
    await control('/conditions', { tasks: ['ADVERTISE', 'ANALYZE'] })
    expect((await graph('/v25.0/me/conversations')).body.error).toMatchObject({ code: 190, error_subcode: 492 })
  })
})

describe('an app that wants a proof of its secret', () => {
  it('refuses a call without the right one', async () => {
    const { graph, control, token } = await openPractice()
    await control('/conditions', { requiredAppSecret: 'practice-secret' })
    const proof = createHmac('sha256', 'practice-secret').update(token).digest('hex')
    expect((await graph('/v25.0/me')).body.error).toMatchObject({ code: 100, message: expect.stringContaining('require an appsecret_proof') })
    expect((await graph('/v25.0/me', { appsecret_proof: 'f00' })).body.error).toMatchObject({ code: 100 })
    expect((await graph('/v25.0/me', { appsecret_proof: proof })).status).toBe(200)
    const send = { recipient: { id: '1' }, message: { text: 'Hi' }, appsecret_proof: proof }
    expect((await graph('/v25.0/me/messages', {}, send)).body.error).toMatchObject({ error_subcode: 2018001 })
  })
})

describe('what a token is', () => {
  const inspect = 'input_token'

  // platform: token.debug_token
  it('is told to the app’s own person', async () => {
    const { graph, token, userToken, pageId, control } = await openPractice()
    await control('/conditions', { missingPermissions: ['pages_manage_metadata'] })
    const page = await graph('/v25.0/debug_token', { [inspect]: token }, undefined, userToken)
    const scopes = ['pages_messaging', 'pages_read_engagement', 'pages_show_list']
    expect(page.body.data).toMatchObject({ type: 'PAGE', profile_id: pageId, is_valid: true, expires_at: 0, scopes })
    const person = await graph('/v25.0/debug_token', { [inspect]: userToken }, undefined, userToken)
    expect(person.body.data).toMatchObject({ type: 'USER', is_valid: true, granular_scopes: scopes.map((scope) => ({ scope, target_ids: [pageId] })) })
    expect(person.body.data.expires_at).toBeGreaterThan(startAt / 1_000)
  })

  it('is told of dead and unknown tokens too', async () => {
    const { graph, token, userToken, control } = await openPractice()
    await control('/token', { state: 'expired' })
    const dead = await graph('/v25.0/debug_token', { [inspect]: token }, undefined, userToken)
    expect(dead.body.data).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } })
    const unknown = await graph('/v25.0/debug_token', { [inspect]: 'EAAWRONG' }, undefined, userToken)
    expect(unknown.body.data).toMatchObject({ is_valid: false, error: { code: 190 } })
  })

  it('is told in the chosen language', async () => {
    const { graph, token, userToken, control } = await openPractice({ errorLanguage: 'fr' })
    await control('/token', { state: 'expired' })
    const wordsAbout = async (asked: string) => (await graph('/v25.0/debug_token', { [inspect]: asked }, undefined, userToken)).body.data.error.message
    expect(await wordsAbout(token)).toContain('la session a expiré')
    expect(await wordsAbout('EAAWRONG')).toContain('Impossible de lire le jeton')
  })

  // platform: token.debug_token
  it('is not told to a Page', async () => {
    const { graph, token } = await openPractice()
    expect((await graph('/v25.0/debug_token', { [inspect]: token })).body.error).toMatchObject({ code: 100 })
  })
})

describe('an app in development', () => {
  it('sees its testers alone, though Meta counts the messages of all', async () => {
    const { graph, control, newCustomer } = await openPractice({ scenario: 'empty' })
    const ann = await newCustomer('Ann Example')
    const bob = await newCustomer('Bob')
    await control('/conditions', { appInDevelopment: true })
    const list = async () => (await graph('/v25.0/me/conversations', { fields: 'id' })).body.data
    expect(await list()).toEqual([])
    expect((await graph('/v25.0/me', { fields: 'unread_message_count' })).body).toEqual({ unread_message_count: 2 })
    await control('/conditions', { conversation: ann.conversation, tester: true })
    expect(await list()).toEqual([{ id: ann.conversation }])
    expect((await graph(`/v25.0/${bob.conversation}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await graph(`/v25.0/${bob.message}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
  })
})

describe('a long conversation', () => {
  it('gives details of its newest 20 messages, and of older ones only that they exist', async () => {
    const { graph, shop, newCustomer } = await openPractice({ scenario: 'empty' })
    const { conversation, message: oldest } = await newCustomer('Ann Example', '1')
    for (let number = 2; number <= 21; number += 1) {
      shop.say({ conversation, from: 'customer', text: String(number), attachments: [] })
    }
    const fields = 'message'
    const older = { id: oldest, created_time: '2026-11-20T09:00:00+0000' }
    const edge = await graph(`/v25.0/${conversation}/messages`, { fields })
    expect(edge.body.data.slice(-2)).toEqual([{ message: '2' }, older])
    const nested = await graph(`/v25.0/${conversation}`, { fields: 'messages{message}' })
    expect(nested.body.messages.data.slice(-2)).toEqual([{ message: '2' }, older])
    expect((await graph(`/v25.0/${oldest}`, { fields })).body.error).toMatchObject({ code: 9000001, type: 'OAuthException' })
  })
})

describe('a message that was taken back', () => {
  it('is a deleted one to who asks for it by its id', async () => {
    const { graph, control, say, newCustomer } = await openPractice({ scenario: 'empty' })
    const { conversation } = await newCustomer('Ann Example')
    const { message } = await say({ conversation, from: 'customer', text: 'Oops' })
    await control('/unsend', { message })
    expect((await graph(`/v25.0/${message}`)).body.error).toMatchObject({ code: 9000001 })
  })
})

describe('the quota', () => {
  it('shows in the headers, then refuses with 80006 and says for how long, until a day has passed', async () => {
    const { graph, shop, control, newCustomer } = await openPractice({ scenario: 'empty' })
    await newCustomer('Ann Example')
    for (let call = shop.quota.used(); call < 200; call += 1) shop.quota.count({ route: 'me', rules: { enforced: true, perSecond: false }, engagedPeople: 1 })
    expect((await control('/state')).body.quota).toEqual({ calls: 200, limit: 200 })
    const refused = await graph('/v25.0/me')
    expect(refused.body.error).toMatchObject({ code: 80006 })
    const [usage] = Object.values(JSON.parse(refused.headers.get('x-business-use-case-usage') ?? '{}')) as [{ estimated_time_to_regain_access: number }[]]
    expect(usage[0]?.estimated_time_to_regain_access).toBe(24 * 60)
    expect(refused.headers.get('x-app-usage')).toContain('call_count')
    await control('/conditions', { quota: { enforced: false } })
    expect((await graph('/v25.0/me')).status).toBe(200)
    await control('/conditions', { quota: { enforced: true } })
    shop.clock.advance(24 * hourMs)
    expect((await graph('/v25.0/me')).status).toBe(200)
  })

  it('refuses the third reading of conversations in a second with 613 where that is enforced', async () => {
    const { graph } = await openPractice({ quota: { perSecond: true } })
    const answers = await Promise.all([1, 2, 3].map(() => graph('/v25.0/me/conversations')))
    expect(answers.map(({ body }) => body.error?.code ?? null).sort()).toEqual([613, null, null])
  })
})
