import { attachmentContentSchema, type AttachmentInput } from './attachment-content'
import { createConversationBook, type ConversationBook, type FoundMessage, type NewMessage } from './conversation-book'
import { createCustomers } from './customers'
import { faultSchema, takeFault, type Fault, type FaultInput, type Route } from './faults'
import { createGeneratedShop } from './generated/generated-shop'
import type { GraphError } from './graph-error'
import { newShop } from './new-shop'
import { createPageAccount, type PageAccount } from './page-account'
import { createPracticeClock, monotonicMilliseconds, type PracticeClock } from './practice-clock'
import type { ArrivedSend, Author, PracticeConversation, PracticeMessage, PracticePage, PracticeSnapshot, PracticeToken } from './practice-state'
import { createCallQuota, dailyLimit, type CallQuota } from './quota'
import { sizeOf, type ScenarioName } from './scenarios/scenario-names'
import type { ActionInput, SendInput } from './send-request'
import { decideAction, decideSend, type SendingCircumstances } from './sending-rules'
import { describeShop, type ShopDescription } from './shop-description'

export type SayInput = {
  /** A conversation's id; null starts a new conversation with a person named `from`. */
  conversation: string | null
  /** `page`: the Page answers from a phone; else the customer, as `customer`, by name or by id. */
  from: string
  text: string
  attachments: readonly AttachmentInput[]
  /** The message of the same conversation to which this one replies. */
  replyTo?: string | null
  /** A message without words or attachments: one that the platform calls unsupported, or of which it gives nothing. */
  bare?: 'unsupported' | 'nothing' | null
}
export type SayOutcome = { ok: true; conversation: string; message: string } | { ok: false; sentence: string }

/** What became of a change to a message; the sentence says why it was none. */
export type ChangeOutcome = { ok: true } | { ok: false; sentence: string }

export type SendOutcome = { ok: true; message: PracticeMessage } | { ok: false; error: GraphError }

/** A Page on a simulated Messenger Platform: its customers, its token, its clock and what goes wrong on request. */
export type PracticeShop = {
  readonly clock: PracticeClock
  readonly page: PracticePage
  readonly pageId: string
  readonly pageName: string
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
  findMessage: ConversationBook['findMessage']
  findAttachment: ConversationBook['findAttachment']
  /** Whether there was a message with this id and its author took it back. */
  wasUnsent(messageId: string): boolean
  state(): ShopDescription
  say(input: SayInput): SayOutcome
  /** The customer or the Page reacts to a message; without an emoji the reaction is taken back. */
  react(input: { message: string; from: Author; emoji: string | null }): ChangeOutcome
  /** The author of a message changes its text. */
  edit(input: { message: string; text: string }): ChangeOutcome
  /** The author of a message takes it back. */
  unsend(input: { message: string }): ChangeOutcome
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
  /** Hears of every change of what a snapshot holds, except that a call was counted. Gives an unsubscribe. */
  onChange(listener: () => void): () => void
}

/**
 * Makes a practice shop that starts at `startAt` (UTC milliseconds), or goes on from a snapshot at the snapshot's own
 * time. It has no timers: whenever it is read or changed, everything that was due by then has arrived at its own time.
 */
