import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hour, minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

/** Moves the clock and waits until the desk has looked again and thought about it. */
async function pass(ms: number): Promise<void> {
  work.practice.shop.clock.advance(ms)
  await work.get('checkNow', {})
}

describe('an overdue reply', () => {
  test('is told with the customer’s name and first words, at the target and not before', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Avez-vous du pain sans gluten\npour samedi ?')
    await work.get('checkNow', {})
    await pass(15 * minute - 1000)
    expect(work.notices).toEqual([])
    await pass(1000)
    expect(work.notices).toEqual([
      {
        title: 'Claire Fontaine is waiting',
        body: 'Avez-vous du pain sans gluten pour samedi ?',
        conversation: { pageId: work.practice.pageId, platform: 'messenger', conversationId: claire },
      },
    ])
  })

  test('is told by the clock alone, without a check in between', async () => {
    work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(15 * minute)
    await vi.waitFor(() => expect(work.notices).toHaveLength(1), 10_000)
  })

  test('is told once, also across a restart, and again for a new question', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    await pass(20 * minute)
    await pass(hour)
    await work.restart()
    expect(work.notices).toHaveLength(1)

    await work.reply(claire, 'Bonjour Claire')
    work.customerWrites('Claire Fontaine', 'Merci, et le far ?', claire)
    await work.get('checkNow', {})
    await pass(16 * minute)
    expect(work.notices.map((notice) => notice.body)).toEqual(['Bonjour', 'Merci, et le far ?'])
  })

  test('that became overdue while the app was closed is told at the next start', async () => {
    work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    const { clock } = work.practice.shop
    await Promise.all([work.restart(), Promise.resolve(clock.advance(hour))])
    await vi.waitFor(() => expect(work.notices).toHaveLength(1), 10_000)
  })

  test('is not told when the Page has answered from a phone meanwhile', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.customerWrites('page', 'Bonjour Claire', claire)
    await pass(16 * minute)
    await pass(hour)
    expect(work.notices).toEqual([])
  })

  test('of several customers at once is one notification', async () => {
    for (const name of ['Claire', 'Amina', 'Jean']) {
      work.customerWrites(name, 'Bonjour')
      work.practice.shop.clock.advance(1000)
    }
    await work.get('checkNow', {})
    await pass(16 * minute)
    expect(work.notices).toEqual([{ title: '3 customers are waiting', body: 'Claire, Amina, Jean', conversation: null }])
  })

  test('is told later when nobody could have seen it', async () => {
    work.notificationsSeen = false
    work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    await pass(16 * minute)
    work.notificationsSeen = true
    await work.get('checkNow', {})
    await work.get('checkNow', {})
    expect(work.notices).toHaveLength(1)
  })

  test('follows the shop’s own target', async () => {
    await work.get('saveSettings', { replyTargetMinutes: 60 })
    work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    await pass(59 * minute)
    expect(work.notices).toEqual([])
    await pass(minute)
    expect(work.notices).toHaveLength(1)
  })

  test('is written without what could steer a notification service', async () => {
    work.customerWrites('\u202eeirolF <b>', '<a href="https://example.com">ici</a>')
    await work.get('checkNow', {})
    await pass(16 * minute)
    expect(work.notices).toMatchObject([{ title: 'eirolF ‹b› is waiting', body: '‹a href="https://example.com"›ici‹/a›' }])
  })

  test('whose window has ended already is not told: it is too late here', async () => {
    work.customerWrites('Claire Fontaine', 'Bonjour')
    work.practice.shop.clock.advance(25 * hour)
    await work.get('checkNow', {})
    expect(work.notices).toEqual([])
  })
})
