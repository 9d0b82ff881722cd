import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attentionOf, compareByUrgency, nextAttentionChange } from '../../../shared/rules/attention'

const minute = 60_000
const hour = 60 * minute
const monday = Date.parse('2026-11-23T09:00:00Z')

function kindAfter(elapsedMs: number, targetMinutes = 15): string {
  return attentionOf({ firstUnansweredAt: monday, lastCustomerMessageAt: monday }, monday + elapsedMs, targetMinutes).kind
}

describe('attention', () => {
  test('nobody has to act when the Page had the last word', () => {
    expect(attentionOf({ firstUnansweredAt: null, lastCustomerMessageAt: monday }, monday + hour, 15)).toEqual({ kind: 'none' })
  })

  test.each([
    [0, 'waiting'],
    [15 * minute - 1, 'waiting'],
    [15 * minute, 'overdue'],
    [20 * hour - 1, 'overdue'],
    [20 * hour, 'closing'],
    [24 * hour - 1, 'closing'],
    [24 * hour, 'missed'],
    [30 * 24 * hour, 'missed'],
  ])('%i ms after the message it is %s', (elapsedMs, kind) => {
    expect(kindAfter(elapsedMs)).toBe(kind)
  })

  test('the target counts from the first unanswered message, the window from the last', () => {
    const times = { firstUnansweredAt: monday, lastCustomerMessageAt: monday + 2 * hour }
    expect(attentionOf(times, monday + 3 * hour, 15)).toEqual({
      kind: 'overdue',
      since: monday,
      dueAt: monday + 15 * minute,
      windowEndsAt: monday + 26 * hour,
    })
  })

  test('a longer target of the shop makes it overdue later', () => {
    expect(kindAfter(59 * minute, 60)).toBe('waiting')
    expect(kindAfter(60 * minute, 60)).toBe('overdue')
  })

  test('does not change before the moment that was announced', () => {
    const elapsed = fc.integer({ min: 0, max: 30 * hour })
    fc.assert(
      fc.property(elapsed, elapsed, fc.integer({ min: 1, max: 1440 }), (elapsedMs, lastMs, target) => {
        const times = { firstUnansweredAt: monday, lastCustomerMessageAt: monday + Math.min(elapsedMs, lastMs) }
        const now = monday + elapsedMs
        const attention = attentionOf(times, now, target)
        const lastMoment = (nextAttentionChange(attention, now) ?? now + 1000 * hour) - 1
        expect(attentionOf(times, Math.max(now, lastMoment), target).kind).toBe(attention.kind)
      }),
    )
  })
})

describe('the order of the queue', () => {
  const item = (name: string, waitedMs: number) => ({
    name,
    lastMessageAt: monday - waitedMs,
    attention: attentionOf({ firstUnansweredAt: monday - waitedMs, lastCustomerMessageAt: monday - waitedMs }, monday, 15),
  })

  test('puts what is lost first at the top: closing windows, what was not delivered, overdue, waiting, and what is lost already last', () => {
    const undelivered = { name: 'not delivered', lastMessageAt: monday, attention: { kind: 'none' as const } }
    const queue = [
      item('waits 5 min', 5 * minute),
      undelivered,
      item('missed', 25 * hour),
      item('waits 10 min', 10 * minute),
      item('closes in 3 h', 21 * hour),
      item('overdue 1 h', hour),
      item('closes in 1 h', 23 * hour),
      item('overdue 5 h', 5 * hour),
    ]
    expect(queue.sort(compareByUrgency).map((entry) => entry.name)).toEqual([
      'closes in 1 h',
      'closes in 3 h',
      'not delivered',
      'overdue 5 h',
      'overdue 1 h',
      'waits 10 min',
      'waits 5 min',
      'missed',
    ])
  })
})
