import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { showAsMessage } from '../../electron/desk/outbox/deliveries'
import { hour, minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

vi.mock('../../electron/desk/outbox/deliveries', { spy: true })

let work: DeskAtWork
let claire: string
beforeEach(async () => {
  vi.clearAllMocks()
  work = await openDeskAtWork()
  claire = work.customerWrites('Claire Fontaine', 'Avez-vous du pain ?')
  await work.get('checkNow', {})
})
afterEach(() => work.close())

/** What the replies that have not left wait for. */
async function waiting() {
  const { messages } = await work.conversation(claire)
  return messages.flatMap(({ delivery }) => (delivery.state === 'queued' ? [delivery.waitsFor] : []))
}

async function states(): Promise<string[]> {
  const { messages } = await work.conversation(claire)
  return messages.filter((message) => message.from === 'page').map((message) => message.delivery.state)
}

describe('a reply', () => {
  // platform: send.recipient, send.answer, window.24-hours
  test('arrives at the other end once and ends the waiting at once', async () => {
    expect((await work.reply(claire, 'Oui, jusqu’à midi.')).delivery).toEqual({ state: 'sent' })
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui, jusqu’à midi.'])
    expect((await work.conversation(claire)).attention).toEqual({ kind: 'none' })

    await work.get('checkNow', {})
    expect(await states()).toEqual(['sent'])
  })

  test('asked for twice under one id is sent once', async () => {
    const id = crypto.randomUUID()
    await work.reply(claire, 'Oui.', id)
    await work.reply(claire, 'Oui.', id)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  test('is no draft any more once it is asked to be sent', async () => {
    await work.get('saveDraft', { conversationId: claire, text: 'Oui, jusqu’à midi.' })
    expect((await work.conversation(claire)).draft).toBe('Oui, jusqu’à midi.')
    await work.reply(claire, 'Oui, jusqu’à midi.')
    expect((await work.conversation(claire)).draft).toBe('')
  })

  test('leaves a draft alone that was written meanwhile in another window', async () => {
    await work.get('saveDraft', { conversationId: claire, text: 'two' })
    await work.reply(claire, 'one')
    expect((await work.conversation(claire)).draft).toBe('two')
  })

  test('several leave in the order in which they were written', async () => {
    for (const text of ['un', 'deux', 'trois']) {
      await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text })
    }
    await vi.waitFor(() => expect(work.textsAtThePlatform(claire)).toHaveLength(4), 10_000)
    expect(work.textsAtThePlatform(claire).slice(1)).toEqual(['un', 'deux', 'trois'])
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent', 'sent']), 10_000)
  })

  // platform: window.24-hours, window.lower-bound, error.10.2018278
  test('outside the window is refused with the reason, and the text is still there', async () => {
    work.practice.shop.clock.advance(25 * hour)
    const message = await work.reply(claire, 'Oui.')
    expect(message).toMatchObject({ text: 'Oui.', delivery: { state: 'refused', code: 'window-closed' } })
    expect(work.textsAtThePlatform(claire)).toHaveLength(1)
    // The platform was asked: the desk's own clock refuses nothing.
    expect(work.practice.shop.state().requests.send).toBe(1)

    if (message.delivery.state !== 'refused') throw new Error('not refused')
    await work.get('settleDelivery', { conversationId: claire, deliveryId: message.delivery.deliveryId, as: 'dismissed' })
    expect(await states()).toEqual([])
  })

  // platform: window.lower-bound
  test('leaves after 24 hours when something else has opened the window, such as a reaction', async () => {
    work.practice.shop.clock.advance(25 * hour)
    work.practice.shop.react({ message: work.newestAtThePlatform(claire), from: 'customer', emoji: '❤️' })
    expect((await work.reply(claire, 'Oui.')).delivery).toEqual({ state: 'sent' })
  })

  test('to a conversation that is not there is refused', async () => {
    const answer = await work.ask('sendReply', { conversationId: 't_none', deliveryId: crypto.randomUUID(), text: 'Oui.' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'conversation-unknown' } })
  })
})

