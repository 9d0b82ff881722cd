import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDeskClock } from '../../electron/desk/clock'
import {
  claimArrivedDelivery,
  deliveriesIn,
  insertDelivery,
  moveDelivery,
  nextDeliveries,
  openDeliveries,
  ownMessageId,
  showAsMessage,
} from '../../electron/desk/outbox/deliveries'
import { readWaiting } from '../../electron/desk/inbox/queue'
import { createOutbox } from '../../electron/desk/outbox/outbox'
import { keepConnected } from '../../electron/desk/pages'
import type { PlatformClient, SendOutcome } from '../../electron/desk/platform/client'
import { openStore, type SqlParameters, type Store, type Writer } from '../../electron/desk/storage/database'
import { newStoreKey } from '../../electron/desk/storage/key-check'
import { monday } from './desk-at-work'

const page = { pageId: '104100', platform: 'messenger' as const }
const claire = { ...page, conversationId: 't_1' }
const marie = { ...page, conversationId: 't_2' }
let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-deliveries-'))
  const opened = openStore(join(folder, 'comptoir.db'), newStoreKey(), () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  keepConnected(store, { ...page, name: 'Boulangerie du Port' }, monday)
  store.write((writer) => {
    for (const key of [claire, marie]) {
      writer.run(
        `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, platform_updated_at, last_message_at)
         VALUES ($pageId, $platform, $conversationId, '444', 'Claire Fontaine', 0, 0)`,
        key,
      )
    }
  })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** How the store goes about each statement of some work. */
function plansOf(work: (writer: Writer) => void): string[] {
  const plans: string[] = []
  store.write((writer) => {
    const explain = (sql: string, parameters?: SqlParameters) => {
      const steps = writer.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters)
      plans.push(...steps.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH) (deliveries|messages)/.test(detail)))
    }
    work({
      all: (sql, parameters) => (explain(sql, parameters), writer.all(sql, parameters)),
      get: (sql, parameters) => (explain(sql, parameters), writer.get(sql, parameters)),
      run: (sql, parameters) => (explain(sql, parameters), writer.run(sql, parameters)),
    })
  })
  return plans
}

describe('however many replies the Page has sent,', () => {
  test('a conversation is opened by its own open ones alone', () => {
    expect(plansOf((writer) => openDeliveries(writer, claire, monday))).toEqual([
      'SEARCH deliveries USING INDEX deliveries_open (page_id=? AND platform=? AND conversation_id=?)',
    ])
  })

  test('what leaves next is found among the open ones alone', () => {
    const ofThePage = 'SEARCH deliveries USING INDEX deliveries_open (page_id=? AND platform=?)'
    expect(plansOf((writer) => nextDeliveries(writer, page))).toEqual([ofThePage])
    expect(plansOf((writer) => deliveriesIn(writer, page, 'sending'))).toEqual([ofThePage])
  })

  test('the queue finds what was not delivered among the open ones alone', () => {
    const plans = plansOf((writer) => readWaiting(writer, page, { now: monday, replyTargetMinutes: 15 }))
    expect(plans).toHaveLength(2)
    for (const plan of plans) expect(plan).toContain('SEARCH deliveries USING INDEX deliveries_open')
  })

  test('a message that comes in finds the reply that it was, and takes the place of what stood for it', () => {
    store.write((writer) => {
      insertDelivery(writer, claire, 'd_1', 'Oui.', monday)
      moveDelivery(writer, 'd_1', 'sending', monday, { requestedAt: monday })
      moveDelivery(writer, 'd_1', 'unknown', monday)
      showAsMessage(writer, claire, ownMessageId('d_1'), 'Oui.', monday)
      moveDelivery(writer, 'd_1', 'sent', monday)
    })
    const arrived = { id: 'm_1', sender: 'page' as const, sentAt: monday, text: 'Oui.', attachments: [], reactions: [], replyTo: null, raw: '{}' }
    expect(plansOf((writer) => claimArrivedDelivery(writer, claire, arrived))).toEqual([
      'SEARCH deliveries USING COVERING INDEX deliveries_by_message (message_id=? AND page_id=? AND platform=?)',
      'SEARCH deliveries USING INDEX deliveries_of_conversation (page_id=? AND platform=? AND conversation_id=?)',
      'SEARCH deliveries USING INDEX sqlite_autoindex_deliveries_1 (delivery_id=?)',
      'SEARCH messages USING INDEX sqlite_autoindex_messages_1 (page_id=? AND platform=? AND message_id=?)',
    ])
    expect(store.get('SELECT 1 FROM messages')).toBeUndefined()
  })
})

test('replies leave in the order in which they were written, one after the other in each conversation', () => {
  store.write((writer) => {
    for (const [id, key] of [['d_1', marie], ['d_2', claire], ['d_3', claire], ['d_4', marie]] as const) insertDelivery(writer, key, id, 'Oui.', monday)
  })
  const next = () => nextDeliveries(store, page).map(({ delivery_id }) => delivery_id)
  expect(next()).toEqual(['d_1', 'd_2'])
  store.write((writer) => {
    for (const state of ['sending', 'sent'] as const) moveDelivery(writer, 'd_1', state, monday)
  })
  expect(next()).toEqual(['d_2', 'd_4'])
  expect(openDeliveries(store, claire, monday).map(({ delivery_id }) => delivery_id)).toEqual(['d_2', 'd_3'])
})

describe('a reply on its way while the Page’s work ends', () => {
  const inClairesConversation = () => openDeliveries(store, claire, Date.now()).map(({ state, waitsFor }) => ({ state, waitsFor }))

  /** An outbox whose reply to Claire is on its way. */
  async function outboxAtWork(sendText: (signal?: AbortSignal) => Promise<SendOutcome>) {
    const outbox = createOutbox({
      page: { ...page, name: 'Boulangerie du Port', colour: 0 },
      store,
      client: { sendText: (_pageId, _recipientId, _text, signal) => sendText(signal) } as PlatformClient,
      clock: createDeskClock(() => {}),
      log: () => {},
      reread: () => Promise.resolve(true),
      sent: () => {},
      announce: () => {},
    })
    outbox.start(Promise.resolve())
    outbox.sendReply(claire, 'd_1', 'Oui.')
    await vi.waitFor(() => expect(inClairesConversation()).toEqual([{ state: 'sending', waitsFor: null }]), 10_000)
    return outbox
  }

  test('that has not left waits for the next start, and nobody has to wonder whether it arrived', async () => {
    const outbox = await outboxAtWork(
      (signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve({ kind: 'not-now', problem: { code: 'unreachable' }, pauseMs: 15_000 }))
        }),
    )
    await outbox.stop()
    expect(inClairesConversation()).toEqual([{ state: 'queued', waitsFor: { kind: 'connection' } }])
  })

  test('holds the end up for a moment only, and touches the store no more after it', async () => {
    const answers: ((outcome: SendOutcome) => void)[] = []
    const outbox = await outboxAtWork(() => new Promise((resolve) => void answers.push(resolve)))
    await outbox.stop()
    answers.forEach((answer) => answer({ kind: 'sent', messageId: 'm_1' }))
    await nextTurn()
    expect(inClairesConversation()).toEqual([{ state: 'sending', waitsFor: null }])
  })
})
