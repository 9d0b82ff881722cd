import { describe, expect, it } from 'vitest'
import type { AttachmentInput } from '../../../electron/practice/attachment-content'
import { openPractice } from './practice-http'

const allFields = 'message,sticker,attachments,shares{id,link,name,description,type,url,title,template},reactions,reply_to,is_unsupported'
const address = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/attachments\/\d+\?/)
const id = expect.stringMatching(/^\d+$/)

async function shapeOf(attachment: AttachmentInput) {
  const { say, graph } = await openPractice({ scenario: 'empty' })
  const { message } = await say({ from: 'Ann Example', text: '', attachments: [attachment] })
  return (await graph(`/v25.0/${message}`, { fields: allFields })).body
}

async function fileAt(url: string) {
  const response = await fetch(url)
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('an attachment comes as Meta gives it', () => {
  it('a picture without a size, also a large one', async () => {
    const [usual] = (await shapeOf({ type: 'image', name: 'cake.png', shows: 'cake' })).attachments.data
    expect(usual).toMatchObject({ id, mime_type: 'image/png', name: 'cake.png', size: null, image_data: { width: 320, url: address, render_as_sticker: false } })
    const [large] = (await shapeOf({ type: 'image', large: true })).attachments.data
    expect(large.image_data).toMatchObject({ width: 1_600, height: 1_200 })
    const { type, bytes } = await fileAt(large.image_data.url)
    expect([type, bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['image/png', 1_600, 1_200])
  })

  it('an animated GIF as a picture with more addresses', async () => {
    const [gif] = (await shapeOf({ type: 'gif' })).attachments.data
    expect(gif).toMatchObject({ mime_type: 'image/gif', size: null, image_data: { url: address, animated_gif_url: address, raw_gif_image: address } })
    const { type, bytes } = await fileAt(gif.image_data.animated_gif_url)
    expect([type, bytes.subarray(0, 6).toString()]).toEqual(['image/gif', 'GIF89a'])
  })

  it('a video with a bare picture beside it', async () => {
    const [video] = (await shapeOf({ type: 'video' })).attachments.data
    expect(video.image_data).toEqual({ width: 192, height: 144 })
    expect(video.video_data).toMatchObject({ width: 192, height: 144, url: address, preview_url: address, rotation: 0 })
    const { type, bytes } = await fileAt(video.video_data.url)
    expect([type, bytes.length]).toEqual(['video/webm', video.size])
    expect((await fileAt(video.video_data.preview_url)).type).toBe('image/png')
  })

  it.each([
    ['audio', 'audio/wav', 'RIFF'],
    ['file', 'application/pdf', '%PDF'],
  ] as const)('%s with the address of a file', async (kind, mimeType, beginning) => {
    const [file] = (await shapeOf({ type: kind })).attachments.data
    expect(file).toEqual({ id, mime_type: mimeType, name: expect.any(String), size: expect.any(Number), file_url: address })
    const { type, bytes } = await fileAt(file.file_url)
    expect([type, bytes.subarray(0, 4).toString(), bytes.length]).toEqual([mimeType, beginning, file.size])
  })

  it('a sticker in the older form as an address, in the newer as an attachment', async () => {
    expect(await shapeOf({ type: 'sticker', form: 'old' })).toEqual({ message: '', sticker: address })
    const sticker = await shapeOf({ type: 'sticker' })
    expect(sticker.attachments.data).toMatchObject([{ id, type: 'sticker', image_data: { url: address, render_as_sticker: true } }])
    expect(sticker).not.toHaveProperty('sticker')
  })

  it('a template without a name and a type', async () => {
    const [template] = (await shapeOf({ type: 'template' })).attachments.data
    expect(template).toEqual({
      id,
      generic_template: { title: expect.any(String), subtitle: expect.any(String), media_url: address, cta: { title: 'See more', type: 'OPEN_URL', url: expect.any(String) } },
    })
  })

  it('an appointment, hours after the message', async () => {
    const [appointment] = (await shapeOf({ type: 'appointment', inHours: 2, minutes: 15 })).attachments.data
    expect(appointment.appointment_booking).toMatchObject({ start_time: '2026-11-20T11:00:00+0000', end_time: '2026-11-20T11:15:00+0000' })
  })

  it('what privacy rules have left of media', async () => {
    expect(Object.keys((await shapeOf({ type: 'privacy-stub' })).attachments.data[0])).toEqual(['id', 'name'])
  })

  it('a kind that nobody knows', async () => {
    expect((await shapeOf({ type: 'unknown' })).attachments.data[0]).toHaveProperty('hologram_data')
  })
})

describe('a share comes as Meta gives it', () => {
  it.each(['post', 'reel', 'ig_post', 'ig_reel'] as const)('a %s with its type', async (of) => {
    const { shares, attachments } = await shapeOf({ type: 'share', of, title: 'Our window', url: 'https://www.facebook.com/1' })
    expect(shares.data).toEqual([{ id, type: of, url: 'https://www.facebook.com/1', title: 'Our window' }])
    expect(attachments).toBeUndefined()
  })

  // platform: message.shares.fields
  it('a link, and only what is asked for by name', async () => {
    const { say, graph } = await openPractice({ scenario: 'empty' })
    const { message } = await say({ from: 'Ann', text: 'Look', attachments: [{ type: 'share', of: 'link', url: 'https://www.example.com/' }] })
    expect((await graph(`/${message}`, { fields: 'shares{link,type}' })).body.shares.data).toEqual([{ link: 'https://www.example.com/' }])
    expect((await graph(`/${message}`, { fields: 'shares' })).body.shares.data).toEqual([{ id }])
  })

  it('a product deep inside, with the id 0 when it may not be seen', async () => {
    const productOf = async (attachment: AttachmentInput) => (await shapeOf(attachment)).shares.data[0].template.payload.product.elements.data[0]
    expect(await productOf({ type: 'product', name: 'Scarf', price: '€19.00' })).toMatchObject({ id, name: 'Scarf', price: '€19.00', image_url: address })
    expect((await productOf({ type: 'product', isVisible: false })).id).toBe('0')
  })
})

describe('around a message', () => {
  it('reactions have who and what, and no time', async () => {
    const { say, graph, control, customerOf, pageId } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann', text: 'Hi' })
    const customer = await customerOf(conversation)
    const read = async () => (await graph(`/${message}`, { fields: 'reactions' })).body
    expect(await read()).toEqual({})
    await control('/react', { message, emoji: '❤️' })
    await control('/react', { message, emoji: '👍', from: 'page' })
    const users = [{ id: customer, username: 'Ann' }, { id: pageId, username: 'Boutique de la Plage' }]
    expect(await read()).toEqual({ reactions: { data: [{ reaction: '❤️', users: [users[0]] }, { reaction: '👍', users: [users[1]] }] } })
    await control('/react', { message, emoji: '👍' })
    expect((await read()).reactions.data).toMatchObject([{ reaction: '👍', users: [users[1], users[0]] }])
    await control('/react', { message, emoji: null })
    await control('/react', { message, emoji: null, from: 'page' })
    expect(await read()).toEqual({})
  })

  it('a reply names the message and whether it is one’s own', async () => {
    const { say, graph } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann', text: 'Hi' })
    const own = await say({ conversation, from: 'customer', text: 'Me again', replyTo: message })
    const other = await say({ conversation, from: 'page', text: 'Hello', replyTo: message })
    const replyOf = async (reply: string) => (await graph(`/${reply}`, { fields: 'reply_to' })).body
    expect(await replyOf(own.message)).toEqual({ reply_to: { mid: message, is_self_reply: true } })
    expect(await replyOf(other.message)).toEqual({ reply_to: { mid: message, is_self_reply: false } })
    expect(await replyOf(message)).toEqual({})
  })

  it('there may be a mark only, or nothing at all', async () => {
    const { say, graph } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann', bare: 'unsupported' })
    const nothing = await say({ conversation, from: 'customer', bare: 'nothing' })
    expect((await graph(`/${message}`, { fields: allFields })).body).toEqual({ message: '', is_unsupported: true })
    expect((await graph(`/${nothing.message}`, { fields: allFields })).body).toEqual({ message: '' })
  })

  it('a correction changes the text alone, and what is taken back is gone', async () => {
    const { say, graph, control } = await openPractice({ scenario: 'empty' })
    const { conversation, message } = await say({ from: 'Ann', text: 'Helo' })
    const second = await say({ conversation, from: 'customer', text: 'Oops' })
    await control('/edit', { message, text: 'Hello' })
    await control('/unsend', { message: second.message })
    const { body } = await graph(`/${conversation}`, { fields: 'message_count,unread_count,snippet,messages{id,message}' })
    expect(body).toMatchObject({ message_count: 1, unread_count: 1, snippet: 'Hello', messages: { data: [{ id: message, message: 'Hello' }] } })
    expect((await graph(`/${second.message}`, { fields: 'message' })).body.error).toMatchObject({ code: 9000001 })
    expect((await control('/unsend', { message: second.message })).status).toBe(400)
  })

  it('the Page has a picture and its hours', async () => {
    const { graph, pageId } = await openPractice({ scenario: 'bakery' })
    const { body } = await graph(`/${pageId}`, { fields: 'hours,picture{url}' })
    expect(body.hours).toMatchObject({ tue_1_open: '07:00', tue_1_close: '13:00', tue_2_open: '15:00', tue_2_close: '19:00' })
    expect((await fileAt(body.picture.data.url)).type).toBe('image/png')
  })
})
