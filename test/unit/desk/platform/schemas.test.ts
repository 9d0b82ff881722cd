import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attachmentsOf } from '../../../../electron/desk/platform/attachments'
import { readJson } from '../../../../electron/desk/platform/json'
import { received, schemas } from './received-message'

const time = '2026-11-20T10:38:15+0000'
const moment = Date.parse('2026-11-20T10:38:15Z')

/** The recorded shape of a list call, 2026. */
const recorded = {
  id: 't_111',
  updated_time: time,
  snippet: 'Do you have it in red?',
  unread_count: 1,
  message_count: 6,
  can_reply: true,
  is_subscribed: true,
  scoped_thread_key: 't_111',
  link: '/Shop-222/inbox/333/',
  participants: { data: [{ name: 'Ann Example', email: '444@facebook.com', id: '444' }, { name: 'Shop', id: '222' }] },
}

function conversations(...data: unknown[]) {
  return schemas.conversationPage.parse({ data })
}

describe('a list of conversations', () => {
  // platform: conversation.updated_time, conversation.participants
  test('is read as recorded', () => {
    expect(conversations(recorded).entries).toEqual([
      {
        id: 't_111',
        updated_time: moment,
        message_count: 6,
        unread_count: 1,
        link: 'https://www.facebook.com/Shop-222/inbox/333/',
        participants: { data: [{ id: '444', name: 'Ann Example' }, { id: '222', name: 'Shop' }] },
        messages: { data: [], unreadable: 0 },
      },
    ])
  })

  // platform: conversation.unread_count, conversation.participants, list.only-fields-asked
  test('knows what a missing field means', () => {
    expect(conversations({ id: 't_1', updated_time: time }).entries).toMatchObject([
      { message_count: 0, unread_count: 0, link: null, participants: { data: [] } },
    ])
    const withoutTime = { id: 't_1', messages: { data: [{ id: 'm_1', created_time: time, message: 'Bonjour' }] } }
    expect(conversations(withoutTime).entries).toMatchObject([{ updated_time: moment }])
  })

  // platform: conversation.other-fields, conversation.snippet, conversation.can_reply
  test.each(['snippet', 'can_reply', 'is_subscribed', 'senders', 'former_participants', 'scoped_thread_key', 'folder', 'linked_group', 'name', 'wallpaper', 'is_owner'])(
    'has its fields ignored that the desk does not know: %s',
    (field) => {
      for (const value of [true, 'inbox', { data: [{ id: '444', name: 'Ann Example', email: '444@facebook.com' }] }, null]) {
        expect(conversations({ ...recorded, [field]: value })).toEqual(conversations(recorded))
      }
    },
  )

  // platform: message.unreadable
  test('loses none of them for one that cannot be read', () => {
    const page = conversations(recorded, null, { id: 't_2' }, 'text', { ...recorded, id: 't_3', participants: 5, unread_count: 'many', messages: 'none' })
    expect(page.entries.map((entry) => entry.id)).toEqual(['t_111', 't_3'])
    expect(page.unreadable).toBe(3)
  })

  test('counts the messages that cannot be read beside those that can', () => {
    const data = [{ id: 'm_1', created_time: time, message: 'Bonjour' }, { id: 'm_2', created_time: 'soon' }, null]
    expect(conversations({ ...recorded, messages: { data } }).entries).toMatchObject([{ messages: { data: [{ id: 'm_1' }], unreadable: 2 } }])
  })

  // platform: conversation.link
  test.each([
    ['https://facebook.com/333/inbox/1', 'https://facebook.com/333/inbox/1'],
    ['//evil.example/inbox', 'https://www.facebook.com//evil.example/inbox'],
    ['https://evil.example/facebook.com', null],
    ['https://notfacebook.com/', null],
    ['javascript:alert(1)', null],
    [7, null],
  ])('leads from the link %j to %j', (link, address) => {
    expect(conversations({ ...recorded, link }).entries[0]?.link).toBe(address)
  })

  // platform: paging.cursors, paging.next
  test('goes on with a cursor when there is more, and keeps nothing of the address with the token', () => {
    const next = 'https://graph.facebook.com/v25.0/222/conversations?access_token=EAAsecret&after=QVFI'
    const cursors = { before: 'QVFIb', after: 'QVFIa' }
    const page = schemas.conversationPage.parse({ data: [], paging: { cursors, next } })
    expect(page.after).toBe('after=QVFIa')
    expect(JSON.stringify(page)).not.toContain('EAA')
    expect(schemas.conversationPage.parse({ data: [], paging: { cursors } }).after).toBeNull()
    expect(schemas.conversationPage.parse({ data: [], paging: 'none' }).after).toBeNull()
  })

  // platform: paging.cursors, paging.next, paging.old-form
  test('without a cursor goes on where its next address says, also in the form of before cursors', () => {
    const placeOf = (query: string) =>
      schemas.messagePage.parse({ data: [], paging: { next: `https://graph.facebook.com/t_1/messages?access_token=EAAsecret&limit=25&${query}` } }).after
    expect(placeOf('after=QVFI')).toBe('after=QVFI')
    expect(placeOf('until=1490000000&__paging_token=enc_1')).toBe('until=1490000000&__paging_token=enc_1')
    expect(placeOf('pretty=0')).toBeNull()
  })

  test('is none without its entries', () => {
    for (const answer of [{}, { error: 'x' }, { data: null }, { error: null }]) expect(schemas.conversationPage.safeParse(answer).success).toBe(false)
  })
})

