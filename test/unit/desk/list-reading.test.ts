import { expect, test } from 'vitest'
import { readRest, type ListedConversation, type Reading } from '../../../electron/desk/inbox/list-reading'
import { failure, type ProblemCode } from '../../../shared/problems'

const listed: ListedConversation = {
  conversation: {
    id: 't_1',
    updated_time: 0,
    message_count: 12,
    unread_count: 1,
    link: null,
    participants: { data: [] },
    messages: { data: [], unreadable: 0 },
  },
  newest: { messages: [], askedAt: 0, olderCount: null, goneWhere: 'between' },
  readWhole: false,
  failedReads: 2,
  hasFewer: false,
}

function readFailingWith(code: ProblemCode) {
  const client = { listMessages: () => Promise.resolve(failure(code)) } as unknown as Reading['client']
  const reading = { page: { pageId: '222', platform: 'messenger' as const }, client, now: () => 0, signal: new AbortController().signal }
  return readRest(reading as unknown as Reading, listed)
}

test.each(['unreachable', 'throttled', 'quota-spent', 'token-expired', 'app-secret-needed', 'permission-missing'] as const)(
  'a conversation that could not be read for %s, which has nothing to do with it, is never given up',
  async (code) => {
    expect(await readFailingWith(code)).toMatchObject({ readWhole: false, failedReads: 2 })
  },
)

test('a conversation that cannot be read for the third time says how many messages are missing', async () => {
  expect(await readFailingWith('platform-trouble')).toMatchObject({ readWhole: true, newest: { olderCount: 12 } })
})