describe('a reply that was not delivered', () => {
  async function waitingRows() {
    const { items, counts } = await work.get('listConversations', { page: null, view: 'waiting', offset: 0, limit: 50 })
    return { rows: items.map(({ customerName, undelivered }) => [customerName, undelivered]), count: counts.waiting }
  }

  test('keeps its conversation among the waiting, although the Page had the last word, until the owner has decided', async () => {
    await work.reply(claire, 'Oui.')
    expect(await waitingRows()).toEqual({ rows: [], count: 0 })
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'error', code: 10, subcode: 2018108 }])
    const { delivery } = await work.reply(claire, 'Votre gâteau coûte 40 euros.')
    if (delivery.state !== 'refused') throw new Error(delivery.state)
    expect(await waitingRows()).toEqual({ rows: [['Claire Fontaine', 'refused']], count: 1 })
    expect(work.shop().waiting).toBe(1)
    await work.get('settleDelivery', { conversationId: claire, deliveryId: delivery.deliveryId, as: 'dismissed' })
    expect(await waitingRows()).toEqual({ rows: [], count: 0 })
  })

  test('is told as unsure when nobody knows whether it arrived, and no more when the conversation is done', async () => {
    await work.reply(claire, 'Oui.')
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    await work.reply(claire, 'Votre gâteau coûte 40 euros.')
    expect(await waitingRows()).toEqual({ rows: [['Claire Fontaine', 'unknown']], count: 1 })
    await work.get('act', { conversationId: claire, actId: crypto.randomUUID(), act: { kind: 'done' } })
    expect(await waitingRows()).toEqual({ rows: [], count: 0 })
  })
})

describe('a reply whose outcome nobody knows', () => {
  // platform: send.not-idempotent, send.error-although-sent, answer.dropped
  test.each(['lost-answer', 'error-although-sent'] as const)('that had arrived is found by reading the conversation again, and never sent twice: %s', async (kind) => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  // platform: send.not-idempotent, answer.dropped
  test('that had not arrived stays unknown until the owner sends it again', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    const message = await work.reply(claire, 'Oui.')
    if (message.delivery.state !== 'unknown') throw new Error(message.delivery.state)
    const { deliveryId } = message.delivery
    work.practice.shop.clock.advance(10 * 60_000)
    await work.get('checkNow', {})
    expect(await states()).toEqual(['unknown'])
    expect(work.textsAtThePlatform(claire)).toHaveLength(1)

    await work.get('settleDelivery', { conversationId: claire, deliveryId, as: 'send-again' })
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  test('is closed by the owner’s word that it arrived', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    const message = await work.reply(claire, 'Oui.')
    if (message.delivery.state !== 'unknown') throw new Error(message.delivery.state)
    const { deliveryId } = message.delivery
    await work.get('settleDelivery', { conversationId: claire, deliveryId, as: 'arrived' })
    expect(await states()).toEqual(['sent'])
    expect((await work.conversation(claire)).attention).toEqual({ kind: 'none' })
    expect(await work.ask('settleDelivery', { conversationId: claire, deliveryId, as: 'send-again' })).toMatchObject({
      error: { code: 'delivery-not-open' },
    })
  })

  // platform: answer.server-error
  test('stays unknown after a server’s error, and what was written after it waits for it', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'status', status: 500 }])
    expect((await work.reply(claire, 'Oui.')).delivery.state).toBe('unknown')
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'À demain.' })
    await work.get('checkNow', {})
    expect(await states()).toEqual(['unknown', 'queued'])
    expect(await waiting()).toEqual([{ kind: 'message-above' }])
  })

  test('that a look finds lets what was written after it leave', async () => {
    work.practice.shop.setFaults([
      { route: 'send', times: 1, kind: 'lost-answer' },
      { route: 'messages', times: 20, kind: 'status', status: 500 },
    ])
    expect((await work.reply(claire, 'Oui.')).delivery.state).toBe('unknown')
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'À demain.' })
    for (const failed of [18, 16, 14]) {
      await vi.waitFor(() => expect(work.practice.shop.state().faults).toMatchObject([{ times: failed }]), 10_000)
      work.practice.shop.clock.advance(failed === 18 ? 10_000 : 50_000)
    }
    work.practice.shop.clock.advance(10 * minute)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.', 'À demain.'])
  })

  test('does not take an older message of the same words for its own', async () => {
    await work.reply(claire, 'Oui.')
    work.practice.shop.clock.advance(60_000)
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'unknown']), 10_000)
    await work.get('checkNow', {})
    expect(await states()).toEqual(['sent', 'unknown'])
  })

  test('that was seen at the platform while it was still on its way is settled, not sent again', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'delay', delayMs: 4_000 }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(async () => expect(await states()).toEqual(['sending']), 10_000)
    work.customerWrites('page', 'Oui.', claire)
    await work.get('checkNow', {})
    work.practice.shop.setToken({ state: 'expired', failure: { code: 1, subcode: 1357046 } })
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'unknown']), 10_000)
    work.practice.shop.setToken({ state: 'valid', failure: null })
    work.practice.shop.clock.advance(10_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
  })

  test('asked for twice to be sent again is sent again once', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'drop' }])
    const message = await work.reply(claire, 'Oui.')
    if (message.delivery.state !== 'unknown') throw new Error(message.delivery.state)
    const again = { conversationId: claire, deliveryId: message.delivery.deliveryId, as: 'send-again' as const }
    expect(await work.ask('settleDelivery', again)).toMatchObject({ ok: true })
    expect(await work.ask('settleDelivery', again)).toMatchObject({ error: { code: 'delivery-not-open' } })
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  test('left in the middle is settled at the next start', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'delay', delayMs: 3_000 }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(() => expect(work.practice.shop.state().requests.send).toBe(1), 10_000)
    await work.restart()
    expect(await states()).toEqual(['unknown'])
    await vi.waitFor(() => expect(work.textsAtThePlatform(claire)).toHaveLength(2), 10_000)
    work.practice.shop.clock.advance(10_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })
})

