import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hour, minute, monday, openDeskAtWork, type DeskAtWork } from './desk-at-work'

const day = 24 * hour

let work: DeskAtWork
afterEach(() => work.close())

describe('the first look at a shop', () => {
  async function openShopWithPast({ notificationsSeen = true } = {}): Promise<{ missed: string; closing: string; waiting: string }> {
    work = await openDeskAtWork('empty', { opensLater: true })
    work.notificationsSeen = notificationsSeen
    const missed = work.customerWrites('Trop Tard', 'Bonjour')
    work.practice.shop.clock.advance(3 * hour)
    const closing = work.customerWrites('Bientôt Fermé', 'Bonjour')
    work.practice.shop.clock.advance(22 * hour)
    const waiting = work.customerWrites('Nouvelle', 'Bonjour')
    work.practice.shop.clock.advance(20 * minute)
    await work.open()
    await work.get('checkNow', {})
    return { missed, closing, waiting }
  }

  test('ends with one digest of who waits and what closes, and nothing of before becomes an alarm', async () => {
    const { waiting } = await openShopWithPast()
    expect(work.notices).toHaveLength(1)
    expect(work.notices[0]).toMatchObject({ title: '2 customers are waiting', conversation: null })
    expect(work.notices[0]?.body).toMatch(/^1 window closes before \d+:\d\d/)
    work.practice.shop.clock.advance(10 * minute)
    await work.get('checkNow', {})
    await work.restart()
    expect(work.notices).toHaveLength(1)

    work.customerWrites('page', 'Bonjour', waiting)
    work.customerWrites('customer', 'Une question', waiting)
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(16 * minute)
    await work.get('checkNow', {})
    expect(work.notices.slice(1).map((notice) => notice.title)).toEqual(['Nouvelle is waiting'])
  })

  test('whose digest nobody was there to see tells it, once, when somebody is', async () => {
    await openShopWithPast({ notificationsSeen: false })
    expect(work.notices).toEqual([])
    work.notificationsSeen = true
    await work.get('checkNow', {})
    await vi.waitFor(() => expect(work.notices).toHaveLength(1), 10_000)
    expect(work.notices).toMatchObject([{ title: '2 customers are waiting', conversation: null }])
    await work.get('checkNow', {})
    expect(work.notices).toHaveLength(1)
  })

  test('whose digest nobody was there to see tells it after a restart', async () => {
    await openShopWithPast({ notificationsSeen: false })
    await work.restart()
    expect(work.notices).toEqual([])
    work.notificationsSeen = true
    await work.restart()
    expect(work.notices).toMatchObject([{ title: '2 customers are waiting', conversation: null }])
    await work.restart()
    expect(work.notices).toHaveLength(1)
  })

  test('that fails on a later page leaves the rest for the background, and alarms begin', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    for (let number = 0; number < 60; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    work.practice.shop.clock.advance(20 * minute)
    work.practice.shop.setFaults([{ route: 'list', after: 2, times: 2, kind: 'status', status: 500 }])
    await work.open()
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'failing', problem: 'platform-trouble' })
    expect(work.shop().archive).toMatchObject({ state: 'older', conversations: 50 })
    await work.get('checkNow', {})
    await vi.waitFor(() => expect(work.shop().archive).toMatchObject({ state: 'complete', conversations: 60 }), 10_000)
    expect(work.notices).toMatchObject([{ title: '50 customers are waiting' }])

    work.customerWrites('Nouvelle', 'Bonjour')
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(16 * minute)
    await work.get('checkNow', {})
    expect(work.notices.slice(1)).toMatchObject([{ title: 'Nouvelle is waiting' }])
  })

  test('passes over what was there when the Page was connected, not who wrote while nothing could be read', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    work.customerWrites('Avant', 'Bonjour')
    work.practice.shop.clock.advance(20 * minute)
    work.practice.shop.setToken({ state: 'expired', failure: { code: 190, subcode: 463 } })
    await work.open()
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(minute)
    work.customerWrites('Après', 'Bonjour')
    work.practice.shop.clock.advance(20 * minute)
    work.practice.shop.setToken({ state: 'valid', failure: null })
    await work.get('checkNow', {})
    expect(work.notices).toMatchObject([{ title: '2 customers are waiting' }, { title: 'Après is waiting' }])
  })

  test('fills the queue before it has read the rest of each conversation', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 8)
    for (let number = 0; number < 29; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    work.practice.shop.setFaults([{ route: 'messages', times: 1, kind: 'delay', delayMs: 4_000 }])
    await work.open()
    await vi.waitFor(async () => {
      const { items } = await work.get('listConversations', { page: null, view: 'waiting', offset: 0, limit: 50 })
      expect(items).toHaveLength(30)
    }, 10_000)
    expect(work.shop().archive.state).toBe('first')
    expect(await work.texts(claire)).toEqual(['message 4', 'message 5', 'message 6', 'message 7', 'message 8'])
    await work.restart()
    expect(work.shop().archive.state).toBe('complete')
    expect(await work.texts(claire)).toHaveLength(8)
  })

  test('reads at the next one what it could not read of a conversation', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    const claire = work.customerWrites('Claire Fontaine', 'message 1')
    work.customerWritesMany(claire, 2, 12)
    for (let number = 0; number < 29; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    work.practice.shop.setFaults([{ route: 'messages', times: 2, kind: 'status', status: 500 }])
    await work.open()
    await work.get('checkNow', {})
    expect(await work.texts(claire)).toHaveLength(5)
    await work.get('checkNow', {})
    expect(await work.texts(claire)).toHaveLength(12)
    const before = work.practice.shop.state().requests.list ?? 0
    await work.get('checkNow', {})
    expect((work.practice.shop.state().requests.list ?? 0) - before).toBe(1)
  })

  test('of an empty shop tells nothing', async () => {
    work = await openDeskAtWork()
    expect(work.notices).toEqual([])
    expect(work.shop().archive).toEqual({ state: 'complete', conversations: 0, readBackTo: null })
  })

  // platform: page.unread_message_count
  test('says that only testers are visible when nothing is listed and Meta counts unread ones', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    work.practice.shop.account.change({ appInDevelopment: true })
    work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.open()
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'failing', problem: 'only-testers-visible' })
    expect(work.shop().archive.state).toBe('first')
  })
})

