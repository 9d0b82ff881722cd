import { GraphRefusal, invalidParameter } from './graph-error'
import { applyFields, formatFields, parameterOf, type FieldRequest, type GraphNode, type Json, type JsonObject } from './graph-fields'
import { pageOf, readPageRequest, type PageRequest } from './graph-paging'
import { pictureSize } from './drawn-picture'
import { formatPlatformTime } from './platform-time'
import type { PracticeAttachment, PracticeConversation, PracticeMessage } from './practice-state'
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
  const { id, customer, messages, unreadCount } = conversation
  const last = messages.at(-1)
  const participants = { data: [person(customer), person({ id: shop.pageId, name: shop.pageName })] }
  return {
    type: 'UnifiedThread',
    values: {
      id,
      link: `/${shop.pageName.replace(/\s+/g, '-')}-${shop.pageId}/inbox/${conversation.linkNumber}/`,
      updated_time: formatPlatformTime(last?.createdAt ?? 0),
      snippet: last ? snippetOf(last, last.from === 'page' ? shop.pageName : customer.name) : '',
      unread_count: unreadCount > 0 ? unreadCount : undefined,
      message_count: messages.length,
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
  const attachments = message.attachments.map((attachment) => attachmentShape(attachmentAddress(attachment.id), attachment))
  return {
    type: 'Message',
    values: {
      id: message.id,
      created_time: formatPlatformTime(message.createdAt),
      from,
      to: { data: [to] },
      message: message.text,
      attachments: attachments.length > 0 ? { data: attachments } : undefined,
      tags: { data: [{ name: 'inbox' }, ...(message.from === 'page' ? [{ name: 'sent' }] : []), { name: 'source:chat' }] },
      sticker: undefined,
      shares: undefined,
      reactions: undefined,
      reply_to: undefined,
      is_unsupported: undefined,
      story: undefined,
    },
    edges: {},
    defaults: ['id', 'created_time'],
  }
}

/** The list of conversations, newest first. `query` repeats what the client asked, for the links to the other parts. */
export function conversationsAnswer(
  context: GraphContext,
  conversations: readonly PracticeConversation[],
  request: PageRequest & { fields: FieldRequest[] | null; query: Record<string, string> },
): JsonObject {
  return pageOf(conversations, request, {
    sequence: (conversation) => conversation.messages.at(-1)?.sequence ?? 0,
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
    throw new GraphRefusal(invalidParameter('Param source must be one of {ALL, PARTICIPANTS}'))
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

function snippetOf(message: PracticeMessage, author: string): string {
  return message.text === '' ? `${author} sent a photo.` : message.text
}

/** A picture in the shape of recorded payloads (restfb fixtures, 2026-05): the size is null. */
function attachmentShape(url: string, attachment: PracticeAttachment): Json {
  const { width, height } = pictureSize
  return {
    id: attachment.id,
    mime_type: 'image/png',
    name: attachment.name,
    size: null,
    image_data: {
      width,
      height,
      max_width: width,
      max_height: height,
      url,
      preview_url: url,
      image_type: 1,
      render_as_sticker: false,
    },
  }
}
