import { randomBytes } from 'node:crypto'
import type { AttachmentContent } from './attachment-content'
import type { GeneratedShop } from './generated/generated-shop'
import { newConversation, randomDigits } from './new-shop'
import type { Author, PracticeAttachment, PracticeConversation, PracticeMessage } from './practice-state'

export type FoundMessage = { conversation: PracticeConversation; message: PracticeMessage }

export type NewMessage = {
  from: Author
  /** UTC milliseconds; cut to the whole second. */
  at: number
  text: string
  attachments: readonly AttachmentContent[]
  replyTo: string | null
  isUnsupported: boolean
}

/** The conversations of a practice shop, in order and found by any id without a search. */
export type ConversationBook = {
  /** Conversations that have a message, the one with the newest first. */
  newestFirst(): readonly PracticeConversation[]
  find(id: string): PracticeConversation | null
  /** The same, and also one whose first message has not arrived yet. */
  findPlanned(id: string): PracticeConversation | null
  findByCustomer(customerId: string): PracticeConversation | null
  /** How many customers have ever written. */
  engagedPeople(): number
  findMessage(id: string): FoundMessage | null
  findAttachment(id: string): PracticeAttachment | null
  /** Whether there was such a message and its author took it back. */
  wasUnsent(messageId: string): boolean
  /** A conversation with a new person, without messages. */
  open(customerName: string): PracticeConversation
  add(conversation: PracticeConversation, message: NewMessage): PracticeMessage
  /** Replaces the author's reaction to a message; null takes it back. */
  react(found: FoundMessage, reaction: { from: Author; emoji: string | null; at: number }): void
  edit(found: FoundMessage, text: string): void
  /** Removes a message, as if it had never been; the conversation may be left without any. */
  unsend(found: FoundMessage): void
  /** What a snapshot has to keep of all this. */
  kept(): { conversations: PracticeConversation[]; unsent: string[]; nextSequence: number }
}

