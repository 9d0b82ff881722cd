import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { minute, monday, openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
afterEach(() => work.close())

describe('a message that changes at the platform', () => {
  beforeEach(async () => {
    work = await openDeskAtWork()
  })

  // platform: message.edited
  test('has its new words and keeps its first ones, and is found by the new', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Une tarte pour samedi')
    await work.get('checkNow', {})
    for (const text of ['Une tarte pour dimanche', 'Deux brioches pour lundi']) {
      work.practice.shop.edit({ message: work.newestAtThePlatform(claire), text })
      await work.get('checkNow', {})
    }
    expect((await work.conversation(claire)).messages).toMatchObject([{ text: 'Deux brioches pour lundi', editedFrom: 'Une tarte pour samedi' }])
    expect(await work.found('brioches')).toEqual(['Deux brioches pour lundi'])
    expect(await work.found('tarte')).toEqual([])
  })

  // platform: message.reactions
  test('shows reactions as they come and go', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Merci')
    await work.get('checkNow', {})
    const message = work.newestAtThePlatform(claire)
    work.practice.shop.react({ message, from: 'page', emoji: '❤️' })
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages[0]?.reactions).toEqual([{ emoji: '❤️', from: 'page' }])
    work.practice.shop.react({ message, from: 'page', emoji: null })
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages[0]?.reactions).toEqual([])
  })

  // platform: message.reply_to
  test('that answers another one says which', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Deux baguettes ?')
    const first = work.newestAtThePlatform(claire)
    work.practice.shop.say({ conversation: claire, from: 'customer', text: 'Trois, en fait', attachments: [], replyTo: first })
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages[1]?.replyTo).toEqual({
      messageId: first,
      from: 'customer',
      excerpt: { text: 'Deux baguettes ?', attachment: null },
    })
  })

  // platform: message.vanished
  test('is kept and marked when its author takes it back, and waits for nothing any more', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Oubliez ceci')
    const mistake = work.newestAtThePlatform(claire)
    work.customerWrites('customer', 'Bonjour', claire)
    work.customerWrites('page', 'Bonjour Claire', claire)
    work.customerWrites('customer', 'Et encore', claire)
    const last = work.newestAtThePlatform(claire)
    await work.get('checkNow', {})
    work.practice.shop.unsend({ message: mistake })
    await work.get('checkNow', {})
    work.practice.shop.unsend({ message: last })
    await work.get('checkNow', {})
    const { messages, attention } = await work.conversation(claire)
    expect(messages.map(({ text, vanished }) => [text, vanished])).toEqual([
      ['Oubliez ceci', true],
      ['Bonjour', false],
      ['Bonjour Claire', false],
      ['Et encore', true],
    ])
    expect(attention).toEqual({ kind: 'none' })
  })

  test('is marked also when a new one comes before the next look, and who waits waits since the first that is left', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Oubliez ceci')
    const mistake = work.newestAtThePlatform(claire)
    work.practice.shop.clock.advance(minute)
    work.customerWrites('customer', 'Une tarte ?', claire)
    await work.get('checkNow', {})
    work.practice.shop.unsend({ message: mistake })
    work.practice.shop.clock.advance(minute)
    work.customerWrites('customer', 'Pour samedi', claire)
    await work.get('checkNow', {})
    const { messages, attention } = await work.conversation(claire)
    expect(messages.map(({ text, vanished }) => [text, vanished])).toEqual([
      ['Oubliez ceci', true],
      ['Une tarte ?', false],
      ['Pour samedi', false],
    ])
    expect(attention).toMatchObject({ kind: 'waiting', since: monday + minute })
  })

  test('far back in a long conversation is marked although a new one comes before the next look', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 9)
    await work.get('checkNow', {})
    const [, second] = work.practice.shop.findConversation(claire)?.messages ?? []
    work.practice.shop.unsend({ message: second?.id ?? '' })
    work.customerWritesMany(claire, 10, 11)
    await work.get('checkNow', {})
    const { messages } = await work.conversation(claire)
    expect(messages.flatMap(({ text, vanished }) => (vanished ? [text] : []))).toEqual(['message 2'])
    expect(messages).toHaveLength(11)
  })

  test('is marked also when it is a reply that was taken back elsewhere before the desk had seen it at the platform', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(minute)
    await work.get('checkNow', {})
    await work.reply(claire, 'Mauvaise fenêtre')
    work.practice.shop.unsend({ message: work.newestAtThePlatform(claire) })
    work.practice.shop.clock.advance(2 * minute)
    await work.get('checkNow', {})
    const { messages, attention } = await work.conversation(claire)
    expect(messages.map(({ text, vanished }) => [text, vanished])).toEqual([
      ['Bonjour', false],
      ['Mauvaise fenêtre', true],
    ])
    expect(attention).toMatchObject({ kind: 'waiting', since: monday })
  })

  test('is not a reply that left while the rest of an older answer was still read', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Avez-vous du pain ?')
    await work.get('checkNow', {})
    work.customerWrites('customer', 'Et du far ?', claire)
    const other = work.customerWrites('Noé Martin', 'message 1')
    work.customerWritesMany(other, 2, 8)
    work.practice.shop.setFaults([{ route: 'messages', times: 1, kind: 'delay', delayMs: 5_000 }])
    const looked = work.get('checkNow', {})
    await vi.waitFor(() => expect(work.practice.shop.state().faults).toEqual([]), 5_000)
    work.practice.shop.clock.advance(10_000)
    await work.reply(claire, 'Oui, les deux.')
    work.practice.shop.clock.advance(5 * minute)
    await looked
    const { messages, attention } = await work.conversation(claire)
    expect(messages.map(({ text, vanished }) => ({ text, vanished }))).toContainEqual({ text: 'Oui, les deux.', vanished: false })
    expect(attention).toEqual({ kind: 'none' })
  })

  test('does not hide the new one that came in the same second', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Oubliez ceci')
    await work.get('checkNow', {})
    const mistake = work.newestAtThePlatform(claire)
    work.customerWrites('Claire Fontaine', 'Une tarte ?', claire)
    work.practice.shop.unsend({ message: mistake })
    await work.get('checkNow', {})
    const { messages } = await work.conversation(claire)
    expect(messages.map(({ text, vanished }) => [text, vanished])).toEqual([
      ['Oubliez ceci', true],
      ['Une tarte ?', false],
    ])
  })

  test('far back in a long conversation is found to be gone, too', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 9)
    await work.get('checkNow', {})
    const [, second] = work.practice.shop.findConversation(claire)?.messages ?? []
    work.practice.shop.unsend({ message: second?.id ?? '' })
    await work.get('checkNow', {})
    const { messages } = await work.conversation(claire)
    expect(messages.flatMap(({ text, vanished }) => (vanished ? [text] : []))).toEqual(['message 2'])
  })
})

