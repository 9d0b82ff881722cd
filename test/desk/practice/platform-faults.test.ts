import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openPractice, startAt } from './practice-http'

const yes = { messaging_type: 'RESPONSE', message: { text: 'Yes' } }

/** A practice shop with one customer, and a request of its list as a client sees it, without reading JSON. */
async function openWithAnn() {
  const practice = await openPractice({ scenario: 'empty' })
  const ann = await practice.newCustomer('Ann Example')
  async function rawList() {
    const response = await fetch(`${practice.url}/v25.0/me/conversations?fields=id,messages{id,message}`, {
      headers: { authorization: `Bearer ${practice.token}` },
      redirect: 'manual',
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { ...practice, ann, rawList }
}

describe('a fault', () => {
  it('that answers an error although the message was sent leaves the message in the conversation', async () => {
    const { ann, control, refusalOf, shop } = await openWithAnn()
    await control('/faults', [{ route: 'send', kind: 'error-although-sent' }])
    expect(await refusalOf(ann.customer, yes)).toEqual([1, 1357046])
    expect(shop.conversations()[0]?.messages.at(-1)).toMatchObject({ from: 'page', text: 'Yes' })
  })

  it('that hides success does not hide a refusal', async () => {
    const { control, refusalOf } = await openWithAnn()
    await control('/faults', [{ route: 'send', kind: 'error-although-sent' }])
    expect(await refusalOf('1', yes)).toEqual([100, 2018001])
  })

  it('that throttles says in the header for how long', async () => {
    const { control, graph, pageId } = await openWithAnn()
    await control('/faults', [{ route: 'me', kind: 'error', code: 80006, waitMinutes: 19 }])
    const { headers, body } = await graph('/v25.0/me')
    expect(body.error.code).toBe(80006)
    expect(JSON.parse(headers.get('x-business-use-case-usage') ?? '{}')[pageId][0]).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 19 })
  })

  it('that cuts an answer short leaves the beginning of its JSON', async () => {
    const { control, rawList } = await openWithAnn()
    const whole = (await rawList()).text
    await control('/faults', [{ route: 'list', kind: 'truncated' }])
    const { status, text } = await rawList()
    expect(status).toBe(200)
    expect(text).toBe(whole.slice(0, text.length))
    expect(text.length).toBeLessThan(whole.length)
    expect(() => JSON.parse(text) as unknown).toThrow()
  })

  it('that answers a web page answers no JSON, with the status that is wanted', async () => {
    const { control, rawList } = await openWithAnn()
    await control('/faults', [{ route: 'list', kind: 'html' }, { route: 'list', kind: 'html', status: 200 }])
    const [first, second] = [await rawList(), await rawList()]
    expect([first.status, second.status]).toEqual([502, 200])
    expect(first.headers.get('content-type')).toContain('text/html')
    expect(second.text).toContain('<html>')
  })

  it('that invents an attachment does so once, in the newest message', async () => {
    const { ann, control, graph } = await openWithAnn()
    await control('/faults', [{ route: 'any', kind: 'unknown-attachment' }])
    const read = () => graph(`/v25.0/${ann.conversation}/messages`, { fields: 'id,message,attachments' })
    expect((await read()).body.data[0]).toMatchObject({ message: 'Open?', attachments: { data: [{ hologram_data: expect.any(Object) }] } })
    expect((await read()).body.data[0]).not.toHaveProperty('attachments')
  })

  // platform: answer.date
  it('that makes the platform’s clock wrong shows in the date alone', async () => {
    const { control, graph } = await openWithAnn()
    await control('/faults', [{ route: 'me', kind: 'wrong-date', offsetMs: -3_600_000 }])
    expect((await graph('/v25.0/me')).headers.get('date')).toBe('Fri, 20 Nov 2026 08:00:00 GMT')
    expect((await graph('/v25.0/me')).headers.get('date')).toBe('Fri, 20 Nov 2026 09:00:00 GMT')
  })

  it('that leads elsewhere says where, and takes nothing in', async () => {
    const { ann, control, url, token, shop } = await openWithAnn()
    const elsewhere = createServer()
    let visitors = 0
    elsewhere.on('connection', () => (visitors += 1))
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
    await control('/faults', [{ route: 'send', kind: 'redirect', to }])
    const response = await fetch(`${url}/v25.0/me/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      body: JSON.stringify({ recipient: { id: ann.customer }, ...yes }),
    })
    elsewhere.close()
    expect([response.status, response.headers.get('location')]).toEqual([302, to])
    expect(visitors).toBe(0)
    expect(shop.state().sends).toEqual([])
  })

  it('that leads to an address with foreign letters writes it as a header can', async () => {
    const { control, rawList } = await openWithAnn()
    await control('/faults', [{ route: 'list', kind: 'redirect', to: 'http://127.0.0.1/日本' }])
    const { status, headers } = await rawList()
    expect([status, headers.get('location')]).toEqual([302, 'http://127.0.0.1/%E6%97%A5%E6%9C%AC'])
    expect((await rawList()).status).toBe(200)
  })

  it('comes at the request and in the hours that it names', async () => {
    const { control, graph, shop } = await openWithAnn()
    const between = ['2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z']
    await control('/faults', [{ route: 'me', kind: 'status', status: 503, after: 1, between }])
    expect((await graph('/v25.0/me')).status).toBe(200)
    shop.clock.set(startAt + 3_600_000)
    expect((await graph('/v25.0/me')).status).toBe(200)
    expect((await graph('/v25.0/me')).status).toBe(503)
    expect((await graph('/v25.0/me')).status).toBe(200)
  })
})
