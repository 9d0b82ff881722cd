import { describe, expect, it } from 'vitest'
import { createPracticeShop } from '../../../electron/practice/practice-shop'
import { readPracticeSnapshot } from '../../../electron/practice/practice-state'
import type { ScenarioName } from '../../../electron/practice/scenarios/scenario-names'

const startAt = Date.parse('2026-11-20T09:00:00Z')
const dayMs = 24 * 3_600_000

/** A shop whose clock moves only when it is told. */
function openShop(scenario: ScenarioName = 'bakery') {
  const shop = createPracticeShop({ scenario, startAt, monotonicNow: () => 0 })
  const conversationOf = (customer: string) => {
    const found = shop.conversations().find((conversation) => conversation.customer.name === customer)
    if (!found) throw new Error(`${customer} has not written`)
    return found
  }
  const answer = (customer: string, text: string) => shop.send({ recipientId: conversationOf(customer).customer.id, text })
  const textsOf = (customer: string) => conversationOf(customer).messages.map((message) => message.text)
  return { shop, conversationOf, answer, textsOf }
}

function startConversation(shop: ReturnType<typeof openShop>['shop'], text = 'Bonjour') {
  const said = shop.say({ conversation: null, from: 'Ann Example', text, attachments: [] })
  if (!said.ok) throw new Error(said.sentence)
  return said
}

describe('the bakery', () => {
  it('has customers waiting when it opens, and the next one after forty seconds', () => {
    const { shop } = openShop()
    const waiting = shop.conversations().filter((conversation) => conversation.unreadCount > 0)
    expect(waiting).toHaveLength(9)
    shop.clock.advance(39_999)
    expect(shop.conversations()[0]?.customer.name).toBe('Camille Le Goff')
    shop.clock.advance(1)
    expect(shop.conversations()[0]?.customer.name).toBe('Anaïs Morvan')
  })

  it('is the same whether the clock jumps or creeps', () => {
    const describeConversations = (steps: number[]) => {
      const { shop } = openShop()
      for (const step of steps) shop.clock.advance(step)
      return shop.state().conversations.map(({ customer, messages }) => [customer.name, messages.map((message) => [message.created_time, message.text])])
    }
    const minute = 60_000
    expect(describeConversations([40 * minute])).toEqual(describeConversations(Array.from({ length: 40 }, () => minute)))
  })

  it('gives each message that was due the time at which it was due', () => {
    const { shop, conversationOf } = openShop()
    shop.clock.advance(dayMs)
    expect(conversationOf('Anaïs Morvan').messages[0]?.createdAt).toBe(startAt + 40_000)
  })
})

describe('a customer who was answered', () => {
  it('reacts once, some seconds after the first answer', () => {
    const { shop, answer, textsOf } = openShop()
    answer('Sarah Mitchell', 'Yes, from 8 to 12!')
    answer('Sarah Mitchell', 'And on 26 December too.')
    shop.clock.advance(44_000)
    expect(textsOf('Sarah Mitchell')).not.toContain('Lovely, thank you! 😊')
    shop.clock.advance(1_000)
    shop.clock.advance(dayMs)
    expect(textsOf('Sarah Mitchell').filter((text) => text.startsWith('Lovely'))).toHaveLength(1)
  })

  it('has no unread message left until the next', () => {
    const { conversationOf, answer } = openShop()
    expect(conversationOf('Solène Abgrall').unreadCount).toBe(2)
    answer('Solène Abgrall', 'Avec plaisir, 38 €.')
    expect(conversationOf('Solène Abgrall').unreadCount).toBe(0)
  })

  it('may have been answered from a phone', () => {
    const { shop, conversationOf } = openShop()
    const { id } = conversationOf('Yann Kerbrat')
    expect(shop.say({ conversation: id, from: 'page', text: '16 €', attachments: [] }).ok).toBe(true)
    expect(conversationOf('Yann Kerbrat').messages.at(-1)).toMatchObject({ from: 'page', text: '16 €' })
    expect(shop.state().sends).toEqual([])
  })
})

describe('the messaging window', () => {
  it('takes a reply until a millisecond before 24 hours have passed', () => {
    const { shop, answer } = openShop('empty')
    startConversation(shop)
    shop.clock.advance(dayMs - 1)
    expect(answer('Ann Example', 'Oui')).toMatchObject({ ok: true })
  })

  it('is closed at exactly 24 hours, and nothing arrives', () => {
    const { shop, answer, textsOf } = openShop('empty')
    startConversation(shop)
    shop.clock.advance(dayMs)
    expect(answer('Ann Example', 'Oui')).toMatchObject({ ok: false, error: { code: 10, subcode: 2018278 } })
    expect(textsOf('Ann Example')).toEqual(['Bonjour'])
    expect(shop.state().sends).toMatchObject([{ text: 'Oui', messageId: null, error: { code: 10, subcode: 2018278 } }])
  })

  it('opens again when the customer writes', () => {
    const { shop, answer } = openShop('empty')
    const { conversation } = startConversation(shop)
    shop.clock.advance(2 * dayMs)
    shop.say({ conversation, from: 'customer', text: 'Vous êtes là ?', attachments: [] })
    expect(answer('Ann Example', 'Oui')).toMatchObject({ ok: true })
  })
})