describe('a message', () => {
  // platform: message.id
  test('with half a character in it has a sign for it; an id with one is no id', () => {
    expect(received({ message: 'half \ud83d', reactions: { data: [{ reaction: '\ud83d' }] } })).toMatchObject({
      message: 'half \ufffd',
      reactions: [{ reaction: '\ufffd' }],
    })
    const conversations = ['t_1', 't_\ud800x'].map((id) => ({ id, updated_time: '2026-11-20T10:38:15+0000' }))
    expect(schemas.conversationPage.parse({ data: conversations })).toMatchObject({ entries: [{ id: 't_1' }], unreadable: 1 })
  })

  // platform: attachment.unknown
  test('keeps its reply, its reactions and everything the platform said', () => {
    const reactions = { data: [{ reaction: '❤️', users: [{ id: '444', username: 'ann' }] }, { users: [] }] }
    const message = received({ message: 'Oui', reply_to: { mid: 'm_0', is_self_reply: false }, reactions, something_new: { deep: [1] } })
    expect(message).toMatchObject({ message: 'Oui', reply_to: { mid: 'm_0' }, reactions: [{ reaction: '❤️', users: [{ id: '444' }] }] })
    expect(JSON.parse(message.raw)).toMatchObject({ something_new: { deep: [1] } })
  })

  // platform: message.to, message.tags, message.story
  test.each([
    ['to', { data: [{ id: '222', name: 'Shop', email: '222@facebook.com' }] }],
    ['tags', { data: [{ name: 'inbox' }, { name: 'source:chat' }] }],
    ['story', { mention: { id: '17', link: 'https://instagram.com/s' } }],
  ])('has its fields ignored that the desk does not read: %s', (field, value) => {
    const message = received({ message: 'Oui', from: { id: '444', name: 'Ann' } })
    expect({ ...received({ message: 'Oui', from: { id: '444', name: 'Ann' }, [field]: value }), raw: '' }).toEqual({ ...message, raw: '' })
    expect(attachmentsOf(received({ message: '', [field]: value }))).toMatchObject([{ kind: 'unsupported' }])
  })

  // platform: message.from, conversation.participants
  test('is from whom its name says, or the name of Instagram', () => {
    expect(received({ from: { id: '444', username: 'ann.example' } }).from).toEqual({ id: '444', name: 'ann.example' })
    expect(received({ from: { id: '444', email: '444@facebook.com' } }).from).toEqual({ id: '444', name: '' })
  })

  test('keeps no address with the token in it', () => {
    const attachments = { data: [{ name: 'a' }], paging: { next: 'https://graph.facebook.com/x?access_token=EAAsecret' } }
    expect(received({ attachments }).raw).not.toContain('EAA')
  })

  test('older than the newest twenty is known only by its time', () => {
    expect(schemas.message.parse({ id: 'm_9', created_time: time })).toEqual({ id: 'm_9', created_time: moment, readable: false })
    expect(schemas.message.parse({ id: 'm_9', created_time: time, message: '' })).toMatchObject({ readable: true })
  })

  // platform: message.id
  test.each([
    ['a number', 123, '123'],
    ['a word', 'm_a-b_c==', 'm_a-b_c=='],
    ['slashes', 'a/../b', 'a/../b'],
  ])('may have %s as its id', (_, id, read) => {
    expect(received({ id }).id).toBe(read)
  })

  test('has an id, or is none', () => {
    for (const id of ['', '..', null, undefined, {}]) {
      expect(schemas.message.safeParse({ id, created_time: time, message: 'x' }).success).toBe(false)
    }
  })

  test('may say its time in seconds', () => {
    expect(received({ created_time: moment / 1000 }).created_time).toBe(moment)
    expect(received({ created_time: String(moment / 1000) }).created_time).toBe(moment)
    expect(schemas.message.safeParse({ id: 'm', created_time: '0001-01-01T00:00:00+0000' }).success).toBe(false)
  })

  test('keeps a long text whole, and an empty one empty', () => {
    const text = 'é'.repeat(500_000)
    expect(received({ message: text }).message).toBe(text)
    expect(received({ message: '' }).message).toBe('')
    expect(received({ from: null, message: null }).from).toBeNull()
  })

  // platform: message.unreadable, message.attachments
  test('of any shape costs no other message, and can be shown', () => {
    const keys = ['message', 'sticker', 'attachments', 'shares', 'from', 'reply_to', 'reactions', 'is_unsupported', 'tags']
    const attachment = fc.record(
      Object.fromEntries(['id', 'mime_type', 'name', 'size', 'image_data', 'video_data', 'file_url', 'generic_template', 'appointment_booking'].map((key) => [key, fc.jsonValue()])),
      { requiredKeys: [] },
    )
    const hostile = fc.record(
      {
        ...Object.fromEntries(keys.map((key) => [key, fc.jsonValue()])),
        attachments: fc.oneof(fc.jsonValue(), fc.array(attachment), fc.record({ data: fc.array(attachment) })),
      },
      { requiredKeys: [] },
    )
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
    fc.assert(
      fc.property(hostile, fc.jsonValue(), (fields, junk) => {
        const good = { id: 'm_good', created_time: time, message: 'Bonjour' }
        const odd = { id: 'm_odd', created_time: time, ...fields }
        const messages = { data: [good, junk, odd, good] }
        const [conversation] = conversations({ ...recorded, messages }).entries
        const ids = conversation?.messages.data.map((message) => message.id) ?? []
        expect(ids.filter((id) => id === 'm_good')).toHaveLength(2)
        expect(ids).toContain('m_odd')
        for (const message of conversation?.messages.data ?? []) {
          if (!message.readable) continue
          const shown = attachmentsOf(message)
          expect(message.message !== '' || shown.length > 0).toBe(true)
          for (const { url } of shown) expect(url === null || url.startsWith('https:')).toBe(true)
        }
      }),
      { seed, numRuns: 500, verbose: true },
    )
  })
})

describe('an answer', () => {
  test('that was cut off, or is a page of a proxy’s, is no JSON', () => {
    expect(readJson('{"data":[{"id":"t_1"')).toBeUndefined()
    expect(readJson('<!doctype html><title>Sign in</title>')).toBeUndefined()
    expect(readJson('')).toBeUndefined()
  })

  // platform: message.id
  test('keeps every digit of an id that is a large number', () => {
    const page = schemas.messagePage.parse(readJson(`{"data":[{"id":12345678901234567890,"created_time":"${time}","message":"x"}]}`))
    expect(page.entries).toMatchObject([{ id: '12345678901234567890' }])
  })
})
