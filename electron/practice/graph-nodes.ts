import { attachmentShape, oldSticker, shareShape } from './graph-attachments'
import { GraphRefusal, invalidParameter } from './graph-error'
import { applyFields, formatFields, parameterOf, pick, type FieldRequest, type GraphNode, type Json, type JsonObject } from './graph-fields'
import { pageOf, readPageRequest, type PageRequest } from './graph-paging'
import { formatPlatformTime } from './platform-time'
import type { PracticeConversation, PracticeMessage } from './practice-state'
import type { PracticeShop } from './practice-shop'

/** What nodes need of the request that asks for them. */
export type GraphContext = {
  shop: PracticeShop
  /** Where an attachment can be loaded for some hours. */
  attachmentAddress: (attachmentId: string) => string
  /** An address of the Graph with the token in it, as Meta's `paging.next` has. */
  link: (path: string, query: Record<string, string>) => string
}

/** Of a conversation only the newest 20 messages can be read (Conversations API guide, 2026-02-11). */
const detailedMessages = 20

export function hasDetails({ messages }: PracticeConversation, message: PracticeMessage): boolean {
  return messages.slice(-detailedMessages).includes(message)
}

/** A conversation. Its fields: Graph API spec (UnifiedThread.json), 2026-03-26, and recorded payloads. */
export function conversationNode(context: GraphContext, conversation: PracticeConversation): GraphNode {
  const { shop } = context
  const { id, customer, messageCount, unreadCount } = conversation
  const last = conversation.messages.at(-1)
  const participants = { data: [person(customer), person({ id: shop.pageId, name: shop.pageName })] }
  return {
    type: 'UnifiedThread',
    values: {
      id,
      link: `/${shop.pageName.replace(/\s+/g, '-')}-${shop.pageId}/inbox/${conversation.linkNumber}/`,
      updated_time: formatPlatformTime(last?.createdAt ?? 0),
      snippet: last ? snippetOf(last, last.from === 'page' ? shop.pageName : customer.name) : '',
      unread_count: unreadCount > 0 ? unreadCount : undefined,
      message_count: messageCount,
      can_reply: true,
      is_subscribed: true,
      is_owner: undefined,
      scoped_thread_key: id,
      participants,
      senders: participants,
      former_participants: { data: [] },
      folder: undefined,
      linked_group: undefined,
      name: undefined,
      wallpaper: undefined,
    },
    edges: {
      messages: (request) => messagesAnswer(context, conversation, request),
    },
    defaults: ['id', 'updated_time', 'link'],
  }
}

/** A message. Without fields only `id` and `created_time` come back (Conversations API guide, 2026-02-11). */
export function messageNode({ shop, attachmentAddress }: GraphContext, conversation: PracticeConversation, message: PracticeMessage): GraphNode {
  const page = person({ id: shop.pageId, name: shop.pageName })
  const customer = person(conversation.customer)
  const [from, to] = message.from === 'page' ? [page, customer] : [customer, page]
  const attachments = message.attachments.map((attachment) => attachmentShape(attachmentAddress, message, attachment)).filter((shape) => shape !== null)
  const shares = message.attachments.map((attachment) => shareShape(attachmentAddress, attachment)).filter((share) => share !== null)
  return {
    type: 'Message',
    values: {
      id: message.id,
      created_time: formatPlatformTime(message.createdAt),
      from,
      to: { data: [to] },
      message: message.text,
      attachments: attachments.length > 0 ? { data: attachments } : undefined,
      // Meta gives nothing of a share but what is asked for by name (Graph reference, message shares).
      shares: undefined,
      tags: { data: [{ name: 'inbox' }, ...(message.from === 'page' ? [{ name: 'sent' }] : []), { name: 'source:chat' }] },
      sticker: oldSticker(attachmentAddress, message),
      reactions: reactionsOf(shop, conversation, message),
      reply_to: replyOf(conversation, message),
      is_unsupported: message.isUnsupported || undefined,
      story: undefined,
    },
    edges: shares.length > 0 ? { shares: ({ fields }) => sharesAnswer(shares, fields) } : {},
    defaults: ['id', 'created_time'],
  }
}

