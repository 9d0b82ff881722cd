import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hour, minute, monday, openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

async function waiting() {
  return work.get('listConversations', { page: null, view: 'waiting', offset: 0, limit: 50 })
}

describe('conversations that come in', () => {
  // platform: conversation.updated_time, conversation.participants
  test('a customer’s message is in the queue after the next check, with the first question of the burst', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonsoir !')
    work.customerWrites('Claire Fontaine', 'Avez-vous du pain sans gluten ?', claire)
    work.customerWrites('Claire Fontaine', 'Et du far breton ?', claire)
    await work.get('checkNow', {})

    const { items, counts } = await waiting()
    expect(items).toMatchObject([
      { conversationId: claire, customerName: 'Claire Fontaine', excerpt: { text: 'Avez-vous du pain sans gluten ?' }, attention: { kind: 'waiting' } },
    ])
    expect(counts).toEqual({ waiting: 1, done: 0, all: 1 })
    expect((await work.conversation(claire)).messages.map((message) => message.text)).toEqual([
      'Bonsoir !',
      'Avez-vous du pain sans gluten ?',
      'Et du far breton ?',
    ])
    expect(work.events).toContainEqual(
      expect.objectContaining({ name: 'conversationsChanged', payload: expect.objectContaining({ conversationIds: [claire] }) }),
    )
  })

  // platform: conversation.messages, conversation.updated_time, list.no-delta
  test('one check is one call, however many conversations there are', async () => {
    for (let number = 0; number < 20; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.get('checkNow', {})
    expect((await waiting()).counts.all).toBe(20)

    const before = work.practice.shop.state().requests
    work.customerWrites('Encore un', 'Bonjour')
    await work.get('checkNow', {})
    const after = work.practice.shop.state().requests
    expect((after.list ?? 0) - (before.list ?? 0)).toBe(1)
    expect(after.messages ?? 0).toBe(before.messages ?? 0)
  })

  // platform: list.newest-first, paging.cursors
  test('more new conversations than one call carries all come in', async () => {
    for (let number = 0; number < 60; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.get('checkNow', {})
    expect((await waiting()).counts.waiting).toBe(60)
  })

  // platform: list.newest-first
  test('a look that broke off between two pages goes on at the next check', async () => {
    for (let number = 0; number < 40; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    work.failListCall(2)
    await work.get('checkNow', {})
    expect((await waiting()).counts.waiting).toBe(25)
    await work.get('checkNow', {})
    expect((await waiting()).counts.waiting).toBe(40)
    const before = work.practice.shop.state().requests.list ?? 0
    await work.get('checkNow', {})
    expect((work.practice.shop.state().requests.list ?? 0) - before).toBe(1)
  })

  test('more new messages than the list call carries all come in, in their order', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    for (let number = 2; number <= 12; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages.map((message) => message.text)).toEqual(
      Array.from({ length: 12 }, (_, index) => `message ${index + 1}`),
    )
  })

  test('as many new messages as the list call carries cost no call more', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    await work.get('checkNow', {})
    for (let number = 2; number <= 6; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    await work.get('checkNow', {})
    expect(work.practice.shop.state().requests.messages).toBeUndefined()
    expect((await work.conversation(claire)).messages).toHaveLength(6)
  })

  test('a conversation that could not be read whole is read again at the next check', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    for (let number = 2; number <= 8; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    work.practice.shop.setFaults([{ route: 'messages', times: 2, kind: 'status', status: 500 }])
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages).toHaveLength(5)
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages).toHaveLength(8)
  })

  test('a conversation that can never be read whole costs three tries, and what is missing is said to be', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    for (let number = 2; number <= 8; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    work.practice.shop.setFaults([{ route: 'messages', times: 100, kind: 'error', code: 1_200 }])
    for (let look = 1; look <= 2; look += 1) await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages.map(({ unavailableBefore }) => unavailableBefore)).toEqual([0, 0, 0, 0, 0])
    await work.get('checkNow', {})
    expect((await work.conversation(claire)).messages.map(({ unavailableBefore }) => unavailableBefore)).toEqual([3, 0, 0, 0, 0])
    const before = work.practice.shop.state().requests.messages
    await work.get('checkNow', {})
    expect(work.practice.shop.state().requests.messages).toBe(before)

    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'lost-answer' }])
    await work.reply(claire, 'Bonjour')
    await vi.waitFor(async () => expect((await work.conversation(claire)).messages.at(-1)?.delivery.state).toBe('sent'), 10_000)
    const { messages } = await work.conversation(claire)
    expect(messages.map(({ text }) => text)).toEqual([...Array.from({ length: 8 }, (_, index) => `message ${index + 1}`), 'Bonjour'])
    expect(messages.every(({ unavailableBefore }) => unavailableBefore === 0)).toBe(true)
  })

  test('a conversation of which the platform says that it is not there is not asked for again', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    for (let number = 2; number <= 8; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    work.practice.shop.setFaults([{ route: 'messages', times: 1, kind: 'error', code: 100, subcode: 33 }])
    await work.get('checkNow', {})
    await work.get('checkNow', {})
    expect(work.practice.shop.state().requests.messages).toBe(1)
    expect((await work.conversation(claire)).messages[0]).toMatchObject({ text: 'message 4', unavailableBefore: 3 })
  })

  test('a conversation far down the list that can never be read whole does not make every later look a long one', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    for (let number = 2; number <= 8; number += 1) work.customerWrites('Claire Fontaine', `message ${number}`, claire)
    for (let number = 0; number < 55; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    work.practice.shop.setFaults([{ route: 'messages', times: 100, kind: 'error', code: 1_200 }])
    for (let look = 1; look <= 3; look += 1) await work.get('checkNow', {})
    const before = work.practice.shop.state().requests
    await work.get('checkNow', {})
    const after = work.practice.shop.state().requests
    expect([(after.list ?? 0) - (before.list ?? 0), (after.messages ?? 0) - (before.messages ?? 0)]).toEqual([1, 0])
  })

  // platform: message.from
  test('an answer from a phone ends the waiting', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.customerWrites('page', 'Bonjour Claire', claire)
    await work.get('checkNow', {})
    expect((await waiting()).items).toEqual([])
    const all = await work.get('listConversations', { page: null, view: 'all', offset: 0, limit: 50 })
    expect(all.items).toMatchObject([{ conversationId: claire, attention: { kind: 'none' }, excerpt: { text: 'Bonjour Claire' } }])
  })

  test('a message seen twice is stored once, and a restart keeps everything', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.customerWrites('Claire Fontaine', 'Vous êtes là ?', claire)
    await work.get('checkNow', {})
    await work.restart()
    expect((await work.conversation(claire)).messages.map((message) => message.text)).toEqual(['Bonjour', 'Vous êtes là ?'])
  })

  // platform: message.message, attachment.image
  test('a photo without words is a photo in the queue', async () => {
    const said = work.practice.shop.say({ conversation: null, from: 'Noé', text: '', attachments: [{ type: 'image', name: 'photo' }] })
    expect(said.ok).toBe(true)
    await work.get('checkNow', {})
    expect((await waiting()).items[0]?.excerpt).toEqual({ text: '', attachment: 'image' })
  })

  test('a question that was answered gives way to what the customer asks now, and that to the last message', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Avez-vous du pain sans gluten ?')
    await work.get('checkNow', {})
    await work.reply(claire, 'Oui, sur commande.')
    work.practice.shop.clock.advance(minute)
    work.customerWrites('Claire Fontaine', 'Merci', claire)
    work.customerWrites('Claire Fontaine', 'Vous ouvrez quand dimanche ?', claire)
    await work.get('checkNow', {})
    expect((await waiting()).items[0]?.excerpt.text).toBe('Vous ouvrez quand dimanche ?')
    await work.reply(claire, 'À huit heures.')
    const { items } = await work.get('listConversations', { page: null, view: 'all', offset: 0, limit: 50 })
    expect(items[0]?.excerpt.text).toBe('À huit heures.')
  })

  // platform: message.message, attachment.image
  test('a photo stays with the question that follows it', async () => {
    const { conversation } = work.customerSends('Noé', [{ type: 'image', name: 'photo' }])
    work.customerWrites('Noé', 'Vous faites ce modèle ?', conversation)
    await work.get('checkNow', {})
    expect((await waiting()).items[0]?.excerpt).toEqual({ text: 'Vous faites ce modèle ?', attachment: 'image' })
    work.practice.shop.clock.advance(16 * minute)
    await work.get('checkNow', {})
    expect(work.notices).toMatchObject([{ title: 'Noé is waiting', body: 'Photo · Vous faites ce modèle ?' }])
  })

  test('the queue shows what is lost first, and missed conversations are not counted as waiting', async () => {
    const missed = work.customerWrites('Trop Tard', 'Bonjour')
    work.practice.shop.clock.advance(3 * hour)
    const closing = work.customerWrites('Bientôt Fermé', 'Bonjour')
    work.practice.shop.clock.advance(21 * hour)
    const overdue = work.customerWrites('En Retard', 'Bonjour')
    work.practice.shop.clock.advance(20 * minute)
    const fresh = work.customerWrites('Nouvelle', 'Bonjour')
    await work.get('checkNow', {})

    const { items, counts, nextWindowEndsAt } = await waiting()
    expect(items.map((item) => [item.conversationId, item.attention.kind])).toEqual([
      [closing, 'closing'],
      [overdue, 'overdue'],
      [fresh, 'waiting'],
      [missed, 'missed'],
    ])
    expect(counts.waiting).toBe(3)
    expect(nextWindowEndsAt).toBe(monday + 27 * hour)
  })
})

describe('when the platform does not answer', () => {
  // platform: answer.server-error, answer.dropped
  test('the owner reads why, keeps what is there, and the next good check says all is well', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})

    work.practice.shop.setFaults([{ route: 'list', times: 1, kind: 'drop' }])
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'failing', problem: 'unreachable' })
    expect((await work.conversation(claire)).messages).toHaveLength(1)

    work.practice.shop.setFaults([{ route: 'list', times: 2, kind: 'status', status: 503 }])
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'failing', problem: 'platform-trouble' })

    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'connected', problem: null, lastCheckedAt: monday })
  })

  test('a dead token is told as one', async () => {
    work.practice.shop.setToken({ state: 'expired', failure: { code: 190, subcode: 463 } })
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'failing', problem: 'token-expired' })
  })

  test('a request about another Page is refused', async () => {
    const answer = await work.ask('readCustomer', { conversationId: 't_1', pageId: '999' } as never)
    expect(answer).toMatchObject({ ok: false, error: { code: 'no-shop-open' } })
  })
})