describe('older conversations', () => {
  /** 60 conversations of a month ago and 10 of today. */
  async function openOldShop(): Promise<void> {
    work = await openDeskAtWork('empty', { opensLater: true })
    for (let number = 0; number < 60; number += 1) work.customerWrites(`Ancien ${number}`, 'Bonjour')
    work.practice.shop.clock.advance(30 * day)
    for (let number = 0; number < 10; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.open()
    await work.get('checkNow', {})
  }

  test('come in page by page in the background, with progress in sight and without an alarm', async () => {
    await openOldShop()
    await vi.waitFor(() => expect(work.shop().archive).toMatchObject({ state: 'older', conversations: 50, readBackTo: monday }), 5_000)
    work.practice.shop.clock.advance(5_000)
    await vi.waitFor(() => expect(work.shop().archive).toMatchObject({ state: 'complete', conversations: 70 }), 5_000)
    expect(work.notices).toHaveLength(1)
  })

  test('are all read when so many new customers write meanwhile that a look leaves some of them for later', { timeout: 60_000 }, async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    for (let number = 0; number < 20; number += 1) work.customerWritesMany(work.customerWrites(`Bavard ${number}`, 'message 1'), 2, 6)
    for (let number = 0; number < 30; number += 1) work.customerWrites(`Ancien ${number}`, 'Bonjour')
    work.practice.shop.clock.advance(30 * day)
    for (let number = 0; number < 25; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.open()
    await vi.waitFor(() => expect(work.practice.shop.state().requests.messages).toBeGreaterThan(0), 10_000)
    for (let number = 0; number < 260; number += 1) work.customerWrites(`Nouveau ${number}`, 'Bonjour')
    await work.get('checkNow', {})
    await vi.waitFor(
      () => {
        work.practice.shop.clock.advance(5_000)
        expect(work.shop().archive).toMatchObject({ state: 'complete' })
      },
      { timeout: 50_000, interval: 200 },
    )
    expect(work.shop().archive.conversations).toBe(335)
  })

  test('go on past one that can never be read whole, which says how many of its messages are missing', async () => {
    work = await openDeskAtWork('empty', { opensLater: true })
    const talkative = work.customerWrites('Bavard', 'message 1')
    work.customerWritesMany(talkative, 2, 8)
    for (let number = 0; number < 30; number += 1) work.customerWrites(`Ancien ${number}`, 'Bonjour')
    work.practice.shop.clock.advance(30 * day)
    work.practice.shop.setFaults([{ route: 'messages', times: 100, kind: 'error', code: 1_200 }])
    await work.open()
    for (let look = 1; look <= 3; look += 1) {
      await work.get('checkNow', {})
      await vi.waitFor(() => expect(work.practice.shop.state().requests.messages).toBe(2 * look), 10_000)
    }
    await vi.waitFor(() => expect(work.shop().archive).toMatchObject({ state: 'complete', conversations: 31 }), 10_000)
    expect((await work.conversation(talkative)).messages[0]).toMatchObject({ text: 'message 4', unavailableBefore: 3 })
  })

  test('go on where they stopped after a restart', async () => {
    await openOldShop()
    await vi.waitFor(() => expect(work.shop().archive.conversations).toBe(50), 5_000)
    await work.restart()
    await vi.waitFor(() => expect(work.shop().archive).toMatchObject({ state: 'complete', conversations: 70 }), 5_000)
  })

  test('start again from the newest when the platform does not know the cursor any more', async () => {
    await openOldShop()
    await vi.waitFor(() => expect(work.shop().archive.conversations).toBe(50), 5_000)
    work.practice.shop.setFaults([{ route: 'list', times: 3, kind: 'error', code: 100 }])
    work.practice.shop.clock.advance(5_000)
    await vi.waitFor(() => expect(work.practice.shop.state().faults).toEqual([]), 10_000)
    await vi.waitFor(
      () => {
        work.practice.shop.clock.advance(5_000)
        expect(work.shop().archive).toMatchObject({ state: 'complete', conversations: 70 })
      },
      { timeout: 20_000, interval: 500 },
    )
  })
})

describe('between looks', () => {
  let startedAt = 0
  beforeEach(async () => {
    work = await openDeskAtWork()
    startedAt = work.practice.shop.clock.now()
  })

  test('a burst of replies is followed by one look', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    const before = work.practice.shop.state().requests.list ?? 0
    await work.reply(claire, 'Bonjour')
    await work.reply(claire, 'Que puis-je pour vous ?')
    await vi.waitFor(() => expect(work.connection().nextCheckAt).toBe(startedAt + 4_000))
    work.practice.shop.clock.advance(4_000)
    await vi.waitFor(() => expect(work.connection().lastCheckedAt).toBe(startedAt + 4_000))
    expect((work.practice.shop.state().requests.list ?? 0) - before).toBe(1)
    expect(await work.texts(claire)).toEqual(['Bonjour', 'Bonjour', 'Que puis-je pour vous ?'])
  })

  test('the desk looks every minute under the owner’s eyes, and every three in the background', async () => {
    for (let number = 0; number < 15; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(hour)
    await vi.waitFor(() => expect(work.connection().lastCheckedAt).toBe(startedAt + hour), 5_000)
    await work.get('checkNow', {})
    const waits = () => (work.connection().nextCheckAt ?? 0) - work.practice.shop.clock.now()
    expect(Math.abs(waits() - minute)).toBeLessThanOrEqual(6_000)
    work.focus(false)
    expect(Math.abs(waits() - 3 * minute)).toBeLessThanOrEqual(18_000)
  })

  test('the desk hurries for some minutes after a reply of which nobody knows what became, not for ever', async () => {
    const claire = work.customerWrites('Claire Fontaine', 'Bonjour')
    for (let number = 0; number < 15; number += 1) work.customerWrites(`Client ${number}`, 'Bonjour')
    await work.get('checkNow', {})
    work.practice.shop.clock.advance(hour)
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    expect((await work.reply(claire, 'Bonjour')).delivery.state).toBe('unknown')
    const waits = () => (work.connection().nextCheckAt ?? 0) - work.practice.shop.clock.now()
    await work.get('checkNow', {})
    expect(waits()).toBeLessThanOrEqual(17_000)
    work.practice.shop.clock.advance(5 * minute)
    await work.get('checkNow', {})
    expect(waits()).toBeGreaterThan(50_000)
  })

  test('a read that is under way ends when the shop is closed', async () => {
    work.practice.shop.setFaults([{ route: 'list', times: 1, kind: 'delay', delayMs: 15_000 }])
    const checked = work.ask('checkNow', {})
    await vi.waitFor(() => expect(work.practice.shop.state().faults).toEqual([]), 5_000)
    const closedAt = performance.now()
    await work.crash()
    await checked
    expect(performance.now() - closedAt).toBeLessThan(5_000)
    await work.open()
  })
})
