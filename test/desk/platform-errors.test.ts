import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { problemSentence, translatorFor } from '../../shared/locales/translator'
import type { Delivery } from '../../shared/model'
import type { ProblemCode } from '../../shared/problems'
import { hour, minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

const say = translatorFor('en')

/** What became of a reply: what the owner reads under it, or why it is still here. */
type Fate = 'waits for a token' | 'waits for a pause' | 'nobody knows' | ProblemCode

/** An error, what the owner reads about it, and the fate of a reply that meets it. */
type Row = [code: number, subcode: number | null, sentence: string, fate: Fate]

const tryAgain = 'Facebook has trouble answering. Comptoir keeps trying.'
const pause = 'Facebook asks for a pause. Comptoir goes on by itself.'
const unavailable = 'This customer cannot receive messages from the Page now.'

const rows: Row[] = [
  [190, null, 'Facebook refuses this token.', 'waits for a token'],
  [190, 458, 'The Meta app was removed from the account that made this token.', 'waits for a token'],
  [190, 459, 'Facebook wants the person who made this token to sign in', 'waits for a token'],
  [190, 460, 'A Facebook password was changed, which ended this token.', 'waits for a token'],
  [190, 463, 'This token has expired. Make a new one', 'waits for a token'],
  [190, 464, 'The Facebook account that made this token is not confirmed.', 'waits for a token'],
  [190, 467, 'Facebook refuses this token.', 'waits for a token'],
  [190, 492, 'The person who made this token may no longer answer for the Page.', 'waits for a token'],
  [102, null, 'Facebook refuses this token.', 'waits for a token'],
  [10, null, 'A permission is missing: the token needs pages_messaging', 'permission-missing'],
  [10, 2018278, 'the customer wrote more than 24 hours ago', 'window-closed'],
  [10, 2534022, 'the customer wrote more than 24 hours ago', 'window-closed'],
  [10, 2018065, 'the customer wrote more than 24 hours ago', 'window-closed'],
  [10, 2018108, unavailable, 'customer-unavailable'],
  [10, 1893063, 'Facebook has stopped this Page from sending for now.', 'page-restricted'],
  [10, 1893015, tryAgain, 'message-refused'],
  [10, 1404170, tryAgain, 'message-refused'],
  [10, 2018336, tryAgain, 'message-refused'],
  [100, null, 'Facebook did not understand Comptoir.', 'message-refused'],
  [100, 33, 'Facebook no longer has this', 'not-at-facebook'],
  [100, 2018001, unavailable, 'customer-unavailable'],
  [100, 2018008, 'Facebook did not take this attachment.', 'attachment-refused'],
  [100, 2018047, 'Facebook did not take this attachment.', 'attachment-refused'],
  [100, 2018074, 'Facebook did not take this attachment.', 'attachment-refused'],
  [100, 2018109, 'Facebook did not take this attachment.', 'attachment-refused'],
  [100, 2018294, 'Facebook did not take this attachment.', 'attachment-refused'],
  [100, 2534037, 'Another app has this conversation now.', 'other-app-answers'],
  [200, null, 'A permission is missing: the token needs pages_messaging', 'permission-missing'],
  [200, 492, 'The person who made this token may no longer answer for the Page.', 'waits for a token'],
  [200, 2018028, 'Facebook only lets this Meta app write to its own testers.', 'app-not-live'],
  [200, 1545041, unavailable, 'customer-unavailable'],
  [551, 1545041, unavailable, 'customer-unavailable'],
  [551, null, unavailable, 'customer-unavailable'],
  [613, null, pause, 'waits for a pause'],
  [613, 1996, pause, 'waits for a pause'],
  [613, 2018338, 'Facebook warns this Page about how message tags are used, and asks for a pause.', 'waits for a pause'],
  [613, 2534040, pause, 'waits for a pause'],
  [4, null, pause, 'waits for a pause'],
  [17, null, pause, 'waits for a pause'],
  [32, null, pause, 'waits for a pause'],
  [80001, null, pause, 'waits for a pause'],
  [80006, null, pause, 'waits for a pause'],
  [341, null, pause, 'waits for a pause'],
  [1, null, tryAgain, 'nobody knows'],
  [1, 99, tryAgain, 'nobody knows'],
  [2, null, tryAgain, 'nobody knows'],
  [2, 2018344, tryAgain, 'nobody knows'],
  [368, null, 'Facebook has stopped this Page from sending for now.', 'page-restricted'],
  [1200, null, tryAgain, 'nobody knows'],
  [2018300, null, 'Another app has this conversation now.', 'other-app-answers'],
  [2018321, null, 'Another app has this conversation now.', 'other-app-answers'],
  [2022, null, tryAgain, 'message-refused'],
  [9000001, null, 'Facebook no longer shows this message', 'message-gone'],
]

const customerOf = (row: number) => `Customer ${row + 1}`

let work: DeskAtWork

beforeAll(async () => {
  work = await openDeskAtWork()
  rows.forEach((_row, index) => work.customerWrites(customerOf(index), 'Vous êtes là ?'))
  await work.get('checkNow', {})
})
afterAll(() => work.close())

beforeEach(() => work.practice.shop.setFaults([]))

/** These say something of one reply; a look cannot meet them. */
const ofRepliesAlone: ProblemCode[] = [
  'window-closed',
  'customer-unavailable',
  'page-restricted',
  'attachment-refused',
  'other-app-answers',
  'not-at-facebook',
  'message-gone',
]

/** One error for each sentence: the rest differ in their code alone, which a unit test has. */
const looks = rows.filter(
  ([, , sentence, fate], index) => !ofRepliesAlone.some((code) => code === fate) && rows.findIndex(([, , first]) => first === sentence) === index,
)

describe('an error of the platform', () => {
  // platform: error.190, error.190.458, error.190.459, error.190.460, error.190.463, error.190.464, error.190.467, error.190.492, error.102
  // platform: error.10, error.10.2018278, error.10.2534022, error.10.2018065, error.10.2018108, error.10.1893063
  // platform: error.10.1893015, error.10.1404170, error.10.2018336
  // platform: error.100, error.100.33, error.100.2018001, error.100.2018008, error.100.2018047, error.100.2018074, error.100.2018109
  // platform: error.100.2018294, error.100.2534037, error.200, error.200.492, error.200.2018028, error.200.1545041, error.551, error.551.1545041
  // platform: error.613, error.613.1996, error.613.2018338, error.613.2534040, error.4, error.17, error.32, error.80001, error.80006
  // platform: error.341, error.1, error.1.99, error.2, error.2.2018344, error.368, error.1200, error.2018300, error.2018321, error.2022
  // platform: error.9000001
  test.each(rows.map((row, index) => [...row, index] as const))('%i/%s, met by a reply (%s): it %s', async (code, subcode, sentence, fate, index) => {
    const conversationId = conversationOf(customerOf(index))
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'error', code, subcode }])
    await work.get('sendReply', { conversationId, deliveryId: crypto.randomUUID(), text: 'Oui' })
    await vi.waitFor(async () => {
      expect(await fateIn(conversationId)).toBe(fate)
      expect(work.practice.shop.state().faults).toEqual([])
    }, 5_000)
    expect(work.textsAtThePlatform(conversationId)).toEqual(['Vous êtes là ?'])
    if (!fate.startsWith('waits')) {
      const told = ofRepliesAlone.find((problem) => problem === fate)
      if (told) expect(sentenceOf(told)).toContain(sentence)
      return
    }
    // What waits goes out by itself when the platform takes it again.
    work.practice.shop.clock.advance(await waitIn(conversationId))
    await vi.waitFor(async () => expect(await fateIn(conversationId)).toBe('arrived'), 5_000)
    expect(work.textsAtThePlatform(conversationId)).toEqual(['Vous êtes là ?', 'Oui'])
  })

  test.each(looks)('%i/%s, met by a look: "%s"', async (code, subcode, sentence) => {
    await meet({ kind: 'error', code, subcode })
    expect(sentenceOf(work.connection().problem)).toContain(sentence)
    await recover()
  })
})

