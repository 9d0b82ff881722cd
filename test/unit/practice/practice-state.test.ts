import { expect, it } from 'vitest'
import { createPracticeShop } from '../../../electron/practice/practice-shop'
import { readPracticeSnapshot } from '../../../electron/practice/practice-state'

const startAt = Date.parse('2026-11-20T09:00:00Z')

it('a snapshot that went through a file can be gone on from, with its conditions', () => {
  const shop = createPracticeShop({ scenario: 'bakery', startAt })
  shop.account.change({ restricted: true, quota: { enforced: false } })
  const [conversation] = shop.conversations()
  shop.account.changeCustomer(conversation?.id ?? '', { customer: 'blocked' })
  const snapshot = readPracticeSnapshot(JSON.parse(JSON.stringify(shop.snapshot())))
  if (!snapshot) throw new Error('the snapshot was refused')
  const { account } = createPracticeShop({ scenario: 'bakery', startAt, snapshot })
  expect(account.conditions()).toMatchObject({ restricted: true, quota: { enforced: false, perSecond: false } })
  expect(account.customer(conversation?.id ?? '').customer).toBe('blocked')
})

it('a snapshot keeps the calls of the last 24 hours, so that closing the app gives no new quota', () => {
  const rules = { enforced: true, perSecond: false }
  const shop = createPracticeShop({ scenario: 'empty', startAt, monotonicNow: () => 0 })
  for (let call = 0; call < 150; call += 1) shop.quota.count({ route: 'me', rules, engagedPeople: 1 })
  shop.clock.advance(2 * 3_600_000)
  for (let call = 0; call < 50; call += 1) shop.quota.count({ route: 'me', rules, engagedPeople: 1 })
  const snapshot = readPracticeSnapshot(JSON.parse(JSON.stringify(shop.snapshot())))
  if (!snapshot) throw new Error('the snapshot was refused')
  const again = createPracticeShop({ scenario: 'empty', startAt, snapshot, monotonicNow: () => 0 })
  expect(again.quota.count({ route: 'me', rules, engagedPeople: 1 }).error).toMatchObject({ code: 80006 })
  again.clock.advance(22 * 3_600_000)
  expect(again.state().quota).toEqual({ calls: 51, limit: 200 })
})

it('a snapshot of an older app is refused, so that the practice shop starts anew', () => {
  const snapshot = createPracticeShop({ scenario: 'empty', startAt }).snapshot()
  expect(readPracticeSnapshot({ ...snapshot, version: 1 })).toBeNull()
  for (const part of ['account', 'calls'] as const) expect(readPracticeSnapshot({ ...snapshot, [part]: undefined })).toBeNull()
})
