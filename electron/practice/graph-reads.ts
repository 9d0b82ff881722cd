import { GraphRefusal, invalidParameter, unknownObject, unknownPath } from './graph-error'
import { applyFields, parseFields, type FieldRequest, type JsonObject } from './graph-fields'
import { conversationNode, conversationsAnswer, messageNode, messagesAnswer, pageNode, type GraphContext } from './graph-nodes'
import { readPageRequest } from './graph-paging'
import type { GraphRequest } from './graph-requests'

/** Answers a GET of a node or of one of its edges. Throws a GraphRefusal for what the platform refuses. */
export function answerGet(context: GraphContext, request: GraphRequest): JsonObject {
  const { shop } = context
  const { id, edge, method } = request
  if (method !== 'GET') throw new GraphRefusal(unknownObject(method, id))
  const fields = parseFields(request.query.get('fields') ?? '')
  if (id === shop.pageId) {
    if (edge === '') return applyFields(pageNode(context), fields)
    if (edge === 'conversations') return answerConversations(context, request, fields)
    throw new GraphRefusal(unknownPath(edge))
  }
  const conversation = shop.findConversation(id)
  if (conversation) {
    if (edge === '') return applyFields(conversationNode(context, conversation), fields)
    if (edge === 'messages') {
      const parameters = ['limit', 'after', 'before', 'source'].flatMap((name) => {
        const value = request.query.get(name)
        return value === null ? [] : [{ name, value }]
      })
      return messagesAnswer(context, conversation, { name: edge, parameters, fields })
    }
    throw new GraphRefusal(unknownPath(edge))
  }
  const found = shop.findMessage(id)
  if (!found) throw new GraphRefusal(unknownObject(method, id))
  if (edge !== '') throw new GraphRefusal(unknownPath(edge))
  return applyFields(messageNode(context, found.conversation, found.message), fields)
}

/** The parameters of the edge are those of the Graph API spec (Page.json), 2026-03-26; it knows no `since` and no `until`. */
function answerConversations(context: GraphContext, { query }: GraphRequest, fields: FieldRequest[] | null): JsonObject {
  const platform = (query.get('platform') ?? 'messenger').toLowerCase()
  if (platform !== 'messenger' && platform !== 'instagram') {
    throw new GraphRefusal(invalidParameter('Param platform must be one of {INSTAGRAM, MESSENGER}'))
  }
  const userId = query.get('user_id')
  const conversations = context.shop
    .conversations()
    .filter((conversation) => platform === 'messenger' && (userId === null || conversation.customer.id === userId))
  const repeated = ['fields', 'platform', 'user_id'].flatMap((name): [string, string][] => {
    const value = query.get(name)
    return value === null ? [] : [[name, value]]
  })
  return conversationsAnswer(context, conversations, {
    ...readPageRequest((name) => query.get(name)),
    fields,
    query: Object.fromEntries(repeated),
  })
}
