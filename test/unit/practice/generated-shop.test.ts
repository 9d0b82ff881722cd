import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPracticeShop, type PracticeShop } from '../../../electron/practice/practice-shop'
import { readPracticeSnapshot } from '../../../electron/practice/practice-state'
import { isScenarioName, type ScenarioName } from '../../../electron/practice/scenarios/scenario-names'

const startAt = Date.parse('2026-11-20T09:00:00Z')

function openShop(scenario: ScenarioName, seed = 1): PracticeShop {
  return createPracticeShop({ scenario, startAt, seed, monotonicNow: () => 0 })
}

function wholeOf(shop: PracticeShop) {
  return shop.conversations().map((conversation) => ({ ...conversation, messages: conversation.messages }))
}

describe('a generated shop', () => {
  it('is the same for the same seed, and another for another', () => {
    // fast-check prints the seed with which a run failed.
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), (seed) => {
        expect(wholeOf(openShop('size:12x6', seed))).toEqual(wholeOf(openShop('size:12x6', seed)))
        expect(wholeOf(openShop('size:12x6', seed))).not.toEqual(wholeOf(openShop('size:12x6', seed + 1)))
      }),
      { numRuns: 20 },
    )
  })

  it('has its conversations in order, and keeps its word about each', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), (seed) => {
        const shop = openShop('size:40x15', seed)
        const sequences = shop.conversations().map((conversation) => conversation.newestSequence)
        expect(sequences).toEqual([...new Set(sequences)].sort((left, right) => right - left))
        for (const { messages, messageCount, newestSequence, unreadCount } of shop.conversations()) {
          expect(messages).toHaveLength(messageCount)
          expect(messages.at(-1)?.sequence).toBe(newestSequence)
          expect(messages[0]?.from).toBe('customer')
          expect(messages.slice(messageCount - unreadCount).every(({ from }) => from === 'customer')).toBe(true)
          const order = messages.map(({ sequence }) => sequence)
          expect(order).toEqual([...new Set(order)].sort((left, right) => left - right))
          expect(messages.at(-1)?.createdAt ?? startAt).toBeLessThan(startAt)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('is of both languages, of years, answered and unanswered, with attachments', () => {
    const conversations = openShop('size:400').conversations()
    const messages = conversations.flatMap((conversation) => conversation.messages)
    const share = (part: number) => part / conversations.length
    expect(conversations).toHaveLength(400)
    expect(share(conversations.filter(({ unreadCount }) => unreadCount > 0).length)).toBeGreaterThan(0.05)
    expect(share(conversations.filter(({ unreadCount }) => unreadCount > 0).length)).toBeLessThan(0.5)
    expect(Math.min(...messages.map(({ createdAt }) => createdAt))).toBeLessThan(startAt - 2 * 365 * 86_400_000)
    expect(messages.some(({ text }) => text.startsWith('Bonjour'))).toBe(true)
    expect(messages.some(({ text }) => text.startsWith('Hi'))).toBe(true)
    expect(new Set(messages.flatMap(({ attachments }) => attachments.map(({ content }) => content.type))).size).toBeGreaterThan(3)
    expect(messages.length / 400).toBeGreaterThan(14)
    expect(messages.length / 400).toBeLessThan(26)
  })

  it('finds everything by its id, and nothing by another', () => {
    const shop = openShop('size:60')
    const markSeen = (recipientId: string) => shop.act({ recipientId, action: 'mark_seen', messageId: null, emoji: null })
    expect(markSeen('1')).toMatchObject({ code: 100, subcode: 2018001 })
    for (const conversation of shop.conversations()) {
      expect(shop.findConversation(conversation.id)).toBe(conversation)
      expect(markSeen(conversation.customer.id)).toBeNull()
      for (const message of conversation.messages) {
        expect(shop.findMessage(message.id)).toEqual({ conversation, message })
        for (const attachment of message.attachments) expect(shop.findAttachment(attachment.id)).toEqual(attachment)
      }
    }
    for (const id of ['m_', `m_${'A'.repeat(32)}`, '7000000000000000', '']) {
      expect(shop.findMessage(id)).toBeNull()
      expect(shop.findAttachment(id)).toBeNull()
    }
  })

  it('goes on like any other: a customer writes, corrects, reacts and takes back, and a snapshot keeps only that', () => {
    const shop = openShop('size:50')
    const [, , third, fourth] = shop.conversations()
    if (!third || !fourth) throw new Error('the shop is too small')
    const said = shop.say({ conversation: third.id, from: 'customer', text: 'Encore moi', attachments: [] })
    expect(shop.conversations()[0]).toBe(third)
    const [oldest] = fourth.messages
    shop.edit({ message: oldest?.id ?? '', text: 'Changed' })
    shop.react({ message: oldest?.id ?? '', from: 'customer', emoji: '❤️' })
    const snapshot = readPracticeSnapshot(JSON.parse(JSON.stringify(shop.snapshot())))
    if (!snapshot) throw new Error('the snapshot was not readable')
    expect(snapshot.conversations.map(({ id }) => id).sort()).toEqual([third.id, fourth.id].sort())
    const restored = createPracticeShop({ scenario: 'size:50', startAt: 0, snapshot, monotonicNow: () => 0 })
    expect(wholeOf(restored)).toEqual(wholeOf(shop))
    expect(restored.findMessage(oldest?.id ?? '')?.message).toMatchObject({ text: 'Changed', reactions: [{ emoji: '❤️' }] })
    shop.unsend({ message: said.ok ? said.message : '' })
    expect(shop.conversations().indexOf(third)).toBe(2)
  })
})

describe('a size', () => {
  it.each(['size:1', 'size:2000', 'size:99999', 'size:10000x100', 'size:10x5000'])('may be %s', (name) => {
    expect(isScenarioName(name)).toBe(true)
  })

  it.each(['size:', 'size:0', 'size:100000', 'size:5x0', 'size:5x5001', 'size:-1', 'size:1e3', 'size:5x5x5'])('is not %s', (name) => {
    expect(isScenarioName(name)).toBe(false)
  })
})
