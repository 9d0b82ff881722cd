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

it('a snapshot of an older app is refused, so that the practice shop starts anew', () => {
  const { account: _, ...older } = createPracticeShop({ scenario: 'empty', startAt }).snapshot()
  expect(readPracticeSnapshot({ ...older, version: 1 })).toBeNull()
  expect(readPracticeSnapshot(older)).toBeNull()
})
