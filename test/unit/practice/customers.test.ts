import { describe, expect, it } from 'vitest'
import { createPracticeShop } from '../../../electron/practice/practice-shop'
import type { ScenarioName } from '../../../electron/practice/scenarios/scenario-names'

const startAt = Date.parse('2026-11-20T09:00:00Z')
const minuteMs = 60_000

function openShop(scenario: ScenarioName) {
  const shop = createPracticeShop({ scenario, startAt, monotonicNow: () => 0 })
  const conversationOf = (customer: string) => {
    const found = shop.conversations().find((conversation) => conversation.customer.name === customer)
    if (!found) throw new Error(`${customer} has not written`)
    return found
  }
  const answer = (customer: string, text: string) => shop.send({ recipientId: conversationOf(customer).customer.id, text })
  const lastOf = (customer: string) => conversationOf(customer).messages.at(-1)
  return { shop, conversationOf, answer, lastOf }
}

describe('a customer with several turns', () => {
  it('takes each answer by its words, and then is silent', () => {
    const { shop, answer, lastOf } = openShop('clothes')
    shop.clock.advance(2 * minuteMs)
    answer('Manon Girard', 'Bonjour, dans quelle taille ?')
    shop.clock.advance(minuteMs)
    expect(lastOf('Manon Girard')?.text).toBe('S, ou M si ça taille petit')
    answer('Manon Girard', 'Il nous reste un S, je vous le mets de côté ?')
    shop.clock.advance(minuteMs)
    expect(lastOf('Manon Girard')?.text).toBe('ok')
    answer('Manon Girard', 'C’est fait.')
    shop.clock.advance(minuteMs)
    expect(lastOf('Manon Girard')?.text).toBe('Trop gentil, je passe demain 🥰')
    answer('Manon Girard', 'À demain !')
    shop.clock.advance(60 * minuteMs)
    expect(lastOf('Manon Girard')?.text).toBe('À demain !')
  })

  it('takes two answers in a row as one', () => {
    const { shop, answer, conversationOf } = openShop('clothes')
    shop.clock.advance(2 * minuteMs)
    answer('Manon Girard', 'Bonjour,')
    answer('Manon Girard', 'dans quelle taille ?')
    shop.clock.advance(10 * minuteMs)
    expect(conversationOf('Manon Girard').messages.filter(({ from }) => from === 'customer')).toHaveLength(2)
  })

  it('waits on where no answer fits', () => {
    const { shop, answer, lastOf } = openShop('repair')
    shop.clock.advance(20 * minuteMs)
    answer('Martine Dubreuil', 'Bonjour')
    shop.clock.advance(5 * minuteMs)
    expect(lastOf('Martine Dubreuil')?.text).toBe('Ça vaut le coup de réparer ou j’en rachète une ?')
    answer('Martine Dubreuil', 'Je regarde.')
    shop.clock.advance(5 * minuteMs)
    expect(lastOf('Martine Dubreuil')?.text).toBe('Je regarde.')
    answer('Martine Dubreuil', 'Elle se répare.')
    shop.clock.advance(5 * minuteMs)
    expect(lastOf('Martine Dubreuil')?.text).toBe('Alors je vous l’apporte. Merci pour votre honnêteté')
  })

  it('may react with an emoji, which opens the messaging window again', () => {
    const { shop, answer, lastOf } = openShop('bakery')
    shop.clock.advance(23 * 60 * minuteMs)
    answer('Rozenn Stéphan', 'C’est noté, à demain.')
    shop.clock.advance(minuteMs)
    expect(lastOf('Rozenn Stéphan')?.reactions).toMatchObject([{ from: 'customer', emoji: '❤️' }])
    shop.clock.set(startAt + (22 + 24.5) * 60 * minuteMs)
    expect(answer('Rozenn Stéphan', 'Toujours d’accord ?')).toMatchObject({ ok: true })
  })
})

describe('a customer by themselves', () => {
  it('corrects a message, which keeps its id and time', () => {
    const { shop, conversationOf } = openShop('bakery')
    shop.clock.advance(120 * minuteMs)
    const before = { ...conversationOf('Lucie Abgrall').messages[0] }
    shop.clock.advance(minuteMs)
    expect(conversationOf('Lucie Abgrall').messages).toEqual([{ ...before, text: 'Bonjour, je voudrais six baguettes pour demain 8 h' }])
  })

  it('takes a message back, and it is gone', () => {
    const { shop, lastOf, conversationOf } = openShop('repair')
    shop.clock.advance(180 * minuteMs + 30_000)
    const withdrawn = lastOf('Julien Pasquier')
    expect(withdrawn?.text).toContain('laissez tomber')
    const { unreadCount } = conversationOf('Julien Pasquier')
    shop.clock.advance(minuteMs)
    expect(lastOf('Julien Pasquier')?.text).toBe('Du coup je prends aussi une pompe')
    expect(conversationOf('Julien Pasquier').unreadCount).toBe(unreadCount - 1)
    expect(shop.findMessage(withdrawn?.id ?? '')).toBeNull()
    expect(shop.wasUnsent(withdrawn?.id ?? '')).toBe(true)
  })
})

describe('a Page that answers by itself', () => {
  it('greets the first message of each customer within seconds, and leaves it unread', () => {
    const { shop, conversationOf } = openShop('clothes')
    shop.clock.advance(49_000)
    const { messages, unreadCount } = conversationOf('Manon Girard')
    expect(messages.map(({ from, createdAt }) => [from, createdAt - startAt])).toEqual([
      ['customer', 45_000],
      ['page', 48_000],
    ])
    expect(unreadCount).toBe(1)
    shop.say({ conversation: conversationOf('Manon Girard').id, from: 'customer', text: 'Vous êtes là ?', attachments: [] })
    shop.clock.advance(10_000)
    expect(conversationOf('Manon Girard').messages).toHaveLength(3)
  })
})