describe('messages that the platform does not give any more', () => {
  beforeEach(async () => {
    work = await openDeskAtWork()
  })

  // platform: conversation.message_count, message.newest-20
  test('are counted before the oldest one of a conversation that is seen for the first time', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 70)
    await work.get('checkNow', {})
    const { messages } = await work.conversation(claire)
    expect(messages).toHaveLength(20)
    expect(messages[0]).toMatchObject({ text: 'message 51', unavailableBefore: 50 })
    expect(messages.slice(1).every((message) => message.unavailableBefore === 0)).toBe(true)
  })

  test('are counted in the middle after a long absence, and stay so', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 30)
    await work.get('checkNow', {})
    for (const [from, to] of [[31, 65], [66, 66], [67, 130]] as const) {
      work.customerWritesMany(claire, from, to)
      await work.get('checkNow', {})
    }
    const gaps = (await work.conversation(claire)).messages.filter((message) => message.unavailableBefore > 0)
    expect(gaps.map((message) => message.unavailableBefore)).toEqual([10, 15, 44])
  })
})

describe('messages of one second', () => {
  // platform: message.created_time, message.order
  test('keep the platform’s order, also when the older ones come in later', async () => {
    work = await openDeskAtWork()
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    const other = work.customerWrites('Autre', 'au même instant')
    work.customerWritesMany(claire, 2, 12)
    work.practice.shop.setFaults([{ route: 'messages', times: 2, kind: 'status', status: 503 }])
    await work.get('checkNow', {})
    expect(await work.texts(claire)).toHaveLength(5)
    await work.get('checkNow', {})
    work.customerWritesMany(claire, 13, 14)
    await work.get('checkNow', {})
    expect(await work.texts(claire)).toEqual(Array.from({ length: 14 }, (_, index) => `message ${index + 1}`))
    expect(await work.texts(other)).toEqual(['au même instant'])
  })
})