describe('a reply', () => {
  // platform: send.text
  it('may have 2,000 characters and not one more', () => {
    const { shop, answer } = openShop('empty')
    startConversation(shop)
    expect(answer('Ann Example', 'x'.repeat(2_000))).toMatchObject({ ok: true })
    expect(answer('Ann Example', 'x'.repeat(2_001))).toMatchObject({ ok: false, error: { code: 100, subcode: null } })
  })

  it('needs words', () => {
    const { shop, answer } = openShop('empty')
    startConversation(shop)
    expect(answer('Ann Example', ' \n')).toMatchObject({ ok: false, error: { code: 100 } })
  })

  it('reaches nobody who has not written yet', () => {
    const { shop } = openShop()
    expect(shop.send({ recipientId: '12345', text: 'Bonjour' })).toMatchObject({ ok: false, error: { code: 100, subcode: 2018001 } })
  })
})

describe('saying something', () => {
  it('in a conversation is for its customer and the Page only', () => {
    const { shop } = openShop('empty')
    const { conversation } = startConversation(shop)
    expect(shop.say({ conversation, from: 'Bob', text: 'Hi', attachments: [] })).toMatchObject({ ok: false })
    expect(shop.say({ conversation, from: 'Ann Example', text: 'Hi', attachments: [] })).toMatchObject({ ok: true, conversation })
  })

  it('starts no conversation without a name, words or a picture', () => {
    const { shop } = openShop('empty')
    expect(shop.say({ conversation: null, from: 'page', text: 'Hi', attachments: [] })).toMatchObject({ ok: false })
    expect(shop.say({ conversation: null, from: 'Ann', text: '', attachments: [] })).toMatchObject({ ok: false })
    expect(shop.say({ conversation: 't_1', from: 'customer', text: 'Hi', attachments: [] })).toMatchObject({ ok: false })
    expect(shop.conversations()).toEqual([])
  })
})

describe('a snapshot', () => {
  it('goes through JSON and the shop goes on from it at its own time', () => {
    const { shop, answer } = openShop()
    shop.clock.advance(300_000)
    answer('Yann Kerbrat', '16 €, et oui, la veille.')
    shop.clock.setSpeed(10)
    const kept = readPracticeSnapshot(JSON.parse(JSON.stringify(shop.snapshot())))
    if (!kept) throw new Error('the snapshot was not readable')
    const restored = createPracticeShop({ scenario: 'bakery', startAt: startAt + 30 * dayMs, snapshot: kept, monotonicNow: () => 0 })
    expect(restored.clock.now()).toBe(startAt + 300_000)
    expect(restored.token).toBe(shop.token)
    expect(restored.state()).toEqual(shop.state())
    // Its reaction and the customers still to come are part of it.
    shop.clock.advance(dayMs)
    restored.clock.advance(dayMs)
    const words = (state: ReturnType<typeof shop.state>) => state.conversations.map(({ id, messages }) => [id, messages.map(({ text }) => text)])
    expect(words(restored.state())).toEqual(words(shop.state()))
    expect(restored.conversations().some(({ messages }) => messages.some(({ text }) => text.startsWith('Super, j’en prends un')))).toBe(true)
  })

  it('does not change when the shop goes on', () => {
    const { shop, answer } = openShop()
    const kept = shop.snapshot()
    const before = JSON.stringify(kept)
    answer('Yann Kerbrat', '16 €')
    expect(JSON.stringify(kept)).toBe(before)
  })

  it.each([null, {}, { version: 2 }, 'text'])('is not made of %j', (value) => {
    expect(readPracticeSnapshot(value)).toBeNull()
  })
})

describe('a listener', () => {
  it('hears when a message arrives, a reply is sent and the clock moves, and nothing when the shop is only read', () => {
    let monotonic = 0
    const shop = createPracticeShop({ scenario: 'bakery', startAt, monotonicNow: () => monotonic })
    shop.conversations()
    let heard = 0
    const leave = shop.onChange(() => (heard += 1))
    shop.conversations()
    shop.state()
    expect(heard).toBe(0)
    monotonic += 40_000
    shop.conversations()
    expect(heard).toBe(1)
    shop.send({ recipientId: shop.conversations()[0]?.customer.id ?? '', text: 'Oui' })
    expect(heard).toBe(2)
    shop.clock.setSpeed(0)
    expect(heard).toBe(3)
    leave()
    shop.clock.advance(dayMs)
    expect(heard).toBe(3)
  })
})
