import { describe, expect, it } from 'vitest'
import type { AttachmentContent } from '../../../electron/practice/attachment-content'
import { createPracticeShop } from '../../../electron/practice/practice-shop'
import type { Author, PracticeConversation } from '../../../electron/practice/practice-state'
import { scenarios } from '../../../electron/practice/scenarios/all-scenarios'
import { scenarioNames, type ScenarioName } from '../../../electron/practice/scenarios/scenario-names'

const startAt = Date.parse('2026-11-20T09:00:00Z')
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A shop whose clock moves only when it is told. */
function openShop(scenario: ScenarioName) {
  return createPracticeShop({ scenario, startAt, monotonicNow: () => 0 })
}

describe.each(scenarioNames)('the scenario %s', (name) => {
  const { conversations } = scenarios[name]

  const messagesOf = ({ acts, turns = [] }: (typeof conversations)[number]) =>
    [...acts, ...turns.flat().flatMap((choice) => choice.acts)].flatMap(({ act }) => (act.kind === 'message' ? [act] : []))

  it('gives each conversation a customer, and words or an attachment in each message that can be shown', () => {
    for (const conversation of conversations) {
      expect(conversation.customer).not.toBe('')
      expect(messagesOf(conversation).length).toBeGreaterThan(0)
      for (const { text, attachments, isUnsupported } of messagesOf(conversation)) {
        expect(text !== '' || attachments.length > 0 || isUnsupported).toBe(true)
      }
    }
  })

  it('tells each conversation from its oldest message to its newest, in texts that Messenger takes', () => {
    for (const conversation of conversations) {
      const times = conversation.acts.map((act) => act.seconds)
      expect(times).toEqual([...times].sort((left, right) => left - right))
      for (const { text } of messagesOf(conversation)) expect(text.length).toBeLessThanOrEqual(2_000)
    }
  })

  it('has customers wait for words that can be read', () => {
    for (const { ifAnswer } of conversations.flatMap(({ turns = [] }) => turns.flat())) {
      if (ifAnswer !== null) expect(() => new RegExp(ifAnswer, 'iu')).not.toThrow()
    }
  })
})

describe('the bakery', () => {
  it('has two windows that close soon after the start, and one that has closed', () => {
    const shop = openShop('bakery')
    const leftMinutes = shop
      .conversations()
      .filter((conversation) => conversation.unreadCount > 0)
      .map((conversation) => ((conversation.messages.at(-1)?.createdAt ?? 0) + 24 * hourMs - startAt) / 60_000)
      .sort((left, right) => left - right)
    expect(leftMinutes[0]).toBeLessThan(0)
    expect(leftMinutes.slice(1, 3)).toEqual([105, 150])
    expect(leftMinutes[3]).toBeGreaterThan(12 * 60)
  })

  it('has everybody in it after a day and a half', () => {
    const shop = openShop('bakery')
    shop.clock.advance(36 * hourMs)
    expect(shop.conversations()).toHaveLength(scenarios.bakery.conversations.length)
  })
})

const shopsWithCustomers = scenarioNames.filter((name) => name !== 'empty')

type Trait = (conversation: PracticeConversation) => boolean

function wordsOf({ messages }: PracticeConversation): string {
  return messages.flatMap(({ from, text }) => (from === 'customer' ? [text] : [])).join('\n')
}

function carries(fits: (content: AttachmentContent) => boolean): Trait {
  return ({ messages }) => messages.some(({ from, attachments }) => from === 'customer' && attachments.some(({ content }) => fits(content)))
}

function says(words: RegExp): Trait {
  return (conversation) => words.test(wordsOf(conversation))
}

/** The last word is the customer's, after an answer, and it thanks and asks nothing. */
const endsWithThanks: Trait = ({ messages }) => {
  const [answer, last] = messages.slice(-2)
  return answer?.from === 'page' && last?.from === 'customer' && /merci|thank/i.test(last.text) && !last.text.includes('?')
}

/** Nobody types an answer within ten seconds. */
const wasAnsweredAtOnce: Trait = ({ messages: [first, second] }) =>
  first?.from === 'customer' && second?.from === 'page' && second.createdAt - first.createdAt < 10_000

