import { setTimeout as delay } from 'node:timers/promises'
import type { ConversationKey, Page } from '../../../shared/model'
import { failure, success, type Result } from '../../../shared/problems'
import { inBackground } from '../background'
import { endDraft, putBeforeDraft } from '../inbox/drafts'
import type { PlatformClient, SendOutcome } from '../platform/client'
import type { Clock, Log } from '../ports'
import type { Store } from '../storage/database'
import {
  deliveriesIn,
  insertDelivery,
  moveDelivery,
  nextDeliveries,
  ownMessageId,
  readDelivery,
  releaseDeliveries,
  showAsMessage,
  type DeliveryRow,
  type DeliveryState,
} from './deliveries'

/** How long after an unknown outcome the conversation is read again to look for the message, in milliseconds. */
const rereadAfterMs = [0, 10_000, 60_000]

/** How long a conversation rests when the store could not be written, such as on a full disk, in milliseconds. */
const pauseAfterBreakMs = 15_000

/** How long the end waits for what comes of the replies on their way, in real milliseconds: most answers take far less. */
const outcomePatienceMs = 1_500

/** The owner's word on a delivery, and the states in which it can be said. */
type Settlement = 'arrived' | 'dismissed' | 'send-again' | 'take-back'
const settledFrom: Record<Settlement, readonly DeliveryState[]> = {
  arrived: ['unknown'],
  dismissed: ['refused'],
  'send-again': ['unknown', 'refused'],
  'take-back': ['queued'],
}

/** Durable sending: each step is on the disk before the next begins, and nothing whose outcome is unknown is sent again by itself. */
export type Outbox = {
  /** Settles what an earlier run left in the middle. Nothing leaves before `clockIsRight`, after which the platform's time is known. */
  start(clockIsRight: Promise<unknown>): void
  sendReply(key: ConversationKey, deliveryId: string, text: string): Result<Record<string, never>>
  settle(key: ConversationKey, deliveryId: string, as: Settlement): Result<Record<string, never>>
  /** Sends what may leave now. */
  deliver(): void
  /**
   * Lets nothing leave any more. Resolves once what came of the replies on their way is kept, or soon in any case: what comes later is not
   * kept, so that the store may be closed.
   */
  stop(): Promise<void>
}

