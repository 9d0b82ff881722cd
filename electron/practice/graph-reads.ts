import { graphError, GraphRefusal, invalidParameter, missingPermission, unknownField, unknownObject, unknownPath } from './graph-error'
import { applyFields, parseFields, type FieldRequest, type GraphNode, type JsonObject } from './graph-fields'
import { conversationNode, conversationsAnswer, hasDetails, messageNode, messagesAnswer, type GraphContext } from './graph-nodes'
import { pageOf, readPageRequest } from './graph-paging'
import type { GraphRequest } from './graph-requests'
import { accountNode, pageNode } from './page-node'
import { answerDebugToken } from './page-tokens'
import type { PracticePlatform } from './practice-platform'
import type { PracticeConversation } from './practice-state'

/** Answers a GET of a node or of one of its edges. Throws a GraphRefusal for what the platform refuses. */
export function answerGet(platform: PracticePlatform, context: GraphContext, request: GraphRequest): JsonObject {
  const { id, edge, method, caller, route } = request
  if (method !== 'GET') throw new GraphRefusal(unknownObject(method, id))
  if (route === 'debug-token') return answerDebugToken(platform, request)
  const fields = parseFields(request.query.get('fields') ?? '')
  if (caller.kind === 'person' && id === platform.person.id) return answerPerson(platform, context, request, fields)
  return id === context.shop.pageId ? answerPage(context, request, fields) : answerNode(context, id, edge, request, fields)
}

function answerPerson(platform: PracticePlatform, context: GraphContext, request: GraphRequest, fields: FieldRequest[] | null): JsonObject {
  const { edge, query } = request
  const { id, name } = platform.person
  const person: GraphNode = { type: 'User', values: { id, name }, edges: {}, defaults: ['name', 'id'] }
  if (edge === '') return applyFields(person, fields)
  if (edge !== 'accounts') throw new GraphRefusal(unknownField(edge, person.type))
  const shops = platform.shops.filter((shop) => !shop.account.conditions().missingPermissions.includes('pages_show_list'))
  const part = readPageRequest((name) => query.get(name))
  return pageOf(shops, part, {
    sequence: (shop) => platform.shops.length - platform.shops.indexOf(shop),
    render: (shop) => applyFields(accountNode({ ...context, shop }), fields),
    link: (cursor) => context.link(`${id}/accounts`, { ...repeated(query, ['fields']), limit: String(part.limit), ...cursor }),
  })
}

function answerPage(context: GraphContext, request: GraphRequest, fields: FieldRequest[] | null): JsonObject {
  const node = pageNode(context)
  if (request.edge === 'conversations') return answerConversations(context, request, fields)
  if (request.edge === 'accounts') throw new GraphRefusal(unknownField('accounts', node.type))
  if (request.edge !== '') throw new GraphRefusal(unknownPath(request.edge))
  const more = fields?.some(({ name }) => name !== 'id' && name !== 'name') ?? false
  if (more && context.shop.account.conditions().missingPermissions.includes('pages_read_engagement')) {
    throw new GraphRefusal(missingPermission('pages_read_engagement'))
  }
  return applyFields(node, fields)
}

function answerNode(
  context: GraphContext,
  id: string,
  edge: string,
  request: GraphRequest,
  fields: FieldRequest[] | null,
): JsonObject {
  const { shop } = context
  const conversation = shop.findConversation(id)
  if (conversation && isListed(context, conversation)) {
    if (edge === '') return applyFields(conversationNode(context, conversation), fields)
    if (edge === 'messages') return answerMessages(context, conversation, request, fields)
    throw new GraphRefusal(unknownPath(edge))
  }
  if (shop.wasUnsent(id)) throw new GraphRefusal(graphError(9000001))
  const found = shop.findMessage(id)
  if (!found || !isListed(context, found.conversation)) throw new GraphRefusal(unknownObject(request.method, id))
  if (edge !== '') throw new GraphRefusal(unknownPath(edge))
  if (!hasDetails(found.conversation, found.message)) throw new GraphRefusal(graphError(9000001))
  return applyFields(messageNode(context, found.conversation, found.message), fields)
}

function answerMessages(
  context: GraphContext,
  conversation: PracticeConversation,
  { edge, query }: GraphRequest,
  fields: FieldRequest[] | null,
): JsonObject {
  const parameters = ['limit', 'after', 'before', 'source'].flatMap((name) => {
    const value = query.get(name)
    return value === null ? [] : [{ name, value }]
  })
  return messagesAnswer(context, conversation, { name: edge, parameters, fields })
}

/** An app in development sees its testers alone (error 200/2018028 and the Conversations API guide, 2026-02-11). */
function isListed({ shop }: GraphContext, conversation: PracticeConversation): boolean {
  return !shop.account.conditions().appInDevelopment || shop.account.customer(conversation.id).tester
}

/** The parameters of the edge are those of the Graph API spec (Page.json), 2026-03-26; it knows no `since` and no `until`. */
function answerConversations(context: GraphContext, { query }: GraphRequest, fields: FieldRequest[] | null): JsonObject {
  const platform = (query.get('platform') ?? 'messenger').toLowerCase()
  if (platform !== 'messenger' && platform !== 'instagram') {
    throw new GraphRefusal(invalidParameter('Param platform must be one of {INSTAGRAM, MESSENGER}', 'Le paramètre platform vaut INSTAGRAM ou MESSENGER'))
  }
  const userId = query.get('user_id')
  const conversations = context.shop.conversations().filter((conversation) => {
    return platform === 'messenger' && (userId === null || conversation.customer.id === userId) && isListed(context, conversation)
  })
  return conversationsAnswer(context, conversations, {
    ...readPageRequest((name) => query.get(name)),
    fields,
    query: repeated(query, ['fields', 'platform', 'user_id']),
  })
}

/** Those of a client's parameters that were given, for the links to the other parts of a list. */
function repeated(query: URLSearchParams, names: string[]): Record<string, string> {
  return Object.fromEntries([...query].filter(([name]) => names.includes(name)))
}