describe('the customers of all shops', () => {
  const everybody = shopsWithCustomers.flatMap((scenario) => {
    const shop = openShop(scenario)
    shop.clock.advance(2 * dayMs)
    return shop.conversations()
  })

  it('are at least 25, who write French and English', () => {
    const french = everybody.filter(says(/(?<!\p{L})(bonjour|bonsoir|merci|vous|est|pour|la)(?!\p{L})/iu))
    const english = everybody.filter(says(/(?<!\p{L})(hello|hi|the|you|your|do|my)(?!\p{L})/iu)).filter((conversation) => !french.includes(conversation))
    expect(french.length + english.length).toBeGreaterThanOrEqual(25)
    expect(french.length).toBeGreaterThanOrEqual(10)
    expect(english.length).toBeGreaterThanOrEqual(10)
  })

  it.each<[string, Trait]>([
    ['a photo', carries(({ type }) => type === 'image')],
    ['several photos at once', ({ messages }) => messages.some(({ attachments }) => attachments.filter(({ content }) => content.type === 'image').length > 1)],
    ['a sticker as Meta gives it now', carries((content) => content.type === 'sticker' && content.form === 'new')],
    ['a sticker as Meta gave it before', carries((content) => content.type === 'sticker' && content.form === 'old')],
    ['a voice note', carries(({ type }) => type === 'audio')],
    ['a video', carries(({ type }) => type === 'video')],
    ['a GIF', carries(({ type }) => type === 'gif')],
    ['a shared post', carries((content) => content.type === 'share' && content.of === 'post')],
    ['a product', carries(({ type }) => type === 'product')],
    ['an appointment', carries(({ type }) => type === 'appointment')],
    ['an emoji among words', says(/\p{L}.*\p{Extended_Pictographic}/u)],
    ['nothing but an emoji', ({ messages }) => messages.some(({ text }) => /^\p{Extended_Pictographic}$/u.test(text))],
    ['a text longer than a screen', ({ messages }) => messages.some(({ text }) => text.length > 1_500)],
    ['thanks that need no answer', endsWithThanks],
    ['anger', says(/!!!|(?<!\p{L})\p{Lu}{5,} \p{Lu}{5,}/u)],
    ['spam under a known name', says(/https?:\/\/\S*face(b00k|book)\S*\.example/)],
    ['what the Page answers by itself', wasAnsweredAtOnce],
    ['a name written from right to left', ({ customer }) => /^[\p{Script=Hebrew}\p{Script=Arabic}\s]+$/u.test(customer.name)],
  ])('bring %s', (_, hasTrait) => {
    expect(everybody.some(hasTrait)).toBe(true)
  })

  it.each(shopsWithCustomers)('of %s wait at the start, go on writing in the first hour, and on the next day', (scenario) => {
    const shop = openShop(scenario)
    const messages = () => shop.conversations().reduce((sum, { messageCount }) => sum + messageCount, 0)
    const counts = [messages()]
    for (const hours of [1, 17, 18]) {
      shop.clock.advance(hours * hourMs)
      counts.push(messages())
    }
    expect(openShop(scenario).conversations().filter(({ unreadCount }) => unreadCount > 0).length).toBeGreaterThanOrEqual(3)
    expect(new Set(counts).size).toBe(counts.length)
  })

  it.each(shopsWithCustomers)('of %s write back after an answer, react to it, or are silent, and those who wrote fall silent too', (scenario) => {
    const shop = openShop(scenario)
    shop.clock.advance(hourMs)
    const waiting = shop.conversations().filter(({ unreadCount }) => unreadCount > 0)
    const answerAll = (text: string) => {
      for (const { customer } of waiting) shop.send({ recipientId: customer.id, text })
      shop.clock.advance(hourMs)
    }
    const endsWith = (author: Author) => waiting.filter(({ messages }) => messages.at(-1)?.from === author)

    answerAll('Oui, c’est noté, 12 € demain. Yes, tomorrow at 10.')
    const wroteBack = endsWith('customer')
    const reacted = waiting.filter(({ messages }) => messages.some(({ from, reactions }) => from === 'page' && reactions.length > 0))
    const silent = endsWith('page').filter((conversation) => !reacted.includes(conversation))
    expect(wroteBack.length).toBeGreaterThanOrEqual(3)
    expect(reacted.length).toBeGreaterThanOrEqual(1)
    expect(silent.length).toBeGreaterThanOrEqual(1)

    for (let round = 0; round < 3; round += 1) answerAll('Désolé pour l’attente. Oui, c’est noté, à mercredi.')
    expect(endsWith('page').filter((conversation) => wroteBack.includes(conversation)).length).toBeGreaterThanOrEqual(3)
  })
})
