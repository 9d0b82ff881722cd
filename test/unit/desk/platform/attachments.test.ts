import { describe, expect, test } from 'vitest'
import { attachmentsOf } from '../../../../electron/desk/platform/attachments'
import { createSchemas } from '../../../../electron/desk/platform/schemas'
import { received } from './received-message'

const cdn = 'https://scontent.xx.fbcdn.net/v'

function carried(fields: object) {
  return attachmentsOf(received({ message: '', ...fields }))
}

describe('what a message carries', () => {
  // platform: attachment.image
  test('a photo has its measures, and no size in bytes', () => {
    const image_data = { width: 960, height: 720, max_width: 960, url: `${cdn}/a.jpg`, preview_url: `${cdn}/s.jpg`, image_type: 1, render_as_sticker: false }
    const attachments = { data: [{ id: '1', mime_type: 'image/jpeg', name: 'image-1', size: null, image_data }] }
    expect(carried({ attachments })).toEqual([
      {
        kind: 'image',
        name: 'image-1',
        mimeType: 'image/jpeg',
        sizeBytes: null,
        width: 960,
        height: 720,
        url: `${cdn}/a.jpg`,
        title: null,
        details: null,
        linkUrl: null,
      },
    ])
  })

  // platform: attachment.gif
  test('a moving picture is shown moving', () => {
    const image_data = { url: `${cdn}/still.jpg`, animated_gif_url: `${cdn}/a.gif`, animated_gif_preview_url: `${cdn}/s.gif`, raw_gif_image: 'x' }
    expect(carried({ attachments: { data: [{ mime_type: 'image/gif', image_data }] } })).toMatchObject([
      { kind: 'image', url: `${cdn}/a.gif` },
    ])
  })

  // platform: attachment.video
  test('a video is a video although it has the size of a picture too', () => {
    const video_data = { width: 640, height: 360, length: 4, video_type: 1, url: `${cdn}/v.mp4`, preview_url: `${cdn}/v.jpg`, rotation: 0 }
    const attachment = { mime_type: 'video/mp4', image_data: { width: 1, height: 1 }, video_data }
    expect(carried({ attachments: { data: [attachment] } })).toMatchObject([
      { kind: 'video', width: 640, height: 360, url: `${cdn}/v.mp4` },
    ])
  })

  // platform: attachment.audio, attachment.file
  test.each([
    ['audio/mpeg', 'sound.mp3', 'audio'],
    ['video/mp4', 'audioclip-17.mp4', 'audio'],
    ['video/mp4', 'film.mp4', 'video'],
    ['image/png', 'drawing.png', 'image'],
    ['application/pdf', 'devis.pdf', 'file'],
    [undefined, 'anything', 'file'],
  ])('a file of type %s named %s is of kind %s', (mime_type, name, kind) => {
    expect(carried({ attachments: { data: [{ mime_type, name, size: '2048', file_url: 'https://cdn.fbsbx.com/f' }] } })).toMatchObject([
      { kind, name, sizeBytes: 2048, url: 'https://cdn.fbsbx.com/f' },
    ])
  })

  // platform: message.sticker, attachment.sticker-old, attachment.sticker-new
  test('a sticker is one sticker, old, new, or both in one message', () => {
    const old = { sticker: `${cdn}/thumb.png` }
    const asPicture = { attachments: { data: [{ image_data: { url: `${cdn}/thumb.png`, render_as_sticker: true } }] } }
    const asType = { attachments: { data: [{ type: 'sticker', url: `${cdn}/thumb.png` }] } }
    for (const fields of [old, asPicture, asType, { ...old, ...asPicture }, { ...old, ...asType }]) {
      expect(carried(fields)).toMatchObject([{ kind: 'sticker', url: `${cdn}/thumb.png` }])
    }
  })

  // platform: attachment.generic_template
  test('a template shows its title and where its button leads', () => {
    const generic_template = { title: 'Galette', subtitle: '12 €', media_url: `${cdn}/g.jpg`, cta: { title: 'Voir', type: 'OPEN_URL', url: 'https://shop.example/g' } }
    expect(carried({ attachments: { data: [{ generic_template }] } })).toMatchObject([
      { kind: 'template', title: 'Galette · 12 €', url: `${cdn}/g.jpg`, linkUrl: 'https://shop.example/g' },
    ])
  })

  // platform: attachment.appointment_booking
  test.each([
    [
      { status: 'CONFIRMED', start_time: '2026-11-24T10:00:00+0000', end_time: 1_795_516_200, timezone: 'Europe/Paris' },
      { status: 'CONFIRMED', starts: Date.parse('2026-11-24T10:00:00Z'), ends: 1_795_516_200_000, timeZone: 'Europe/Paris' },
    ],
    [
      { bookingStatus: 'pending', bookingStart: { time: '2026-11-24 10:00' }, calendar_id: '7', attendees: ['Ann'] },
      { status: 'pending', starts: '2026-11-24 10:00', ends: null, timeZone: null },
    ],
    [{ start_time_zone: 'UTC', id: '7' }, { status: null, starts: null, ends: null, timeZone: 'UTC' }],
    [{}, { status: null, starts: null, ends: null, timeZone: null }],
  ])('an appointment %j has what its keys say of time and state', (appointment_booking, details) => {
    expect(carried({ attachments: { data: [{ appointment_booking }] } })).toMatchObject([
      { kind: 'appointment', details: { of: 'appointment', ...details } },
    ])
  })

  // platform: message.shares, attachment.post-share, attachment.link-share
  test.each([
    [{ link: 'http://shop.example/p', name: 'Une page' }, { title: 'Une page', linkUrl: 'http://shop.example/p' }],
    [{ url: 'https://facebook.com/1', title: 'Un post', type: 'post', id: '1' }, { title: 'Un post', linkUrl: 'https://facebook.com/1' }],
    [{ url: 'https://instagram.com/r', type: 'ig_reel' }, { title: null, linkUrl: 'https://instagram.com/r' }],
    [{ description: 'Sans lien' }, { title: 'Sans lien', linkUrl: null }],
    [{ link: 'javascript:alert(1)', name: 'Piège' }, { title: 'Piège', linkUrl: null }],
  ])('a share %j can be shown', (share, shown) => {
    expect(carried({ shares: { data: [share] } })).toMatchObject([{ kind: 'share', ...shown }])
  })

  // platform: attachment.sticker-ai
  test('an AI sticker among the shares is a sticker', () => {
    expect(carried({ shares: { data: [{ type: 'sticker', url: `${cdn}/ai.webp`, id: '7' }] } })).toMatchObject([{ kind: 'sticker', url: `${cdn}/ai.webp`, linkUrl: null }])
  })

  // platform: attachment.product-share
  test('shared products are one each, with name, price and picture, and 0 as the id of one that is not visible', () => {
    const elements = { data: [{ id: 0, name: 'Kouign-amann', price: '4,50 €', image_url: `${cdn}/k.jpg` }, { id: '2', name: 'Far' }] }
    expect(carried({ shares: { data: [{ template: { payload: { product: { elements } } } }] } })).toMatchObject([
      { kind: 'product', title: 'Kouign-amann', details: { price: '4,50 €', visible: false }, url: `${cdn}/k.jpg` },
      { kind: 'product', title: 'Far', details: { price: null, visible: true }, url: null },
    ])
  })

  // platform: attachment.privacy-stub, attachment.unknown
  test('an attachment nobody knows is unsupported, and says what it says of itself', () => {
    expect(carried({ attachments: { data: [{ id: '9', name: 'This media is not available in your region.' }] } })).toMatchObject([
      { kind: 'unsupported', name: '', title: 'This media is not available in your region.' },
    ])
    for (const attachment of [{ hologram_data: {} }, null, 5, 'text', []]) {
      expect(carried({ attachments: { data: [attachment] } })).toMatchObject([{ kind: 'unsupported' }])
    }
  })

  // platform: message.is_unsupported
  test('a message that is not supported says so, beside its words', () => {
    expect(carried({ is_unsupported: true })).toMatchObject([{ kind: 'unsupported' }])
    expect(carried({ is_unsupported: 'true', message: 'Un sondage' })).toMatchObject([{ kind: 'unsupported' }])
    expect(carried({})).toMatchObject([{ kind: 'unsupported' }])
    expect(carried({ message: 'Bonjour' })).toEqual([])
    expect(carried({ message: 'Bonjour', is_unsupported: 'false' })).toEqual([])
  })

  test('only https, and the platform’s own origin, is an address of a picture', () => {
    const picture = (url: string, platformUrl = 'https://graph.facebook.com') => {
      const message = createSchemas(platformUrl).message.parse({ id: '1', created_time: 1_790_000_000, attachments: [{ image_data: { url } }] })
      return message.readable ? attachmentsOf(message)[0]?.url : undefined
    }
    expect(picture('http://scontent.xx.fbcdn.net/a.jpg')).toBeNull()
    expect(picture('file:///etc/passwd')).toBeNull()
    expect(picture('https://ann:secret@scontent.xx.fbcdn.net/a.jpg')).toBeNull()
    expect(picture('not an address')).toBeNull()
    expect(picture('http://127.0.0.1:4000/attachments/1')).toBeNull()
    expect(picture('http://127.0.0.1:4000/attachments/1', 'http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000/attachments/1')
    expect(picture('http://127.0.0.1:4001/attachments/1', 'http://127.0.0.1:4000')).toBeNull()
  })
})
