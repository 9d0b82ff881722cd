import { describe, expect, it } from 'vitest'
import { openPractice, startAt } from './practice-http'

const dayMs = 24 * 3_600_000
const photo = Buffer.from([137, 80, 78, 71, 0, 13, 10, 255])

function form(message: object, file: { bytes?: Buffer; type?: string; name?: string } = {}, more: Record<string, string> = {}) {
  const { bytes = photo, type = 'image/png', name: fileName = 'cake.png' } = file
  const fields = new FormData()
  for (const [name, value] of Object.entries({ ...more, message: JSON.stringify(message) })) fields.set(name, value)
  fields.set('filedata', new File([new Uint8Array(bytes)], fileName, { type }))
  return fields
}

const image = (payload: object) => ({ attachment: { type: 'image', payload } })

async function openWithAnn() {
  const practice = await openPractice({ scenario: 'empty', morePages: ['bakery'] })
  const ann = await practice.newCustomer('Ann Example')
  async function newestMessage() {
    const { body } = await practice.graph(`/v25.0/${ann.conversation}`, { fields: 'messages.limit(1){id,message,from{id},attachments}' })
    return body.messages.data[0]
  }
  const upload = (body: object, token?: string) => practice.graph('/v25.0/me/message_attachments', {}, body, token)
  return { ...practice, ann, newestMessage, upload }
}

describe('a file that is uploaded', () => {
  // platform: send.upload, send.attachment
  it('can be sent by its id, and the customer’s conversation has its bytes', async () => {
    const { ann, upload, refusalOf, newestMessage, pageId } = await openWithAnn()
    const { body } = await upload(form(image({ is_reusable: true })))
    expect(body).toEqual({ attachment_id: expect.stringMatching(/^\d+$/) })
    expect(await refusalOf(ann.customer, { message: image({ attachment_id: body.attachment_id }) })).toBeNull()
    const message = await newestMessage()
    expect(message).toMatchObject({ message: '', from: { id: pageId }, attachments: { data: [{ name: 'cake.png' }] } })
    const file = await fetch(message.attachments.data[0].image_data.url)
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await file.arrayBuffer()).equals(photo)).toBe(true)
  })

  // platform: send.upload-limits
  it('serves for 90 days, for its own Page and its own type', async () => {
    const { ann, upload, refusalOf, shop, shops, say } = await openWithAnn()
    const { body } = await upload(form(image({ is_reusable: true })))
    const send = (type: string) => refusalOf(ann.customer, { message: { attachment: { type, payload: body } } })
    const ofAnotherPage = await upload(form(image({ is_reusable: true })), shops[1]?.token)
    expect(await refusalOf(ann.customer, { message: image(ofAnotherPage.body) })).toEqual([100, 2018074])
    expect(await send('video')).toEqual([100, 2018047])
    shop.clock.set(startAt + 90 * dayMs)
    await say({ conversation: ann.conversation, from: 'customer', text: 'Still there?' })
    expect(await send('image')).toEqual([100, 2018074])
    expect(await refusalOf(ann.customer, { message: image({ attachment_id: '1' }) })).toEqual([100, 2018074])
  })

  // platform: send.upload-limits
  it.each([
    ['whose type is another', form(image({}), { type: 'text/plain' }), 2018047],
    ['of more than 25 MB', form(image({}), { bytes: Buffer.alloc(25 * 1024 * 1024 + 1) }), 2018109],
    ['of much more than 25 MB', form(image({}), { bytes: Buffer.alloc(30 * 1024 * 1024) }), 2018109],
    ['at no address', { message: image({ url: 'file:///etc/passwd' }) }, 2018008],
    ['that is not there', { message: image({}) }, undefined],
    ['of a type that nobody knows', { message: { attachment: { type: 'scent', payload: {} } } }, undefined],
  ])('is refused %s', async (_, body, subcode) => {
    const { upload } = await openWithAnn()
    const { body: answer } = await upload(body)
    expect([answer.error.code, answer.error.error_subcode]).toEqual([100, subcode])
  })

  // platform: send.attachment
  it('can come by its address', async () => {
    const { ann, upload, refusalOf, newestMessage } = await openWithAnn()
    const { body } = await upload({ message: image({ url: 'https://shop.example/pictures/bread.png' }) })
    expect(await refusalOf(ann.customer, { message: image(body) })).toBeNull()
    expect((await newestMessage()).attachments.data[0].name).toBe('bread.png')
  })
})