/** Makes the outbox of one Page. `reread` reads a conversation's newest messages, `announce` hears which conversations changed. */
export function createOutbox(options: {
  page: Page
  store: Store
  client: PlatformClient
  clock: Clock
  log: Log
  reread: (key: ConversationKey) => Promise<boolean>
  /** After each reply that the platform has taken. */
  sent: () => void
  announce: (conversationIds: string[]) => void
}): Outbox {
  const { page, store, client, clock, log, reread, sent, announce } = options
  const closing = new AbortController()
  const sending = new Set<string>()
  const onTheirWay = new Set<Promise<void>>()
  const timers = new Set<() => void>()
  let cancelWake = () => {}
  let mayLeave = false
  let mayKeep = true

  function keyOf(conversationId: string): ConversationKey {
    return { pageId: page.pageId, platform: page.platform, conversationId }
  }

  function later(at: number, callback: () => void): void {
    if (closing.signal.aborted) return
    const cancel = clock.setTimer(at, () => {
      timers.delete(cancel)
      callback()
    })
    timers.add(cancel)
  }

  function deliver(): void {
    if (closing.signal.aborted || !mayLeave) return
    cancelWake()
    try {
      sendReady()
    } catch (error) {
      log('error', 'deliver-broke', { reason: String(error) })
      cancelWake = clock.setTimer(clock.now() + pauseAfterBreakMs, deliver)
    }
  }

  function sendReady(): void {
    const now = clock.now()
    const ready = nextDeliveries(store, page).filter((delivery) => !sending.has(delivery.conversation_id))
    const held = ready.filter((delivery) => delivery.not_before > now)
    if (held.length > 0) cancelWake = clock.setTimer(Math.min(...held.map((delivery) => delivery.not_before)), deliver)
    for (const delivery of ready) {
      if (delivery.not_before > now) continue
      sending.add(delivery.conversation_id)
      const onItsWay = send(delivery).catch((error: unknown) => {
        log('error', 'send-broke', { reason: String(error) })
        later(clock.now() + pauseAfterBreakMs, () => goOn(delivery))
      })
      onTheirWay.add(onItsWay)
      void onItsWay.then(() => onTheirWay.delete(onItsWay))
    }
  }

  function goOn(delivery: DeliveryRow): void {
    sending.delete(delivery.conversation_id)
    deliver()
  }

  async function send(delivery: DeliveryRow): Promise<void> {
    const key = keyOf(delivery.conversation_id)
    const customer = store.get<{ customer_id: string | null }>(
      `SELECT customer_id FROM conversations
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
      key,
    )
    const requestedAt = clock.now()
    const isMine = store.write((writer) => moveDelivery(writer, delivery.delivery_id, 'sending', requestedAt, { requestedAt }))
    if (!isMine) return goOn(delivery)
    const outcome = await leave(key, delivery, customer?.customer_id ?? null).catch((error: unknown): SendOutcome => {
      log('error', 'send-broke', { reason: String(error) })
      return { kind: 'unknown' }
    })
    if (mayKeep) finish(key, delivery, outcome)
  }

  async function leave({ conversationId }: ConversationKey, { text }: DeliveryRow, customerId: string | null): Promise<SendOutcome> {
    announce([conversationId])
    if (customerId === null) return { kind: 'refused', problem: { code: 'customer-unavailable' } }
    return client.sendText(page.pageId, customerId, text, closing.signal)
  }

  /** Keeps what came of a send, again and again while the store cannot be written; until then nothing more leaves to that customer. */
  function finish(key: ConversationKey, delivery: DeliveryRow, outcome: SendOutcome): void {
    try {
      record(key, delivery, outcome)
    } catch (error) {
      log('error', 'outcome-not-kept', { reason: String(error) })
      return later(clock.now() + pauseAfterBreakMs, () => finish(key, delivery, outcome))
    }
    if (closing.signal.aborted) return
    inBackground(log, 'outcome-not-told', () => {
      announce([key.conversationId])
      if (outcome.kind === 'sent') sent()
    })
    if (outcome.kind === 'unknown') settleUnknown(key, delivery.delivery_id)
    goOn(delivery)
  }

  function record(key: ConversationKey, delivery: DeliveryRow, outcome: SendOutcome): void {
    const id = delivery.delivery_id
    const now = clock.now()
    store.write((writer) => {
      switch (outcome.kind) {
        case 'sent':
          moveDelivery(writer, id, 'sent', now, { messageId: outcome.messageId })
          showAsMessage(writer, key, outcome.messageId, delivery.text, now)
          return
        case 'refused':
          moveDelivery(writer, id, 'refused', now, { problem: outcome.problem.code })
          return
        case 'not-now':
          moveDelivery(writer, id, 'queued', now, { notBefore: now + outcome.pauseMs, problem: outcome.problem.code })
          return
        case 'unknown':
          moveDelivery(writer, id, 'unknown', now)
      }
    })
    log(outcome.kind === 'sent' ? 'info' : 'warning', `delivery-${outcome.kind}`)
  }

  /** Looks for the message at the platform: at once, then twice more. Taking it in settles the delivery. */
  function settleUnknown(key: ConversationKey, deliveryId: string): void {
    const startedAt = clock.now()
    for (const afterMs of rereadAfterMs) {
      later(startedAt + afterMs, () => {
        if (readDelivery(store, deliveryId)?.state !== 'unknown') return
        reread(key).then(deliver, (error: unknown) => log('error', 'reread-broke', { reason: String(error) }))
      })
    }
  }

  return {
    start(clockIsRight) {
      store.write((writer) => releaseDeliveries(writer, page, clock.now()))
      for (const delivery of deliveriesIn(store, page, 'sending')) {
        store.write((writer) => moveDelivery(writer, delivery.delivery_id, 'unknown', clock.now()))
      }
      for (const delivery of deliveriesIn(store, page, 'unknown')) {
        settleUnknown(keyOf(delivery.conversation_id), delivery.delivery_id)
      }
      inBackground(log, 'outbox-not-started', async () => {
        await clockIsRight
        mayLeave = true
        deliver()
      })
    },

    sendReply(key, deliveryId, text) {
      const known = store.get(
        `SELECT 1 FROM conversations
         WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
        key,
      )
      if (!known) return failure('conversation-unknown')
      store.write((writer) => {
        insertDelivery(writer, key, deliveryId, text, clock.now())
        // What was a draft is a delivery now; a crash leaves one of them, never both.
        endDraft(writer, key, text)
      })
      announce([key.conversationId])
      deliver()
      return success({})
    },

    settle(key, deliveryId, as) {
      const now = clock.now()
      const settled = store.write((writer) => {
        const delivery = readDelivery(writer, deliveryId)
        if (!delivery || delivery.conversation_id !== key.conversationId) return false
        if (!settledFrom[as].includes(delivery.state)) return false
        switch (as) {
          case 'send-again':
            return moveDelivery(writer, deliveryId, 'queued', now, { notBefore: now })
          case 'dismissed':
            return moveDelivery(writer, deliveryId, 'dismissed', now)
          case 'take-back':
            putBeforeDraft(writer, key, delivery.text, now)
            return moveDelivery(writer, deliveryId, 'dismissed', now)
          case 'arrived':
            showAsMessage(writer, key, ownMessageId(deliveryId), delivery.text, delivery.requested_at ?? now)
            return moveDelivery(writer, deliveryId, 'sent', now)
        }
      })
      if (!settled) return failure('delivery-not-open')
      announce([key.conversationId])
      deliver()
      return success({})
    },

    deliver,

    async stop() {
      closing.abort()
      cancelWake()
      for (const cancel of timers) cancel()
      await Promise.race([Promise.all(onTheirWay), delay(outcomePatienceMs, undefined, { ref: false })])
      mayKeep = false
    },
  }
}
