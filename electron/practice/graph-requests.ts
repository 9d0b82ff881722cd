import type { Route } from './faults'
import type { LoopbackRequest } from './loopback-server'
import { readMultipartForm } from './multipart-form'
import { callerOf, type Caller, type PracticePlatform } from './practice-platform'
import type { PracticeShop } from './practice-shop'
import { readJson } from './read-json'
import type { UploadedFile } from './uploads'

/** A request to the Graph, with its address and token understood and nothing checked. */
export type GraphRequest = {
  route: Route
  method: string
  /** As `v25.0`; null when the address has none. */
  version: string | null
  caller: Caller
  /** The Page that it concerns: the token's, else the object's, else the first. */
  shop: PracticeShop
  /** The object that the address names, `me` already replaced by the caller's id; empty when it names none. */
  id: string
  /** What stands after the object in the address; empty when nothing does. */
  edge: string
  token: string | null
  query: URLSearchParams
  body: GraphBody
}

/** What a POST carries: JSON, whose value is undefined when it cannot be read, maybe with a file; or more than 26 MiB. */
export type GraphBody = { kind: 'read'; json: unknown; file: (UploadedFile & { name: string }) | null } | { kind: 'too-large' }

/** Reads what a request is about. The token may come in the `Authorization` header, the query or the body. */
export function classifyRequest(platform: PracticePlatform, request: LoopbackRequest): GraphRequest {
  const { method, path, query } = request
  const versioned = /^v\d+\.\d+$/.test(path[0] ?? '')
  const [object = '', ...rest] = versioned ? path.slice(1) : path
  const body = readBody(request)
  const token = tokenOf(request, body)
  const caller = callerOf(platform, token)
  const named = object === 'attachments' ? (rest[0] ?? '') : object
  const shop = caller.kind === 'page' ? caller.shop : (platform.shops.find((candidate) => knows(candidate, named)) ?? platform.shops[0])
  return {
    route: routeOf(platform, shop, method, object, rest),
    method,
    version: versioned ? (path[0] ?? null) : null,
    caller,
    shop,
    id: named === 'me' ? (caller.kind === 'person' ? platform.person.id : shop.pageId) : named,
    edge: rest.join('/'),
    token,
    query,
    body,
  }
}

function knows(shop: PracticeShop, id: string): boolean {
  return shop.pageId === id || (shop.findConversation(id) ?? shop.findMessage(id) ?? shop.findAttachment(id)) !== null
}

function routeOf(platform: PracticePlatform, shop: PracticeShop, method: string, object: string, rest: string[]): Route {
  const edge = rest.join('/')
  if (method === 'POST') return edge === 'messages' ? 'send' : edge === 'message_attachments' ? 'upload' : 'other'
  if (method !== 'GET') return 'other'
  if (object === 'attachments' && rest.length === 1) return 'attachment'
  if (edge === 'conversations') return 'list'
  if (edge === 'messages') return 'messages'
  if (edge === 'accounts') return 'accounts'
  if (edge !== '') return 'other'
  if (object === 'debug_token') return 'debug-token'
  if (object === 'me') return 'me'
  if (platform.shops.some((candidate) => candidate.pageId === object)) return 'page'
  if (shop.findConversation(object)) return 'conversation'
  return shop.findMessage(object) ? 'message' : 'other'
}

function tokenOf({ headers, query }: LoopbackRequest, body: GraphBody): string | null {
  const header = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')
  return header?.[1] ?? parameterIn({ query, body }, 'access_token')
}

/** A parameter that may come in the address or in the body; null when neither has it as a text. */
export function parameterIn({ query, body }: Pick<GraphRequest, 'query' | 'body'>, name: string): string | null {
  const json = body.kind === 'read' ? body.json : undefined
  const fields: Record<string, unknown> = typeof json === 'object' ? { ...json } : {}
  const inBody = fields[name]
  return query.get(name) ?? (typeof inBody === 'string' ? inBody : null)
}

function readBody({ headers, body }: LoopbackRequest): GraphBody {
  if (!body) return { kind: 'too-large' }
  const type = headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readForm(body, type)
  return { kind: 'read', json: readJson(body.toString()), file: null }
}

/** A form's fields are JSON where they look like it, and `filedata` is the file (saving assets, 2026-04-22). */
function readForm(body: Buffer, type: string): GraphBody {
  const parts = readMultipartForm(body, type)
  if (!parts) return { kind: 'read', json: undefined, file: null }
  const fields = parts
    .filter((part) => part.fileName === null)
    .map(({ name, bytes }) => {
      const text = bytes.toString()
      return [name, /^\s*[{[]/.test(text) ? readJson(text) : text]
    })
  const file = parts.find((part) => part.name === 'filedata' && part.fileName !== null)
  return {
    kind: 'read',
    json: Object.fromEntries(fields),
    file: file ? { bytes: file.bytes, contentType: file.mimeType, name: file.fileName ?? '' } : null,
  }
}