/** Makes a book that owns the conversations it is given; those of a generated shop are added once something happens to them. */
export function createConversationBook(start: ReturnType<ConversationBook['kept']>, generated: GeneratedShop | null = null): ConversationBook {
  const { conversations } = start
  let nextSequence = Math.max(start.nextSequence, generated?.nextSequence ?? 0)
  const untouched = new Set<PracticeConversation>()
  const wrote = new Set<PracticeConversation>()
  const unsent = new Set(start.unsent)
  const byId = new Map<string, PracticeConversation>()
  const byCustomer = new Map<string, PracticeConversation>()
  const messages = new Map<string, FoundMessage>()
  const attachments = new Map<string, PracticeAttachment>()
  const order: PracticeConversation[] = []

  for (const conversation of conversations) {
    know(conversation)
    for (const message of conversation.messages) knowMessage({ conversation, message })
    if (conversation.messageCount > 0) order.push(conversation)
    if (conversation.messages.some((message) => message.from === 'customer')) wrote.add(conversation)
  }
  for (const conversation of generated?.conversations() ?? []) {
    if (byId.has(conversation.id)) continue
    know(conversation)
    untouched.add(conversation)
    wrote.add(conversation)
    order.push(conversation)
  }
  order.sort((left, right) => right.newestSequence - left.newestSequence)

  function know(conversation: PracticeConversation): void {
    byId.set(conversation.id, conversation)
    byCustomer.set(conversation.customer.id, conversation)
  }

  function knowMessage(found: FoundMessage): void {
    messages.set(found.message.id, found)
    for (const attachment of found.message.attachments) attachments.set(attachment.id, attachment)
  }

  /** Keeps a generated conversation from now on, with the messages that it has. */
  function touch(conversation: PracticeConversation): void {
    if (!untouched.delete(conversation)) return
    Object.defineProperty(conversation, 'messages', { value: conversation.messages, enumerable: true, writable: true })
    conversations.push(conversation)
  }

  /** The message itself: one of a generated conversation may have been made anew since it was found. */
  function touched({ conversation, message }: FoundMessage): PracticeMessage {
    touch(conversation)
    return conversation.messages.find((candidate) => candidate.id === message.id) ?? message
  }

  function findMessage(id: string): FoundMessage | null {
    const known = messages.get(id)
    const conversation = known ? undefined : byId.get(generated?.conversationOf(id) ?? '')
    const message = conversation?.messages.find((candidate) => candidate.id === id)
    return conversation && message ? { conversation, message } : (known ?? null)
  }

  function findAttachment(id: string): PracticeAttachment | null {
    const known = attachments.get(id)
    const conversation = known ? undefined : byId.get(generated?.conversationOf(id) ?? '')
    const found = conversation?.messages.flatMap((message) => message.attachments).find((attachment) => attachment.id === id)
    return found ?? known ?? null
  }

  /** Where a conversation with this newest message stands, or would stand. */
  function placeOf(newestSequence: number): number {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((order[middle]?.newestSequence ?? 0) > newestSequence) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Counts the conversation's messages again, and moves it to its place. */
  function refresh(conversation: PracticeConversation): void {
    if (conversation.messageCount > 0) order.splice(placeOf(conversation.newestSequence), 1)
    conversation.messageCount = conversation.messages.length
    conversation.newestSequence = conversation.messages.at(-1)?.sequence ?? 0
    if (conversation.messageCount > 0) order.splice(placeOf(conversation.newestSequence), 0, conversation)
  }

  const seen = (conversation: PracticeConversation | undefined) => (conversation && conversation.messageCount > 0 ? conversation : null)

  return {
    newestFirst: () => order,
    find: (id) => seen(byId.get(id)),
    findPlanned: (id) => byId.get(id) ?? null,
    findByCustomer: (customerId) => seen(byCustomer.get(customerId)),
    engagedPeople: () => wrote.size,
    findMessage,
    findAttachment,
    wasUnsent: (messageId) => unsent.has(messageId),
    open(customerName) {
      const conversation = newConversation(customerName)
      conversations.push(conversation)
      know(conversation)
      return conversation
    },
    add(conversation, { from, at, text, attachments: contents, replyTo, isUnsupported }) {
      const message: PracticeMessage = {
        id: `m_${randomBytes(24).toString('base64url')}`,
        from,
        createdAt: Math.floor(at / 1_000) * 1_000,
        sequence: nextSequence,
        text,
        attachments: contents.map((content) => ({ id: randomDigits(16), content })),
        replyTo,
        reactions: [],
        isUnsupported,
      }
      nextSequence += 1
      touch(conversation)
      if (from === 'customer') wrote.add(conversation)
      conversation.messages.push(message)
      knowMessage({ conversation, message })
      refresh(conversation)
      return message
    },
    react(found, { from, emoji, at }) {
      const message = touched(found)
      message.reactions = message.reactions.filter((reaction) => reaction.from !== from)
      if (emoji !== null) message.reactions.push({ from, emoji, at })
    },
    edit(found, text) {
      touched(found).text = text
    },
    unsend(found) {
      const { conversation } = found
      const message = touched(found)
      messages.delete(message.id)
      for (const attachment of message.attachments) attachments.delete(attachment.id)
      unsent.add(message.id)
      if (message.from === 'customer' && isUnread(conversation, message)) conversation.unreadCount -= 1
      conversation.messages.splice(conversation.messages.indexOf(message), 1)
      refresh(conversation)
    },
    kept: () => ({ conversations, unsent: [...unsent], nextSequence }),
  }
}

function isUnread(conversation: PracticeConversation, message: PracticeMessage): boolean {
  const fromCustomer = conversation.messages.filter((candidate) => candidate.from === 'customer')
  return fromCustomer.slice(fromCustomer.length - conversation.unreadCount).includes(message)
}

/** The last time at which the customer wrote or reacted, in UTC milliseconds; null before that. Both open the messaging window. */
export function lastCustomerAct(conversation: PracticeConversation): number | null {
  const times = conversation.messages.flatMap((message) => [
    ...(message.from === 'customer' ? [message.createdAt] : []),
    ...message.reactions.filter((reaction) => reaction.from === 'customer').map((reaction) => reaction.at),
  ])
  return times.length > 0 ? times.reduce((latest, time) => Math.max(latest, time)) : null
}