type Failure =
  | { kind: 'error'; code: number; subcode: number | null }
  | { kind: 'truncated' }
  | { kind: 'html'; status?: number }
  | { kind: 'redirect'; to: string }

describe('an answer that is none', () => {
  // platform: answer.truncated-json, answer.html, answer.redirect
  test.each([
    [{ kind: 'truncated' }, 'platform-trouble'],
    [{ kind: 'html' }, 'platform-trouble'],
    [{ kind: 'html', status: 200 }, 'platform-trouble'],
    [{ kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'unreachable'],
  ] satisfies [Failure, ProblemCode][])('is told, and the next good look says all is well: %s', async (failure, code) => {
    await meet(failure)
    expect(work.connection().problem).toBe(code)
    await recover()
  })
})

async function meet(failure: Failure): Promise<void> {
  work.practice.shop.setFaults([{ ...failure, route: 'list', times: 20 }])
  await work.get('checkNow', {})
  expect(work.connection().state).toBe('failing')
}

async function recover(): Promise<void> {
  work.practice.shop.setFaults([])
  work.practice.shop.clock.advance(2 * hour)
  await work.get('checkNow', {})
  expect(work.connection()).toMatchObject({ state: 'connected', problem: null })
}

function sentenceOf(code: ProblemCode | null): string {
  return problemSentence(say, { code: code ?? 'bug' })
}

function conversationOf(customer: string): string {
  return work.practice.shop.conversations().find((conversation) => conversation.customer.name === customer)?.id ?? ''
}

async function fateIn(conversationId: string): Promise<ReturnType<typeof fateOf>> {
  return fateOf((await work.conversation(conversationId)).messages.at(-1)?.delivery)
}

/** How long the newest reply still waits, in milliseconds. */
async function waitIn(conversationId: string): Promise<number> {
  const delivery = (await work.conversation(conversationId)).messages.at(-1)?.delivery
  const until = delivery?.state === 'queued' && delivery.waitsFor?.kind === 'pause' ? delivery.waitsFor.until : null
  return until === null ? 10 * minute : until - work.practice.shop.clock.now() + 1_000
}

function fateOf(delivery: Delivery | undefined): Fate | 'waits' | 'is on its way' | 'arrived' {
  switch (delivery?.state) {
    case 'refused':
      return delivery.code
    case 'unknown':
      return 'nobody knows'
    case 'queued':
      if (delivery.waitsFor?.kind === 'token' || delivery.waitsFor?.kind === 'pause') return `waits for a ${delivery.waitsFor.kind}`
      return 'waits'
    case 'sent':
      return 'arrived'
    case 'sending':
    case 'received':
    case undefined:
      return 'is on its way'
  }
}
