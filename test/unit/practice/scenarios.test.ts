import { describe, expect, it } from 'vitest'
import { createPracticeShop } from '../../../electron/practice/practice-shop'
import { scenarios } from '../../../electron/practice/scenarios/all-scenarios'
import { scenarioNames } from '../../../electron/practice/scenarios/scenario-names'

const startAt = Date.parse('2026-11-20T09:00:00Z')
const hourMs = 3_600_000

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
})

describe('the bakery', () => {
  it('has two windows that close soon after the start, and one that has closed', () => {
    const shop = createPracticeShop({ scenario: 'bakery', startAt, monotonicNow: () => 0 })
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
    const shop = createPracticeShop({ scenario: 'bakery', startAt, monotonicNow: () => 0 })
    shop.clock.advance(36 * hourMs)
    expect(shop.conversations()).toHaveLength(scenarios.bakery.conversations.length)
    expect(scenarios.bakery.conversations.length).toBeGreaterThanOrEqual(12)
  })
})
