import { describe, expect, it } from 'vitest'
import { openPractice, startAt } from './practice-http'

const hourMs = 3_600_000
const text = { message: { text: 'Yes' } }
const asHumanAgent = { ...text, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }

async function openWithAnn() {
  const practice = await openPractice({ scenario: 'empty' })
  return { ...practice, ann: await practice.newCustomer('Ann Example') }
}

describe('an answer as a human agent', () => {
  // platform: send.human_agent
  it('is refused after 24 hours while the app has no approval', async () => {
    const { ann, refusalOf, shop } = await openWithAnn()
    shop.clock.set(startAt + 25 * hourMs)
    expect(await refusalOf(ann.customer, asHumanAgent)).toEqual([10, 2018278])
  })

  // platform: send.human_agent
  it('goes out until 7 days after the customer wrote when the app has the approval', async () => {
    const { ann, refusalOf, shop, control } = await openWithAnn()
    await control('/conditions', { humanAgentApproved: true })
    shop.clock.set(startAt + 7 * 24 * hourMs - 1)
    expect(await refusalOf(ann.customer, text)).toEqual([10, 2018278])
    expect(await refusalOf(ann.customer, asHumanAgent)).toBeNull()
    shop.clock.set(startAt + 7 * 24 * hourMs)
    expect(await refusalOf(ann.customer, asHumanAgent)).toEqual([10, 2018278])
  })
})

describe('a way of sending', () => {
  // platform: send.dead-tags, send.utility
  it.each([
    ['CONFIRMED_EVENT_UPDATE', { messaging_type: 'MESSAGE_TAG', tag: 'CONFIRMED_EVENT_UPDATE' }, [100, undefined]],
    ['ACCOUNT_UPDATE', { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }, [100, undefined]],
    ['POST_PURCHASE_UPDATE', { messaging_type: 'MESSAGE_TAG', tag: 'POST_PURCHASE_UPDATE' }, [100, undefined]],
    ['a tag without its type', { messaging_type: 'RESPONSE', tag: 'HUMAN_AGENT' }, [100, undefined]],
    ['a type without its tag', { messaging_type: 'MESSAGE_TAG' }, [100, undefined]],
    ['a type that nobody knows', { messaging_type: 'SHOUT' }, [100, undefined]],
    ['a utility message', { messaging_type: 'UTILITY' }, [10, undefined]],
  ])('is refused even inside the window: %s', async (_, way, refusal) => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, { ...text, ...way })).toEqual(refusal)
  })

  // platform: send.messaging_type, send.notification_type, send.metadata
  it.each([[{}], [{ messaging_type: 'UPDATE' }], [{ notification_type: 'SILENT_PUSH' }], [{ message: { text: 'Yes', metadata: 'mine' } }]])(
    'is taken: %j',
    async (way) => {
      const { ann, refusalOf } = await openWithAnn()
      expect(await refusalOf(ann.customer, { ...text, ...way })).toBeNull()
    },
  )
})

describe('quick replies', () => {
  const reply = { content_type: 'text', title: 'x'.repeat(20), payload: 'y'.repeat(1_000) }

  // platform: send.quick_replies
  it.each(['user_phone_number', 'user_email'])('that ask for %s need no title and no payload', async (content_type) => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, { message: { text: 'How can we reach you?', quick_replies: [{ content_type }] } })).toBeNull()
  })

  // platform: send.quick_replies
  it('may be 13', async () => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, { message: { text: 'Which?', quick_replies: Array(13).fill(reply) } })).toBeNull()
  })

  // platform: send.quick_replies
  it.each([
    ['14 of them', Array(14).fill(reply)],
    ['a title of 21 characters', [{ ...reply, title: 'x'.repeat(21) }]],
    ['a payload of 1,001 characters', [{ ...reply, payload: 'y'.repeat(1_001) }]],
    ['a text without a title', [{ content_type: 'text', payload: 'yes' }]],
    ['a text without a payload', [{ content_type: 'text', title: 'Yes' }]],
  ])('are refused with 100 for %s', async (_, quick_replies) => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, { message: { text: 'Which?', quick_replies } })).toEqual([100, undefined])
  })
})

