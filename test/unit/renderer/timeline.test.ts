import { describe, expect, test } from 'vitest'
import { timelineOf } from '../../../renderer/features/conversation/timeline'
import type { Attention, Message } from '../../../shared/model'

const at = Date.parse('2026-11-23T09:00:00Z')
const waitingSince = (since: number): Attention => ({ kind: 'waiting', since, dueAt: since, windowEndsAt: since })

function message(id: string, from: Message['from'], facts: Partial<Message> = {}): Message {
  const none = { attachments: [], reactions: [], replyTo: null, editedFrom: null, vanished: false, unavailableBefore: 0 }
  return { id, from, sentAt: at, text: id, ...none, delivery: { state: from === 'page' ? 'sent' : 'received' }, ...facts }
}

/** The ids of the messages in each block of what is unanswered. */
function blocks(messages: Message[], attention = waitingSince(at)): string[][] {
  return timelineOf(messages, attention, () => 0).flatMap((entry) =>
    entry.kind === 'unanswered' ? [entry.entries.flatMap((inner) => (inner.kind === 'message' ? [inner.message.id] : []))] : [],
  )
}

describe('what is unanswered', () => {
  test('is what comes after the Page’s last message, also within one second', () => {
    expect(blocks([message('asked', 'customer'), message('answer', 'page'), message('again', 'customer')])).toEqual([['again']])
  })

  test('is one block though a message of the Page has vanished in it', () => {
    const messages = [message('asked', 'customer'), message('gone', 'page', { vanished: true }), message('again', 'customer')]
    expect(blocks(messages)).toEqual([['asked', 'gone', 'again']])
  })

  test('does not begin with what the customer took back, and has no reply in it that has not left', () => {
    const queued = message('queued', 'page', { delivery: { state: 'queued', deliveryId: '1', waitsFor: null } })
    expect(blocks([message('unsent', 'customer', { vanished: true }), message('asked', 'customer'), queued])).toEqual([['asked']])
  })
})
