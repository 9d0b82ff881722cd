import { maximumTextLength } from '../../shared/rules/message-text'
import { messagingWindowEnd } from '../../shared/rules/messaging-window'
import { attachmentContentSchema, type AttachmentInput } from './attachment-content'
import { createConversationBook, lastCustomerAct, type ConversationBook, type FoundMessage, type NewMessage } from './conversation-book'
import { createCustomers } from './customers'
import { takeFault, type Fault, type Route } from './faults'
import { invalidParameter, unknownRecipient, windowClosed, type GraphError } from './graph-error'
import { newShop } from './new-shop'
import { createPracticeClock, type PracticeClock } from './practice-clock'
import type { ArrivedSend, Author, PracticeConversation, PracticeMessage, PracticePage, PracticeSnapshot, PracticeToken } from './practice-state'
import type { ScenarioName } from './scenarios/scenario-names'
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

export type SendOutcome = { ok: true; recipientId: string; messageId: string } | { ok: false; error: GraphError }

/** A Page on a simulated Messenger Platform: its customers, its token, its clock and what goes wrong on request. */
export type PracticeShop = {
  readonly clock: PracticeClock
  readonly page: PracticePage
  readonly pageId: string
  readonly pageName: string
  /** The Page token that is valid now, or was before it died. */
  readonly token: string
  tokenFailure(): PracticeToken['failure']
  /** Conversations that have a message, the one with the newest first. */
  conversations(): readonly PracticeConversation[]
  findConversation(id: string): PracticeConversation | null
  findConversationWith(customerId: string): PracticeConversation | null
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
  const { page, sends } = kept
  let { token, faults } = kept
  const book = createConversationBook(kept)
  const customers = createCustomers(book, page, kept.planned)
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
    const conversation = upToDate().findByCustomer(recipientId)
    if (!conversation) return refuse(unknownRecipient())
    const error = sendingError(conversation, text, at)
    if (error) return refuse(error)
    const message = addMessage(conversation, { from: 'page', text, attachments: [], replyTo: null, isUnsupported: false })
    record({ kind: 'accepted', messageId: message.id })
    return { ok: true, recipientId, messageId: message.id }
  }

  function snapshot(): PracticeSnapshot {
    deliverDue()
    const whole: PracticeSnapshot = {
      ...kept,
      ...book.kept(),
      now: clock.now(),
      speed: clock.speed,
      token,
      faults,
      planned: customers.planned(),
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
    conversations: () => upToDate().newestFirst(),
    findConversation: (id) => upToDate().find(id),
    findConversationWith: (customerId) => upToDate().findByCustomer(customerId),
    findMessage: (id) => upToDate().findMessage(id),
    findAttachment: (id) => upToDate().findAttachment(id),
    wasUnsent: (messageId) => upToDate().wasUnsent(messageId),
    state: () => describeShop(snapshot(), requestCounts),
    say,
    react: ({ message, from, emoji }) => change(message, (found) => book.react(found, { from, emoji, at: clock.now() })),
    edit: ({ message, text }) => change(message, (found) => book.edit(found, text)),
    unsend: ({ message }) => change(message, (found) => book.unsend(found)),
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
  const lastAct = lastCustomerAct(conversation)
  if (lastAct === null || now >= messagingWindowEnd(lastAct)) return windowClosed()
  return null
}
