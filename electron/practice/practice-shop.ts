import { randomBytes } from 'node:crypto'
import { faultSchema, takeFault, type Fault, type FaultInput, type Route } from './faults'
import type { GraphError } from './graph-error'
import { inOrder, newConversation, newShop, randomDigits } from './new-shop'
import { createPageAccount, type PageAccount } from './page-account'
import { createPracticeClock, monotonicMilliseconds, type PracticeClock } from './practice-clock'
import type {
  ArrivedSend,
  PracticeAttachment,
  PracticeConversation,
  PracticeMessage,
  PracticeSnapshot,
  PracticeToken,
} from './practice-state'
import { createCallQuota, dailyLimit, type CallQuota } from './quota'
import type { ScenarioName } from './scenarios/all-scenarios'
import type { ActionInput, SendInput } from './send-request'
import { decideAction, decideSend, type SendingCircumstances } from './sending-rules'
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

export type SendOutcome = { ok: true; message: PracticeMessage } | { ok: false; error: GraphError }

/** A Page on a simulated Messenger Platform: its customers, its token, its clock and what goes wrong on request. */
export type PracticeShop = {
  readonly clock: PracticeClock
  readonly pageId: string
  readonly pageName: string
  readonly pageCategory: string
  /** The Page token that is valid now, or was before it died. */
  readonly token: string
  tokenFailure(): PracticeToken['failure']
  readonly account: PageAccount
  readonly quota: CallQuota
  /** How many customers have ever written. */
  engagedPeople(): number
  /** Conversations that have a message, the one with the newest first. */
  conversations(): readonly PracticeConversation[]
  findConversation(id: string): PracticeConversation | null
  findMessage(id: string): { conversation: PracticeConversation; message: PracticeMessage } | null
  findAttachment(id: string): PracticeAttachment | null
  state(): ShopDescription
  say(input: SayInput): SayOutcome
  /** A reply through the Send API, with the platform's rules. */
  send(reply: SendInput): SendOutcome
  /** A sender action through the Send API; the error when the platform refuses it. */
  act(input: ActionInput): GraphError | null
  /** Replaces all faults. */
  setFaults(faults: readonly FaultInput[]): void
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
  /** The clock of another shop, to share it. */
  clock?: PracticeClock
  monotonicNow?: () => number
}): PracticeShop {
  // A copy, so that the shop and a caller's snapshot never share an object.
  const kept = JSON.parse(JSON.stringify(options.snapshot ?? newShop(options.scenario, options.startAt))) as PracticeSnapshot
  const { page, conversations, sends } = kept
  let { token, faults, planned, nextSequence } = kept
  const requestCounts = new Map<Route, number>()
  const listeners = new Set<() => void>()
  const monotonicNow = options.monotonicNow ?? monotonicMilliseconds
  const clock = options.clock ?? createPracticeClock({ startAt: kept.now, speed: kept.speed, now: monotonicNow })
  const account = createPageAccount(kept.account, tellChange)
  const quota = createCallQuota(page.id, () => clock.now(), monotonicNow)
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

  function engagedPeople(): number {
    return visibleConversations().filter(({ messages }) => messages.some(({ from }) => from === 'customer')).length
  }

  function circumstancesWith(recipientId: string): SendingCircumstances {
    const conversation = visibleConversations().find((candidate) => candidate.customer.id === recipientId) ?? null
    const customer = account.customer(conversation?.id ?? '')
    return { conversation, customer, page: account.conditions(), now: clock.now() }
  }

  function send(reply: SendInput): SendOutcome {
    const { recipientId, text, attachments = [], messagingType = 'RESPONSE', tag = null } = reply
    const circumstances = circumstancesWith(recipientId)
    const verdict = decideSend(reply, circumstances)
    const record = (outcome: ArrivedSend['outcome']) => {
      sends.push({ at: circumstances.now, recipientId, text, attachments: [...attachments], messagingType, tag, outcome })
      tellChange()
    }
    if (!verdict.ok) {
      record({ kind: 'refused', code: verdict.error.code, subcode: verdict.error.subcode })
      return verdict
    }
    const pictures = attachments.map(({ name }) => name)
    const message = addMessage(verdict.conversation, { from: 'page', at: circumstances.now, text, pictures })
    planReaction(verdict.conversation, message)
    record({ kind: 'accepted', messageId: message.id })
    return { ok: true, message }
  }

  function act(input: ActionInput): GraphError | null {
    const circumstances = circumstancesWith(input.recipientId)
    const verdict = decideAction(input, circumstances)
    if (!verdict.ok) return verdict.error
    account.recordAction({ ...input, at: circumstances.now })
    return null
  }

  function snapshot(): PracticeSnapshot {
    deliverDue()
    const whole: PracticeSnapshot = { ...kept, now: clock.now(), speed: clock.speed, token, account: account.kept(), faults, planned, nextSequence }
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
    account,
    quota,
    engagedPeople,
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
    state: () => describeShop(snapshot(), requestCounts, { calls: quota.used(), limit: dailyLimit(engagedPeople()) }),
    say,
    send,
    act,
    setFaults(next) {
      faults = next.map((fault) => faultSchema.parse(fault))
      tellChange()
    },
    takeRequest(route) {
      requestCounts.set(route, (requestCounts.get(route) ?? 0) + 1)
      const { fault, left } = takeFault(faults, route, clock.now())
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

function lastSequence(conversation: PracticeConversation): number {
  return conversation.messages.at(-1)?.sequence ?? 0
}
