import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

const actions = () => work.practice.shop.account.kept().actions
const seen = (count: number) => vi.waitFor(() => expect(actions()).toHaveLength(count), 10_000)

async function open(conversationId: string): Promise<void> {
  await work.get('reportOpened', { conversationId })
}

// platform: send.mark_seen
test('opening a conversation tells the customer nothing unless the owner wants it', async () => {
  const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
  await work.get('checkNow', {})
  const before = work.practice.shop.state().requests.send ?? 0
  await open(claire)
  await work.reply(claire, 'Bonjour Claire')
  expect(actions()).toEqual([])
  expect(work.practice.shop.state().requests.send).toBe(before + 1)
})

// platform: send.mark_seen
test('an owner who wants it marks a conversation as seen, once for each newest message of the customer', async () => {
  await work.get('saveSettings', { marksSeen: true })
  const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
  await work.get('checkNow', {})
  await open(claire)
  await open(claire)
  await seen(1)
  expect(actions()).toMatchObject([{ action: 'mark_seen', recipientId: work.practice.shop.findConversation(claire)?.customer.id }])

  await work.reply(claire, 'Bonjour Claire')
  await open(claire)
  work.practice.shop.clock.advance(minute)
  work.customerWrites('Claire Fontaine', 'Encore moi', claire)
  await work.get('checkNow', {})
  await open(claire)
  await seen(2)
  expect(work.practice.shop.state().requests.send).toBe(3)
})

test('a mark that did not arrive is made when the conversation is opened again', async () => {
  await work.get('saveSettings', { marksSeen: true })
  const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
  await work.get('checkNow', {})
  work.practice.shop.setFaults([{ kind: 'error', route: 'send', code: 2, times: 1 }])
  await open(claire)
  await vi.waitFor(() => expect(work.practice.shop.state().requests.send).toBe(1), 10_000)
  await vi.waitFor(async () => {
    await open(claire)
    expect(actions()).toHaveLength(1)
  }, 10_000)
})