describe('a reply on its way while the desk ends', () => {
  async function replyOnItsWay(delayMs: number) {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'delay', delayMs }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(() => expect(work.practice.shop.state().requests.send).toBe(1), 10_000)
  }

  test('is known to be sent at the next start, and what was written after it leaves only then', async () => {
    await replyOnItsWay(200)
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'À demain.' })
    await work.crash()
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
    work.breakConnection(true)
    await work.open()
    expect(await states()).toEqual(['sent', 'queued'])
    await work.crash()
    work.breakConnection(false)
    await work.restart()
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.', 'À demain.'])
  })

  test('and that is refused then is refused at the next start, with the reason', async () => {
    work.practice.shop.clock.advance(25 * hour)
    await replyOnItsWay(200)
    await work.restart()
    const { messages } = await work.conversation(claire)
    expect(messages.at(-1)).toMatchObject({ text: 'Oui.', delivery: { state: 'refused', code: 'window-closed' } })
  })
})

describe('a reply that cannot leave now', () => {
  test('whose outcome the full disk could not take keeps it in mind until there is room', async () => {
    vi.mocked(showAsMessage).mockImplementationOnce(() => {
      throw new Error('database or disk is full')
    })
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(() => expect(showAsMessage).toHaveBeenCalled(), 10_000)
    expect(await states()).toEqual(['sending'])
    work.practice.shop.clock.advance(15_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  // platform: error.613
  test('waits through a throttle and then leaves', async () => {
    work.practice.shop.setFaults([{ route: 'send', times: 1, kind: 'error', code: 613, subcode: null }])
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(() => expect(work.practice.shop.state().requests.send).toBe(1), 10_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['queued']), 10_000)
    expect(work.textsAtThePlatform(claire)).toHaveLength(1)
    expect(await waiting()).toEqual([{ kind: 'pause', until: expect.closeTo(work.practice.shop.clock.now() + 5 * minute, -4) }])
    work.practice.shop.clock.advance(5 * 60_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?', 'Oui.'])
  })

  // platform: error.190.463
  test('waits for a new token when the token has died', async () => {
    work.practice.shop.setToken({ state: 'expired', failure: { code: 190, subcode: 463 } })
    await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text: 'Oui.' })
    await vi.waitFor(() => expect(work.practice.shop.state().requests.send).toBe(1), 10_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['queued']), 10_000)
    expect(await waiting()).toEqual([{ kind: 'token' }])
    work.practice.shop.setToken({ state: 'valid', failure: null })
    await work.restart()
    await vi.waitFor(async () => expect(await states()).toEqual(['sent']), 10_000)
  })

  // platform: answer.dropped
  test('waits for a connection, with those behind it, when there is none', async () => {
    work.breakConnection(true)
    for (const text of ['Oui.', 'À demain.']) await work.get('sendReply', { conversationId: claire, deliveryId: crypto.randomUUID(), text })
    await vi.waitFor(async () => expect(await waiting()).toEqual([{ kind: 'connection' }, { kind: 'message-above' }]), 10_000)
    work.breakConnection(false)
    work.practice.shop.clock.advance(15_000)
    await vi.waitFor(async () => expect(await states()).toEqual(['sent', 'sent']), 10_000)
  })

  test('is the owner’s again until it leaves, before what has been written since', async () => {
    work.practice.shop.setToken({ state: 'expired', failure: { code: 190, subcode: 463 } })
    const deliveryId = crypto.randomUUID()
    await work.get('sendReply', { conversationId: claire, deliveryId, text: 'Oui.' })
    await vi.waitFor(async () => expect(await waiting()).toEqual([{ kind: 'token' }]), 10_000)
    await work.get('saveDraft', { conversationId: claire, text: 'À demain.' })
    const takeBack = { conversationId: claire, deliveryId, as: 'take-back' as const }
    await work.get('settleDelivery', takeBack)
    expect(await states()).toEqual([])
    expect((await work.conversation(claire)).draft).toBe('Oui.\nÀ demain.')
    expect(await work.ask('settleDelivery', takeBack)).toMatchObject({ error: { code: 'delivery-not-open' } })
    work.practice.shop.setToken({ state: 'valid', failure: null })
    await work.restart()
    expect(work.textsAtThePlatform(claire)).toEqual(['Avez-vous du pain ?'])
  })
})
