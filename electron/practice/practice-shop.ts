import { randomBytes } from 'node:crypto'
import { maximumTextLength } from '../../shared/rules/message-text'
import { messagingWindowEnd } from '../../shared/rules/messaging-window'
import { takeFault, type Fault, type Route } from './faults'
import { invalidParameter, unknownRecipient, windowClosed, type GraphError } from './graph-error'
import { inOrder, newConversation, newShop, randomDigits } from './new-shop'
import { createPracticeClock, type PracticeClock } from './practice-clock'
import type {
  ArrivedSend,
  PracticeAttachment,
  PracticeConversation,
  PracticeMessage,
  PracticeSnapshot,
  PracticeToken,
} from './practice-state'
import type { ScenarioName } from './scenarios/all-scenarios'
import { describeShop, type ShopDescription } from './shop-description'

export type SayInput = {
  /** A conversation's id; null starts a new conversation with a person named `from`. */
  conversation: string | null
  /** `page`: the Page answers from a phone; else the customer, as `customer`, by name or by id. */
  from: string
  text: string
  attachments: readonly { type: 'image'; name: string }[]
}
export type SayOutcome = { ok: true; conversation: string; message: string } | { ok: false; sentence: string }

export type SendOutcome = { ok: true; recipientId: string; messageId: string } | { ok: false; error: GraphError }

/** A Page on a simulated Messenger Platform: its customers, its token, its clock and what goes wrong on request. */
export type PracticeShop = {
  readonly clock: PracticeClock
  readonly pageId: string
  readonly pageName: string
  readonly pageCategory: string
  /** The Page token that is valid now, or was before it died. */
  readonly token: string
  tokenFailure(): PracticeToken['failure']
  /** Conversations that have a message, the one with the newest first. */
  conversations(): readonly PracticeConversation[]
  findConversation(id: string): PracticeConversation | null
  findMessage(id: string): { conversation: PracticeConversation; message: PracticeMessage } | null
  findAttachment(id: string): PracticeAttachment | null
  state(): ShopDescription
  say(input: SayInput): SayOutcome
  /** A reply through the Send API, with the platform's rules. */
  send(reply: { recipientId: string; text: string }): SendOutcome
  /** Replaces all faults. */
  setFaults(faults: readonly Fault[]): void
  /** Counts a request, and gives the fault that it shall meet. */
  takeRequest(route: Route): Fault | null
  setToken(change: Partial<PracticeToken>): void
  snapshot(): PracticeSnapshot
  /** Hears of every change of what a snapshot holds. Gives an unsubscribe. */
  onChange(listener: () => void): () => void
}

/**
 * Makes a practice shop that starts at `startAt` (UTC milliseconds), or goes on from a snapshot at the snapshot's own
 * time. It has no timers: whenever it is read or changed, everything that was due by then has arrived at its own time.
 */