describe('a reply to a message', () => {
  // platform: send.reply_to
  it('goes out when the message is of this conversation', async () => {
    const { ann, refusalOf, newCustomer, graph } = await openWithAnn()
    const bob = await newCustomer('Bob')
    expect(await refusalOf(ann.customer, { ...text, reply_to: { mid: ann.message } })).toBeNull()
    const { body } = await graph(`/v25.0/${ann.conversation}`, { fields: 'messages.limit(1){message,reply_to}' })
    expect(body.messages.data).toEqual([{ message: 'Yes', reply_to: { mid: ann.message, is_self_reply: false } }])
    expect(await refusalOf(ann.customer, { ...text, reply_to: { mid: bob.message } })).toEqual([100, undefined])
  })
})

describe('a customer or a Page that cannot be written to', () => {
  it.each([
    ['a Page that Meta has restricted', { restricted: true }, [10, 1893063]],
    ['an app that is not live', { appInDevelopment: true }, [200, 2018028]],
    ['an app without the permission', { missingPermissions: ['pages_messaging'] }, [10, undefined]],
    ['a person without a role on the Page', { tasks: ['ANALYZE'] }, [190, 492]],
  ])('is refused for %s, until it is over', async (_, condition, refusal) => {
    const { ann, refusalOf, control, shop } = await openWithAnn()
    const before = shop.account.conditions()
    await control('/conditions', condition)
    expect(await refusalOf(ann.customer, text)).toEqual(refusal)
    shop.account.change(before)
    expect(await refusalOf(ann.customer, text)).toBeNull()
  })

  it.each([
    ['somebody who is not available', { customer: 'unavailable' }, [200, 1545041]],
    ['somebody who has blocked the Page', { customer: 'blocked' }, [551, undefined]],
    ['a conversation that another app owns', { threadOwner: 'other-app' }, [100, 2534037]],
    ['a conversation that was handed to another app', { threadOwner: 'handed-over' }, [2018300, undefined]],
  ])('is refused for %s, and nobody else is', async (_, condition, refusal) => {
    const { ann, refusalOf, control, newCustomer } = await openWithAnn()
    const bob = await newCustomer('Bob')
    expect((await control('/conditions', { conversation: ann.conversation, ...condition })).status).toBe(200)
    expect(await refusalOf(ann.customer, text)).toEqual(refusal)
    expect(await refusalOf(bob.customer, text)).toBeNull()
  })

  it('says 551 in the text and 200 in the code for somebody who is not available, as was once recorded', async () => {
    const { ann, control, reply } = await openWithAnn()
    await control('/conditions', { conversation: ann.conversation, customer: 'unavailable' })
    const { body } = await reply(ann.customer, 'Yes')
    expect(body.error).toMatchObject({ code: 200, error_subcode: 1545041, message: expect.stringMatching(/^\(#551\) /) })
  })
})

describe('sender actions', () => {
  // platform: send.sender_action
  it('are recorded, and marking as seen changes no count', async () => {
    const { ann, refusalOf, control, graph, pageId } = await openWithAnn()
    for (const sender_action of ['typing_on', 'typing_off', 'mark_seen']) {
      expect(await refusalOf(ann.customer, { sender_action })).toBeNull()
    }
    const reaction = { sender_action: 'react', payload: { message_id: ann.message, reaction: '❤️' } }
    expect(await refusalOf(ann.customer, reaction)).toBeNull()
    const reactions = async () => (await graph(`/v25.0/${ann.message}`, { fields: 'reactions' })).body.reactions?.data ?? []
    expect(await reactions()).toMatchObject([{ reaction: '❤️', users: [{ id: pageId }] }])
    expect(await refusalOf(ann.customer, { sender_action: 'unreact', payload: { message_id: ann.message } })).toBeNull()
    expect(await reactions()).toEqual([])
    const { body } = await control('/state')
    expect(body.actions).toMatchObject([
      { action: 'typing_on', recipientId: ann.customer },
      { action: 'typing_off' },
      { action: 'mark_seen' },
      { action: 'react', messageId: ann.message, emoji: '❤️' },
      { action: 'unreact', messageId: ann.message, emoji: null },
    ])
    expect(body.conversations[0].unreadCount).toBe(1)
    expect(body.conversations[0].messages).toHaveLength(1)
  })

  it('are refused outside the window, except marking as seen', async () => {
    const { ann, refusalOf, shop } = await openWithAnn()
    shop.clock.set(startAt + 24 * hourMs)
    expect(await refusalOf(ann.customer, { sender_action: 'typing_on' })).toEqual([10, 2018278])
    expect(await refusalOf(ann.customer, { sender_action: 'mark_seen' })).toBeNull()
  })

  // platform: send.sender_action
  it.each([
    ['together with a message', { sender_action: 'typing_on', ...text }],
    ['that nobody knows', { sender_action: 'dance' }],
    ['that react to nothing', { sender_action: 'react' }],
    ['that react to a message of somebody else', { sender_action: 'react', payload: { message_id: 'm_1', reaction: '❤️' } }],
  ])('are refused with 100: %s', async (_, body) => {
    const { ann, refusalOf } = await openWithAnn()
    expect(await refusalOf(ann.customer, body)).toEqual([100, undefined])
  })
})

describe('the words of an error', () => {
  // platform: error.localised
  it('are in the chosen language, with the same codes', async () => {
    const english = await openWithAnn()
    const french = await openPractice({ scenario: 'empty', errorLanguage: 'fr' })
    for (const [practice, words] of [[english, 'outside of allowed window'], [french, 'hors de la période autorisée']] as const) {
      const { customer } = await practice.newCustomer('Bob')
      practice.shop.clock.advance(24 * hourMs)
      const { body } = await practice.reply(customer, 'Yes')
      expect(body.error).toMatchObject({
        message: expect.stringContaining(words),
        code: 10,
        error_subcode: 2018278,
        error_user_title: expect.any(String),
        error_user_msg: expect.any(String),
        fbtrace_id: expect.any(String),
      })
    }
  })

  it.each([
    ['the permission that is missing', '/v25.0/me/conversations', "'pages_messaging' permission", 'l’autorisation « pages_messaging »'],
    ['the field that does not exist', '/v25.0/me?fields=colour', 'nonexisting field (colour)', 'Le champ (colour)'],
    ['the place where fields cannot be read', '/v25.0/me?fields=name,name', 'character 9', 'au caractère 9'],
    ['the path that is unknown', '/v25.0/me/photos', 'Unknown path components: /photos', 'Chemin inconnu : /photos'],
    ['the object that is not there', '/v25.0/1', "Object with ID '1'", 'L’objet dont l’identifiant est « 1 »'],
  ])('name %s in either language', async (_, path, english, french) => {
    const { control, graph } = await openWithAnn()
    await control('/conditions', { missingPermissions: ['pages_messaging'] })
    expect((await graph(path)).body.error.message).toContain(english)
    await control('/conditions', { errorLanguage: 'fr' })
    expect((await graph(path)).body.error.message).toContain(french)
  })

  it('can change while the platform runs', async () => {
    const { control, graph } = await openWithAnn()
    await control('/conditions', { errorLanguage: 'fr' })
    expect((await graph('/v25.0/me/photos')).body.error).toMatchObject({ code: 2500, message: expect.any(String) })
    expect((await graph('/v25.0/t_1', {}, undefined, 'EAAWRONG')).body.error.message).toContain('Jeton')
  })
})