describe('a message with an attachment', () => {
  // platform: send.attachment
  it('can carry the file itself', async () => {
    const { ann, graph, newestMessage } = await openWithAnn()
    const body = form(image({}), {}, { recipient: JSON.stringify({ id: ann.customer }), messaging_type: 'RESPONSE' })
    expect((await graph('/v25.0/me/messages', {}, body)).body).toMatchObject({ recipient_id: ann.customer })
    expect((await newestMessage()).attachments.data).toHaveLength(1)
  })

  // platform: send.several-images
  it('can carry several pictures', async () => {
    const { ann, refusalOf, newestMessage, control } = await openWithAnn()
    const attachments = ['one', 'two'].map((name) => image({ url: `https://shop.example/${name}.png` }).attachment)
    expect(await refusalOf(ann.customer, { message: { attachments } })).toBeNull()
    expect((await newestMessage()).attachments.data.map(({ name }: { name: string }) => name)).toEqual(['one.png', 'two.png'])
    expect((await control('/state')).body.sends[0].attachments).toEqual([
      { type: 'image', name: 'one.png' },
      { type: 'image', name: 'two.png' },
    ])
  })

  it.each([
    ['a voice note', 'audio', 'audio/wav', 'file_url'],
    ['a video', 'video', 'video/webm', 'video_data'],
    ['a document', 'file', 'application/pdf', 'file_url'],
  ])('can be %s, with its own bytes', async (_, type, contentType, key) => {
    const { ann, graph, newestMessage } = await openWithAnn()
    const message = { attachment: { type, payload: {} } }
    const body = form(message, { type: contentType }, { recipient: JSON.stringify({ id: ann.customer }) })
    expect((await graph('/v25.0/me/messages', {}, body)).status).toBe(200)
    const [attachment] = (await newestMessage()).attachments.data
    const file = await fetch(attachment[key].url ?? attachment[key])
    expect(file.headers.get('content-type')).toBe(contentType)
    expect(Buffer.from(await file.arrayBuffer()).equals(photo)).toBe(true)
  })

  /** A form as no browser makes it: the file's type in any letters. */
  function rawForm(fields: Record<string, string>, contentType: string) {
    const parts = Object.entries(fields).map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    const file = `--x\r\ncontent-disposition: form-data; name="filedata"; filename="a"\r\ncontent-type: ${contentType}\r\n\r\nbytes\r\n--x--\r\n`
    return { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: [...parts, file].join('') }
  }

  it('whose file says a type that is none is refused, and goes out as a document of no known type', async () => {
    const { ann, url, token, newestMessage } = await openWithAnn()
    const send = async (type: string) => {
      const fields = { access_token: token, recipient: JSON.stringify({ id: ann.customer }), message: JSON.stringify({ attachment: { type, payload: {} } }) }
      const response = await fetch(`${url}/v25.0/me/messages`, rawForm(fields, 'image/日'))
      return (await response.json()) as { error?: { code: number; error_subcode: number } }
    }
    expect((await send('image')).error).toMatchObject({ code: 100, error_subcode: 2018047 })
    expect(await send('file')).toMatchObject({ recipient_id: ann.customer })
    const file = await fetch((await newestMessage()).attachments.data[0].file_url)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
  })

  it('may have a file with a name of any length, which is cut to 200 characters', async () => {
    const { ann, graph, newestMessage } = await openWithAnn()
    const body = form(image({}), { name: `${'x'.repeat(300)}.png` }, { recipient: JSON.stringify({ id: ann.customer }) })
    expect((await graph('/v25.0/me/messages', {}, body)).status).toBe(200)
    expect((await newestMessage()).attachments.data[0].name).toBe('x'.repeat(200))
  })

  it('carries no text beside it', async () => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, { message: { text: 'Look', ...image({ url: 'https://shop.example/one.png' }) } })).toEqual([100, undefined])
  })
})

describe('the address of an attachment', () => {
  async function openWithPhoto() {
    const practice = await openPractice({ scenario: 'empty' })
    const { message } = await practice.say({ from: 'Ann Example', text: '', attachments: [{ type: 'image' }] })
    async function address(): Promise<string> {
      const { body } = await practice.graph(`/v25.0/${message}`, { fields: 'attachments' })
      return body.attachments.data[0].image_data.url
    }
    return { ...practice, address }
  }

  it('serves for some hours, and reading the message again gives a new one', async () => {
    const { address, shop, control } = await openWithPhoto()
    await control('/conditions', { attachmentHours: 2 })
    const first = await address()
    expect(new URL(first).searchParams.get('oe')).toBe(((startAt + 2 * 3_600_000) / 1_000).toString(16))
    shop.clock.advance(2 * 3_600_000 - 1)
    expect((await fetch(first)).status).toBe(200)
    shop.clock.advance(1)
    const expired = await fetch(first)
    expect([expired.status, await expired.text()]).toEqual([403, 'URL signature expired'])
    expect((await fetch(await address())).status).toBe(200)
  })

  it.each(['oh', 'oe'])('does not serve with another %s', async (name) => {
    const { address } = await openWithPhoto()
    const url = new URL(await address())
    url.searchParams.set(name, 'ffffffff')
    expect((await fetch(url)).status).toBe(403)
  })

  it('leads nowhere for an attachment that nobody sent', async () => {
    const { address, url } = await openWithPhoto()
    expect((await fetch(`${url}/attachments/1${new URL(await address()).search}`)).status).toBe(404)
  })
})
