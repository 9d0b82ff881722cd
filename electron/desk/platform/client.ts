import type { z } from 'zod'
import { failure, success, type Problem, type Result } from '../../../shared/problems'
import type { Clock, Http, HttpOutcome, Log } from '../ports'
import { readPlatformError } from './errors'
import {
  conversationPageSchema,
  errorSchema,
  messagePageSchema,
  selfSchema,
  sentSchema,
  type PlatformConversation,
  type PlatformMessage,
} from './schemas'

/** The version of the Graph API that the desk speaks. v25.0 is available until 2028-07-29 (Graph API changelog, 2026-07). */
export const graphVersion = 'v25.0'

/** How many messages of a conversation the list call carries. */
export const listedMessageCount = 5

/** The newest messages whose details Meta gives: 20 (Conversations API guide, 2026-02-11). */
const readableMessageCount = 20

const readTimeoutMs = 20_000
const sendTimeoutMs = 30_000
const throttlePauseMs = 5 * 60_000
const offlinePauseMs = 15_000

const messageFields =
  'id,created_time,from,message,sticker,attachments{id,mime_type,name,size,image_data,video_data,file_url},shares{link,name,type}'

export type ReceivedMessage = PlatformMessage & { raw: string }
export type ReceivedConversation = Omit<PlatformConversation, 'messages'> & { messages: { data: ReceivedMessage[] } }

/** What became of a send. `unknown`: it may have arrived; `not-now`: it has not, and may be tried again after the pause. */
export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'not-now'; problem: Problem; pauseMs: number }
  | { kind: 'unknown' }

/** The calls that the desk makes to the platform. */
export type PlatformClient = {
  readSelf(): Promise<Result<{ id: string; name: string }>>
  /** The newest conversations with their last messages, in one call; `after` is a cursor of an earlier answer. */
  listConversations(pageId: string, limit: number, after?: string): Promise<Result<{ conversations: ReceivedConversation[]; after: string | null }>>
  /** The newest messages of one conversation, newest first. */
  listMessages(conversationId: string): Promise<Result<ReceivedMessage[]>>
  sendText(pageId: string, recipientId: string, text: string): Promise<SendOutcome>
}

/**
 * Makes a client for one Page. Reads go one after the other; sends have a lane of their own.
 * The token goes into the `Authorization` header and nowhere else.
 */
export function createPlatformClient(options: {
  http: Http
  clock: Pick<Clock, 'learnPlatformTime'>
  log: Log
  platformUrl: string
  /** Null when there is none: every call is then refused as with a dead token. */
  readToken: () => Promise<string | null>
}): PlatformClient {
  const { http, clock, log, platformUrl, readToken } = options
  let lastRead: Promise<unknown> = Promise.resolve()

  async function call(method: 'GET' | 'POST', path: string, query: Record<string, string>, body?: object): Promise<HttpOutcome | { kind: 'no-token' }> {
    const token = await readToken()
    if (token === null) return { kind: 'no-token' }
    const url = new URL(`/${graphVersion}/${path}`, platformUrl)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const outcome = await http.send({
      method,
      url: url.href,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      timeoutMs: body ? sendTimeoutMs : readTimeoutMs,
    })
    if (outcome.kind === 'answer') {
      const date = Date.parse(outcome.headers['date'] ?? '')
      if (Number.isFinite(date)) clock.learnPlatformTime(date, outcome.sentAt, outcome.receivedAt)
    }
    return outcome
  }

  async function read<Schema extends z.ZodType>(path: string, query: Record<string, string>, schema: Schema): Promise<Result<z.output<Schema>>> {
    const turn = lastRead.then(() => call('GET', path, query))
    lastRead = turn.catch(() => undefined)
    const outcome = await turn
    if (outcome.kind === 'no-token') return failure('token-refused')
    if (outcome.kind !== 'answer') return failure('unreachable')
    const answer = parseJson(outcome.body)
    const parsed = outcome.status < 400 ? schema.safeParse(answer) : null
    if (parsed?.success) return success(parsed.data)
    const error = errorSchema.safeParse(answer)
    log('warning', 'read-failed', { status: outcome.status, ...(error.success ? error.data.error : {}) })
    if (!error.success) return failure('platform-trouble')
    const { problem } = readPlatformError(error.data.error.code, error.data.error.error_subcode)
    return failure(problem)
  }

  return {
    readSelf: () => read('me', { fields: 'id,name' }, selfSchema),

    async listConversations(pageId, limit, after) {
      const fields = `id,updated_time,message_count,link,participants,messages.limit(${listedMessageCount}){${messageFields}}`
      const page = await read(
        `${pageId}/conversations`,
        { platform: 'messenger', limit: String(limit), fields, ...(after ? { after } : {}) },
        conversationPageSchema,
      )
      if (!page.ok) return page
      const { data, paging } = page.value
      return success({ conversations: data, after: paging.next ? (paging.cursors?.after ?? null) : null })
    },

    async listMessages(conversationId) {
      const query = { limit: String(readableMessageCount), fields: messageFields }
      const page = await read(`${conversationId}/messages`, query, messagePageSchema)
      return page.ok ? success(page.value.data) : page
    },

    async sendText(pageId, recipientId, text) {
      const body = { recipient: { id: recipientId }, messaging_type: 'RESPONSE', message: { text } }
      const outcome = await call('POST', `${pageId}/messages`, {}, body)
      if (outcome.kind === 'unsent') return { kind: 'not-now', problem: { code: 'unreachable' }, pauseMs: offlinePauseMs }
      if (outcome.kind === 'no-token') return { kind: 'not-now', problem: { code: 'token-refused' }, pauseMs: throttlePauseMs }
      if (outcome.kind === 'lost') return { kind: 'unknown' }
      const answer = parseJson(outcome.body)
      const sent = sentSchema.safeParse(answer)
      if (outcome.status < 400 && sent.success) return { kind: 'sent', messageId: sent.data.message_id }
      const error = errorSchema.safeParse(answer)
      log('warning', 'send-failed', { status: outcome.status, ...(error.success ? error.data.error : {}) })
      if (!error.success || outcome.status >= 500) return { kind: 'unknown' }
      const { meaning, problem } = readPlatformError(error.data.error.code, error.data.error.error_subcode)
      if (meaning === 'ambiguous') return { kind: 'unknown' }
      if (meaning === 'throttled' || problem === 'token-refused') {
        return { kind: 'not-now', problem: { code: problem }, pauseMs: throttlePauseMs }
      }
      return { kind: 'refused', problem: { code: problem } }
    },
  }
}

/**
 * Asks which Page a token is for, and whether it may read that Page's conversations: a user's token or one without the
 * permission is told apart here, before anything is kept.
 */
export async function identifyPage(client: PlatformClient): Promise<Result<{ id: string; name: string }>> {
  const self = await client.readSelf()
  if (!self.ok) return self
  const probe = await client.listConversations(self.value.id, 1)
  if (probe.ok) return self
  return probe.error.code === 'message-refused' ? failure('token-not-for-a-page') : probe
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
