import { createHash } from 'node:crypto'
import type { PracticeConversation, PracticeMessage } from '../practice-state'
import type { GeneratedSize } from '../scenarios/scenario-names'
import { inventAttachment, inventName, inventText, type Language } from './generated-words'
import { digits, oneOf, seededRandom, type SeededRandom } from './seeded-random'

/** Conversations that are made from a seed when they are looked at: the same seed and start make the same shop. */
export type GeneratedShop = {
  conversations(): PracticeConversation[]
  /** The conversation in which a message or an attachment of this id was generated; null when none was. */
  conversationOf(messageOrAttachmentId: string): string | null
  /** Above the sequence of everything generated. */
  nextSequence: number
}

type Place = { conversation: number; message: number }
type Outline = { id: string; language: Language; count: number; newestAt: number; unread: number }

const daySeconds = 86_400
const yearSeconds = 365 * daySeconds
/** Before the oldest message: four years of conversations, none of which lasts longer than some six. */
const originYears = 12
const mostMessages = 5_000
const keptConversations = 200

/** `startAt` in UTC milliseconds: everything was written before it, over some years. */
export function createGeneratedShop(size: GeneratedSize, seed: number, startAt: number): GeneratedShop {
  const start = Math.floor(startAt / 1_000)
  const origin = start - originYears * yearSeconds
  const made = new Map<number, PracticeMessage[]>()

  /** Whole seconds first, then the conversation, so that no two messages have the same. */
  const sequenceOf = (at: number, conversation: number) => (at - origin) * 1_000_000 + conversation * 10

  function outlineOf(index: number): { outline: Outline; random: SeededRandom } {
    const random = seededRandom(seed, index)
    const language = random() < 0.7 ? 'fr' : 'en'
    const count = Math.min(mostMessages, 1 + Math.floor(-Math.log(1 - random()) * (size.messagesEach - 1)))
    const ageSeconds = 60 + Math.floor(random() ** 4 * 4 * yearSeconds)
    const answered = random() < (ageSeconds < 2 * daySeconds ? 0.5 : 0.95)
    const unread = answered && count > 1 ? 0 : Math.min(count, oneOf(random, [1, 1, 1, 2, 3]))
    return { outline: { id: `t_${digits(random, 9)}${padded(index, 7)}`, language, count, newestAt: start - ageSeconds, unread }, random }
  }

  function conversationAt(index: number): PracticeConversation {
    const { outline, random } = outlineOf(index)
    return {
      id: outline.id,
      linkNumber: digits(random, 15),
      customer: { id: `${digits(random, 10)}${padded(index, 7)}`, name: inventName(random, outline.language) },
      get messages() {
        return messagesOf(index)
      },
      messageCount: outline.count,
      newestSequence: sequenceOf(outline.newestAt, index),
      unreadCount: outline.unread,
      turns: [],
    }
  }

  function messagesOf(index: number): PracticeMessage[] {
    const known = made.get(index) ?? makeMessages(index)
    made.delete(index)
    made.set(index, known)
    const [oldest] = made.keys()
    if (made.size > keptConversations && oldest !== undefined) made.delete(oldest)
    return known
  }

  /** Made from the newest back to the oldest, which is the customer's. */
  function makeMessages(index: number): PracticeMessage[] {
    const { outline } = outlineOf(index)
    const random = seededRandom(seed, index, 1)
    const { count, unread, language } = outline
    const longestPause = Math.min(30 * daySeconds, Math.floor((6 * yearSeconds) / count))
    let at = outline.newestAt
    const messages = Array.from({ length: count }, (_, back): PracticeMessage => {
      const isFromCustomer = back < unread || back === count - 1 || (back !== unread && random() < 0.5)
      const from = isFromCustomer ? 'customer' : 'page'
      const attachments = random() < 0.05 ? [inventAttachment(random)] : []
      const text = attachments.length > 0 && random() < 0.7 ? '' : inventText(random, language, from)
      const message = count - 1 - back
      const createdAt = at
      at -= 20 + Math.floor(random() < 0.7 ? random() * 900 : random() * longestPause)
      return {
        id: messageId({ conversation: index, message }),
        from,
        createdAt: createdAt * 1_000,
        sequence: sequenceOf(createdAt, index),
        text,
        attachments: attachments.map((content) => ({ id: attachmentId({ conversation: index, message }), content })),
        replyTo: null,
        reactions: [],
        isUnsupported: false,
      }
    })
    return messages.reverse()
  }

  function hash({ conversation, message }: Place): Buffer {
    return createHash('sha256').update(`${seed} ${conversation} ${message}`).digest()
  }

  /** Its place is in it, so that it is found without a list, and nothing of that shows. */
  function messageId(place: Place): string {
    const bytes = hash(place).subarray(0, 24)
    bytes.writeUInt32BE((place.conversation ^ bytes.readUInt32BE(8)) >>> 0, 0)
    bytes.writeUInt32BE((place.message ^ bytes.readUInt32BE(12)) >>> 0, 4)
    return `m_${bytes.toString('base64url')}`
  }

  function attachmentId(place: Place): string {
    return `7${padded(place.conversation, 5)}${padded(place.message, 4)}${padded(hash(place).readUInt32BE(0) % 1_000_000, 6)}`
  }

  function placeOf(id: string): Place | null {
    if (/^7\d{15}$/.test(id)) return { conversation: Number(id.slice(1, 6)), message: Number(id.slice(6, 10)) }
    const bytes = id.startsWith('m_') ? Buffer.from(id.slice(2), 'base64url') : Buffer.alloc(0)
    if (bytes.length !== 24) return null
    return {
      conversation: (bytes.readUInt32BE(0) ^ bytes.readUInt32BE(8)) >>> 0,
      message: (bytes.readUInt32BE(4) ^ bytes.readUInt32BE(12)) >>> 0,
    }
  }

  return {
    conversations: () => Array.from({ length: size.conversations }, (_, index) => conversationAt(index)),
    conversationOf(id) {
      const place = placeOf(id)
      if (!place || place.conversation >= size.conversations) return null
      return id === messageId(place) || id === attachmentId(place) ? outlineOf(place.conversation).outline.id : null
    },
    nextSequence: sequenceOf(start + 1, 0),
  }
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
