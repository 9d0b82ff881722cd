import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDrafts, type Draft } from '../../../renderer/features/conversation/drafts'
import type { ConversationKey } from '../../../shared/model'

const claire: ConversationKey = { pageId: '1', platform: 'messenger', conversationId: 't_claire' }
const written = (text: string): Draft => ({ text, deliveryId: null, problem: null })

/** Drafts over a desk that may be away. */
function draftsOver(desk: { away: boolean; kept: string[] }) {
  return createDrafts((_key, text) => {
    if (!desk.away) desk.kept.push(text)
    return Promise.resolve(!desk.away)
  })
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a draft that the desk did not take', () => {
  test('is offered again until the desk takes it, though nothing more is written', async () => {
    const desk = { away: true, kept: [] as string[] }
    draftsOver(desk).write(claire, written('Oui'))
    await vi.advanceTimersByTimeAsync(20_000)
    desk.away = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(desk.kept).toEqual(['Oui'])
  })

  test('is offered at once when the page knows that the desk is back', async () => {
    const desk = { away: true, kept: [] as string[] }
    const drafts = draftsOver(desk)
    drafts.write(claire, written('Oui'))
    await vi.advanceTimersByTimeAsync(1_000)
    desk.away = false
    drafts.flush()
    expect(desk.kept).toEqual(['Oui'])
    await vi.advanceTimersByTimeAsync(600_000)
    expect(desk.kept).toEqual(['Oui'])
  })
})

test('a draft that is handed over reaches the desk whole before, and is not emptied there by the page', async () => {
  const desk = { away: false, kept: [] as string[] }
  const drafts = draftsOver(desk)
  drafts.write(claire, written('O'))
  await vi.advanceTimersByTimeAsync(1_000)
  drafts.write(claire, written('Oui'))
  drafts.handOver(claire)
  expect(drafts.read(claire)).toEqual(written(''))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(desk.kept).toEqual(['O', 'Oui'])
})