export function createPracticeShop(options: {
  scenario: ScenarioName
  startAt: number
  snapshot?: PracticeSnapshot
  monotonicNow?: () => number
}): PracticeShop {
  // A copy, so that the shop and a caller's snapshot never share an object.
  const kept = JSON.parse(JSON.stringify(options.snapshot ?? newShop(options.scenario, options.startAt))) as PracticeSnapshot
  const { page, conversations, sends } = kept
  let { token, faults, planned, nextSequence } = kept
  const requestCounts = new Map<Route, number>()
  const listeners = new Set<() => void>()
  const clock = createPracticeClock({
    startAt: kept.now,
    speed: kept.speed,
    ...(options.monotonicNow ? { now: options.monotonicNow } : {}),
  })
  clock.onChange(() => {
    deliverDue()
    tellChange()
  })

  function tellChange(): void {
    for (const listener of listeners) listener()
  }

  function addMessage(
    conversation: PracticeConversation,
    message: { from: PracticeMessage['from']; at: number; text: string; pictures: readonly string[] },
  ): PracticeMessage {
    const added: PracticeMessage = {
      id: `m_${randomBytes(24).toString('base64url')}`,
      from: message.from,
      createdAt: Math.floor(message.at / 1_000) * 1_000,
      sequence: nextSequence,
      text: message.text,
      attachments: message.pictures.map((name) => ({ id: randomDigits(16), type: 'image', name })),
    }
    nextSequence += 1
    conversation.messages.push(added)
    conversation.unreadCount = message.from === 'page' ? 0 : conversation.unreadCount + 1
    return added
  }

  function planReaction(conversation: PracticeConversation, answer: PracticeMessage): void {
    if (answer.from !== 'page' || !conversation.reaction) return
    const { afterSeconds, text } = conversation.reaction
    conversation.reaction = null
    const dueAt = answer.createdAt + afterSeconds * 1_000
    planned = inOrder([...planned, { dueAt, conversationId: conversation.id, from: 'customer', text, pictures: [] }])
  }

  function deliverDue(): void {
    const now = clock.now()
    let next = planned[0]
    if (!next || next.dueAt > now) return
    while (next && next.dueAt <= now) {
      const { conversationId, from, dueAt, text, pictures } = next
      planned = planned.slice(1)
      const conversation = conversations.find((candidate) => candidate.id === conversationId)
      if (conversation) addMessage(conversation, { from, at: dueAt, text, pictures })
      next = planned[0]
    }
    tellChange()
  }

  function visibleConversations(): PracticeConversation[] {
    deliverDue()
    return conversations
      .filter((conversation) => conversation.messages.length > 0)
      .sort((left, right) => lastSequence(right) - lastSequence(left))
  }

  function findConversation(id: string): PracticeConversation | null {
    return visibleConversations().find((conversation) => conversation.id === id) ?? null
  }

  function say({ conversation: id, from, text, attachments }: SayInput): SayOutcome {
    if (text === '' && attachments.length === 0) return { ok: false, sentence: 'A message needs a text or an attachment.' }
    if (id === null && (from === 'page' || from === 'customer')) {
      return { ok: false, sentence: 'A new conversation needs the name of the customer in "from".' }
    }
    const found = id === null ? startConversation(from) : findConversation(id)
    if (!found) return { ok: false, sentence: `There is no conversation ${JSON.stringify(id)}.` }
    if (!['page', 'customer', found.customer.name, found.customer.id].includes(from)) {
      return { ok: false, sentence: `Only "page" and "customer" write in this conversation, not ${JSON.stringify(from)}.` }
    }
    const pictures = attachments.map((attachment) => attachment.name)
    const author = from === 'page' ? 'page' : 'customer'
    const message = addMessage(found, { from: author, at: clock.now(), text, pictures })
    planReaction(found, message)
    tellChange()
    return { ok: true, conversation: found.id, message: message.id }
  }

  function startConversation(customerName: string): PracticeConversation {
    const conversation = newConversation(customerName, null)
    conversations.push(conversation)
    return conversation
  }

  function send({ recipientId, text }: { recipientId: string; text: string }): SendOutcome {
    const at = clock.now()
    const record = (outcome: ArrivedSend['outcome']) => {
      sends.push({ at, recipientId, text, outcome })
      tellChange()
    }
    const refuse = (error: GraphError): SendOutcome => {
      record({ kind: 'refused', code: error.code, subcode: error.subcode })
      return { ok: false, error }
    }
    const conversation = visibleConversations().find((candidate) => candidate.customer.id === recipientId)
    if (!conversation) return refuse(unknownRecipient())
    const error = sendingError(conversation, text, at)
    if (error) return refuse(error)
    const message = addMessage(conversation, { from: 'page', at, text, pictures: [] })
    planReaction(conversation, message)
    record({ kind: 'accepted', messageId: message.id })
    return { ok: true, recipientId, messageId: message.id }
  }

  function snapshot(): PracticeSnapshot {
    deliverDue()
    const whole: PracticeSnapshot = { ...kept, now: clock.now(), speed: clock.speed, token, faults, planned, nextSequence }
    return JSON.parse(JSON.stringify(whole)) as PracticeSnapshot
  }

  return {
    clock,
    pageId: page.id,
    pageName: page.name,
    pageCategory: page.category,
    get token() {
      return token.value
    },
    tokenFailure: () => token.failure,
    conversations: visibleConversations,
    findConversation,
    findMessage: (id) =>
      visibleConversations()
        .flatMap((conversation) => conversation.messages.map((message) => ({ conversation, message })))
        .find(({ message }) => message.id === id) ?? null,
    findAttachment: (id) =>
      visibleConversations()
        .flatMap((conversation) => conversation.messages.flatMap((message) => message.attachments))
        .find((attachment) => attachment.id === id) ?? null,
    state: () => describeShop(snapshot(), requestCounts),
    say,
    send,
    setFaults(next) {
      faults = [...next]
      tellChange()
    },
    takeRequest(route) {
      requestCounts.set(route, (requestCounts.get(route) ?? 0) + 1)
      const { fault, left } = takeFault(faults, route)
      faults = left
      if (fault) tellChange()
      return fault
    },
    setToken(change) {
      token = { ...token, ...change }
      tellChange()
    },
    snapshot,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Why the platform refuses a reply with this text, or null. The window's rule has its source in `shared/rules`. */
function sendingError(conversation: PracticeConversation, text: string, now: number): GraphError | null {
  if (text.trim() === '') return invalidParameter('param message must be non-empty.')
  if (text.length > maximumTextLength) {
    return invalidParameter(`Length of param message[text] must be less than or equal to ${maximumTextLength}`)
  }
  const lastFromCustomer = conversation.messages.filter((message) => message.from === 'customer').at(-1)
  if (!lastFromCustomer || now >= messagingWindowEnd(lastFromCustomer.createdAt)) return windowClosed()
  return null
}

function lastSequence(conversation: PracticeConversation): number {
  return conversation.messages.at(-1)?.sequence ?? 0
}