export function createPracticeShop(options: {
  scenario: ScenarioName
  startAt: number
  /** A whole number that makes a generated shop what it is; 1 unless given. */
  seed?: number
  snapshot?: PracticeSnapshot
  /** The clock of another shop, to share it. */
  clock?: PracticeClock
  monotonicNow?: () => number
}): PracticeShop {
  // A copy, so that the shop and a caller's snapshot never share an object.
  const kept = JSON.parse(JSON.stringify(options.snapshot ?? newShop(options.scenario, options.startAt, options.seed ?? 1))) as PracticeSnapshot
  const { page, sends } = kept
  let { token, faults } = kept
  const size = sizeOf(kept.scenario)
  const book = createConversationBook(kept, size && createGeneratedShop(size, kept.seed, kept.startedAt))
  const customers = createCustomers(book, page, kept.planned)
  const requestCounts = new Map<Route, number>()
  const listeners = new Set<() => void>()
  const monotonicNow = options.monotonicNow ?? monotonicMilliseconds
  const clock = options.clock ?? createPracticeClock({ startAt: kept.now, speed: kept.speed, now: monotonicNow })
  const account = createPageAccount(kept.account, tellChange)
  const quota = createCallQuota(page.id, () => clock.now(), monotonicNow, kept.calls)
  clock.onChange(() => {
    deliverDue()
    tellChange()
  })

  function tellChange(): void {
    for (const listener of listeners) listener()
  }

  function deliverDue(): void {
    if (customers.actUntil(clock.now())) tellChange()
  }

  /** The conversations, after everything due has arrived. */
  function upToDate(): ConversationBook {
    deliverDue()
    return book
  }

  function say(input: SayInput): SayOutcome {
    const { conversation: id, from, text, attachments, replyTo = null, bare = null } = input
    if (text === '' && attachments.length === 0 && !bare) return { ok: false, sentence: 'A message needs a text or an attachment.' }
    if (id === null && (from === 'page' || from === 'customer')) {
      return { ok: false, sentence: 'A new conversation needs the name of the customer in "from".' }
    }
    const known = id === null ? null : upToDate().find(id)
    if (id !== null && !known) return { ok: false, sentence: `There is no conversation ${JSON.stringify(id)}.` }
    if (known && !['page', 'customer', known.customer.name, known.customer.id].includes(from)) {
      return { ok: false, sentence: `Only "page" and "customer" write in this conversation, not ${JSON.stringify(from)}.` }
    }
    if (replyTo !== null && (!known || book.findMessage(replyTo)?.conversation !== known)) {
      return { ok: false, sentence: `There is no message ${JSON.stringify(replyTo)} in this conversation.` }
    }
    const conversation = known ?? book.open(from)
    const message = addMessage(conversation, {
      from: from === 'page' ? 'page' : 'customer',
      text,
      attachments: attachments.map((attachment) => attachmentContentSchema.parse(attachment)),
      replyTo,
      isUnsupported: bare === 'unsupported',
    })
    tellChange()
    return { ok: true, conversation: conversation.id, message: message.id }
  }

  /** Adds a message of this moment, and lets the customer take note of it. */
  function addMessage(conversation: PracticeConversation, message: Omit<NewMessage, 'at'>): PracticeMessage {
    const at = clock.now()
    const added = book.add(conversation, { ...message, at })
    customers.noticed(conversation, added, at)
    return added
  }

  function change(messageId: string, act: (found: FoundMessage) => void): ChangeOutcome {
    const found = upToDate().findMessage(messageId)
    if (!found) return { ok: false, sentence: `There is no message ${JSON.stringify(messageId)}.` }
    act(found)
    tellChange()
    return { ok: true }
  }

  function engagedPeople(): number {
    return upToDate().engagedPeople()
  }

  function circumstancesWith(recipientId: string): SendingCircumstances {
    const conversation = upToDate().findByCustomer(recipientId)
    const customer = account.customer(conversation?.id ?? '')
    return { conversation, customer, page: account.conditions(), now: clock.now() }
  }

  function send(reply: SendInput): SendOutcome {
    const { recipientId, text, attachments = [], messagingType = 'RESPONSE', tag = null, replyTo = null } = reply
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
    const contents = attachments.map((attachment) => attachmentContentSchema.parse(attachment))
    const message = addMessage(verdict.conversation, { from: 'page', text, attachments: contents, replyTo, isUnsupported: false })
    record({ kind: 'accepted', messageId: message.id })
    return { ok: true, message }
  }

  function act(input: ActionInput): GraphError | null {
    const circumstances = circumstancesWith(input.recipientId)
    const verdict = decideAction(input, circumstances)
    if (!verdict.ok) return verdict.error
    const reactedTo = input.action === 'react' || input.action === 'unreact' ? book.findMessage(input.messageId ?? '') : null
    if (reactedTo) book.react(reactedTo, { from: 'page', emoji: input.emoji, at: circumstances.now })
    account.recordAction({ ...input, at: circumstances.now })
    return null
  }

  function snapshot(): PracticeSnapshot {
    deliverDue()
    const whole: PracticeSnapshot = {
      ...kept,
      ...book.kept(),
      now: clock.now(),
      speed: clock.speed,
      token,
      account: account.kept(),
      faults,
      planned: customers.planned(),
      calls: quota.kept(),
    }
    return JSON.parse(JSON.stringify(whole)) as PracticeSnapshot
  }

  return {
    clock,
    page,
    pageId: page.id,
    pageName: page.name,
    get token() {
      return token.value
    },
    tokenFailure: () => token.failure,
    account,
    quota,
    engagedPeople,
    conversations: () => upToDate().newestFirst(),
    findConversation: (id) => upToDate().find(id),
    findMessage: (id) => upToDate().findMessage(id),
    findAttachment: (id) => upToDate().findAttachment(id),
    wasUnsent: (messageId) => upToDate().wasUnsent(messageId),
    state: () => describeShop(snapshot(), book.newestFirst(), requestCounts, { calls: quota.used(), limit: dailyLimit(engagedPeople()) }),
    say,
    react: ({ message, from, emoji }) => change(message, (found) => book.react(found, { from, emoji, at: clock.now() })),
    edit: ({ message, text }) => change(message, (found) => book.edit(found, text)),
    unsend: ({ message }) => change(message, (found) => book.unsend(found)),
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
