import type { Fault, Route } from './faults'
import type { PageConditions } from './page-conditions'
import { formatPlatformTime } from './platform-time'
import type { Author, PracticeConversation, PracticeSnapshot } from './practice-state'

/** What the control interface tells of a practice shop. Times are the platform's, as `2026-11-20T10:38:15+0000`. */
export type ShopDescription = {
  scenario: string
  /** `now` in UTC milliseconds. */
  clock: { now: number; speed: number }
  page: { id: string; name: string }
  token: { value: string; state: string }
  /** The one with the newest message first; of a large shop the first 500. */
  conversations: {
    id: string
    customer: { id: string; name: string }
    unreadCount: number
    /** Oldest first. */
    messages: { id: string; from: Author; text: string; created_time: string; attachments: { type: string; name?: string }[]; reactions: { from: Author; emoji: string }[]; replyTo: string | null }[]
  }[]
  /** Oldest first; those that the platform refused too. */
  sends: {
    at: string
    recipientId: string
    text: string
    attachments: { type: string; name: string }[]
    messagingType: string
    tag: string | null
    messageId: string | null
    error: { code: number; subcode: number | null } | null
  }[]
  /** Sender actions that were accepted, oldest first. */
  actions: { at: string; recipientId: string; action: string; messageId: string | null; emoji: string | null }[]
  conditions: PageConditions
  /** Calls of the last 24 hours, and how many there may be. */
  quota: { calls: number; limit: number }
  requests: Partial<Record<Route, number>>
  faults: Fault[]
}

const describedConversations = 500

/** Describes a snapshot, its conversations in their order, and the requests that have come in this run. */
export function describeShop(
  shop: PracticeSnapshot,
  conversations: readonly PracticeConversation[],
  requestCounts: ReadonlyMap<Route, number>,
  quota: ShopDescription['quota'],
): ShopDescription {
  return {
    scenario: shop.scenario,
    clock: { now: shop.now, speed: shop.speed },
    page: { id: shop.page.id, name: shop.page.name },
    token: { value: shop.token.value, state: shop.token.state },
    conversations: conversations.slice(0, describedConversations).map(({ id, customer, unreadCount, messages }) => ({
      id,
      customer,
      unreadCount,
      messages: messages.map((message) => ({
        id: message.id,
        from: message.from,
        text: message.text,
        created_time: formatPlatformTime(message.createdAt),
        attachments: message.attachments.map(({ content }) => ({ type: content.type, ...('name' in content ? { name: content.name } : {}) })),
        reactions: message.reactions.map(({ from, emoji }) => ({ from, emoji })),
        replyTo: message.replyTo,
      })),
    })),
    sends: shop.sends.map(({ at, recipientId, text, attachments, messagingType, tag, outcome }) => ({
      at: formatPlatformTime(at),
      recipientId,
      text,
      attachments,
      messagingType,
      tag,
      messageId: outcome.kind === 'accepted' ? outcome.messageId : null,
      error: outcome.kind === 'refused' ? { code: outcome.code, subcode: outcome.subcode } : null,
    })),
    actions: shop.account.actions.map((action) => ({ ...action, at: formatPlatformTime(action.at) })),
    conditions: shop.account.conditions,
    quota,
    requests: Object.fromEntries(requestCounts),
    faults: shop.faults,
  }
}