function sharesAnswer(shares: JsonObject[], fields: FieldRequest[] | null): JsonObject {
  const asked = fields ?? [{ name: 'id', parameters: [], fields: null }]
  return { data: shares.map((share) => pick(share, asked)) }
}

/** Each reaction with those who gave it; the platform tells no times. */
function reactionsOf(shop: PracticeShop, { customer }: PracticeConversation, { reactions }: PracticeMessage): Json | undefined {
  if (reactions.length === 0) return undefined
  const userOf = (author: 'customer' | 'page') =>
    author === 'page' ? { id: shop.pageId, username: shop.pageName } : { id: customer.id, username: customer.name }
  const emojis = [...new Set(reactions.map((reaction) => reaction.emoji))]
  return {
    data: emojis.map((emoji) => ({
      reaction: emoji,
      users: reactions.filter((reaction) => reaction.emoji === emoji).map((reaction) => userOf(reaction.from)),
    })),
  }
}

/** To which message this one replies (changelog, 2025-10-06). The other message may have been taken back since. */
function replyOf({ messages }: PracticeConversation, { from, replyTo }: PracticeMessage): Json | undefined {
  if (replyTo === null) return undefined
  return { mid: replyTo, is_self_reply: messages.find((message) => message.id === replyTo)?.from === from }
}

/** The list of conversations, newest first. `query` repeats what the client asked, for the links to the other parts. */
export function conversationsAnswer(
  context: GraphContext,
  conversations: readonly PracticeConversation[],
  request: PageRequest & { fields: FieldRequest[] | null; query: Record<string, string> },
): JsonObject {
  return pageOf(conversations, request, {
    sequence: (conversation) => conversation.newestSequence,
    render: (conversation) => applyFields(conversationNode(context, conversation), request.fields),
    link: (cursor) => context.link(`${context.shop.pageId}/conversations`, { ...request.query, limit: String(request.limit), ...cursor }),
  })
}

/** The messages of a conversation, newest first, as an edge of its own or nested in the conversation's fields. */
export function messagesAnswer(context: GraphContext, conversation: PracticeConversation, request: FieldRequest): JsonObject {
  const part = readPageRequest((name) => parameterOf(request, name))
  const source = parameterOf(request, 'source') ?? 'ALL'
  // PARTICIPANTS drops administrative texts, and there are none here.
  if (source !== 'ALL' && source !== 'PARTICIPANTS') {
    throw new GraphRefusal(invalidParameter('Param source must be one of {ALL, PARTICIPANTS}', 'Le paramètre source vaut ALL ou PARTICIPANTS'))
  }
  const fields: Record<string, string> = request.fields ? { fields: formatFields(request.fields) } : {}
  return pageOf([...conversation.messages].reverse(), part, {
    sequence: (message) => message.sequence,
    // Of an older message there is no more than its id and time, whatever is asked.
    render: (message) => applyFields(messageNode(context, conversation, message), hasDetails(conversation, message) ? request.fields : null),
    link: (cursor) => context.link(`${conversation.id}/messages`, { ...fields, limit: String(part.limit), ...cursor }),
  })
}

function person({ id, name }: { id: string; name: string }): JsonObject {
  return { name, email: `${id}@facebook.com`, id }
}

/** The sentence of a message without a text names its first attachment. */
function snippetOf(message: PracticeMessage, author: string): string {
  const type = message.attachments[0]?.content.type
  if (message.text !== '') return message.text
  const sent: Record<string, string> = { image: 'a photo', gif: 'a GIF', video: 'a video', audio: 'a voice message', sticker: 'a sticker' }
  return type ? `${author} sent ${sent[type] ?? 'an attachment'}.` : ''
}
