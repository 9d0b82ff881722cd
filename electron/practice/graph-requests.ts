import type { Route } from './faults'
import type { LoopbackRequest } from './loopback-server'
import type { PracticeShop } from './practice-shop'

/** A request to the Graph, with its address and token understood and nothing checked. */
export type GraphRequest = {
  route: Route
  method: string
  /** As `v25.0`; null when the address has none. */
  version: string | null
  /** The object that the address names, `me` already replaced by the Page's id; empty when it names none. */
  id: string
  /** What stands after the object in the address; empty when nothing does. */
  edge: string
  token: string | null
  query: URLSearchParams
  /** The JSON body; undefined when there is none, when it cannot be read or is too large. */
  body: unknown
}

/** Reads what a request is about. The token may come in the `Authorization` header, the query or the body. */
export function classifyRequest(shop: PracticeShop, request: LoopbackRequest): GraphRequest {
  const { method, path, query } = request
  const versioned = /^v\d+\.\d+$/.test(path[0] ?? '')
  const [object = '', ...rest] = versioned ? path.slice(1) : path
  const body = readJson(request.body)
  return {
    route: routeOf(shop, method, object, rest),
    method,
    version: versioned ? (path[0] ?? null) : null,
    id: object === 'me' ? shop.pageId : object === 'attachments' ? (rest[0] ?? '') : object,
    edge: rest.join('/'),
    token: tokenOf(request, body),
    query,
    body,
  }
}

function routeOf(shop: PracticeShop, method: string, object: string, rest: string[]): Route {
  const edge = rest.join('/')
  if (method === 'POST') return edge === 'messages' ? 'send' : 'other'
  if (method !== 'GET') return 'other'
  if (object === 'attachments' && rest.length === 1) return 'attachment'
  if (edge === 'conversations') return 'list'
  if (edge === 'messages') return 'messages'
  if (edge !== '') return 'other'
  if (object === 'me') return 'me'
  if (object === shop.pageId) return 'page'
  if (shop.findConversation(object)) return 'conversation'
  return shop.findMessage(object) ? 'message' : 'other'
}

function tokenOf({ headers, query }: LoopbackRequest, body: unknown): string | null {
  const header = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')
  if (header) return header[1] ?? null
  const inBody = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : null
  return query.get('access_token') ?? (typeof inBody === 'string' ? inBody : null)
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
