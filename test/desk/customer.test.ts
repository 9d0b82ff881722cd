import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

describe('what the shop knows of a customer', () => {
  // platform: conversation.link
  test.each([
    ['/104100200300400/inbox/7/', 'https://www.facebook.com/104100200300400/inbox/7/'],
    ['https://business.facebook.com/inbox/7', 'https://business.facebook.com/inbox/7'],
    ['https://evil.example/inbox/7', null],
  ])('leads from the link %s to the conversation in Meta’s own inbox, and nowhere else', async (link, address) => {
    work.alterAnswers(({ path, value }) => {
      if (path.endsWith('/conversations')) for (const conversation of value.data) conversation.link = link
      return { value }
    })
    const conversationId = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    expect((await work.get('readCustomer', { conversationId })).link).toBe(address)
  })

  test('has every picture exchanged, newest first', async () => {
    const photos = Array.from({ length: 35 }, () => ({ type: 'image' as const }))
    const { conversation, message: first } = work.customerSends('Claire Fontaine', photos)
    work.practice.shop.clock.advance(60_000)
    const { message: second } = work.customerSends('Claire Fontaine', photos, conversation)
    await work.get('checkNow', {})
    const { pictures } = await work.get('readCustomer', { conversationId: conversation })
    expect(pictures.map(({ messageId }) => messageId)).toEqual([...photos.map(() => second), ...photos.map(() => first)])
  })
})
