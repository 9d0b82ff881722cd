import type { z } from 'zod'
import { failure, success, type Problem, type Result } from '../../../shared/problems'
import { createPlatformCalls, type CallOutcome, type CallProblem, type PlatformCallOptions } from './calls'
import { problemCodeOf } from './errors'
import { accountFields, conversationFields, fieldExtents, messageFields, pageFields, type FieldExtent } from './fields'
import { createSchemas, type ReceivedConversation, type ReceivedMessage } from './schemas'

export { listedMessageCount } from './fields'
export type { ReadableMessage, ReceivedConversation, ReceivedMessage } from './schemas'

/** The newest messages whose details Meta gives: 20 (Conversations API guide, 2026-02-11). */
export const readableMessageCount = 20

const tokenPauseMs = 5 * 60_000
const offlinePauseMs = 15_000
const accountsPerCall = 100
const mostAccountCalls = 5

/** What became of a send. `unknown`: it may have arrived; `not-now`: it has not, and may be tried again after the pause. */
export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'not-now'; problem: Problem; pauseMs: number }
  | { kind: 'unknown' }

/** A Page that a person's token opens, with the token of the Page itself. */
export type Account = {
  id: string
  name: string
  /** A secret. Empty when the person may not have one. */
  accessToken: string
  /** Whether the person has a task with which messages are answered. */
  canMessage: boolean
  pictureUrl: string | null
}

export type PageDescription = {
  name: string
  pictureUrl: string | null
  /** As `mon_1_open: "07:30"`; null when the Page gives none. */
  hours: Record<string, string> | null
  unreadMessageCount: number | null
}

/** The calls that the desk makes to the platform. A signal ends a call early; its outcome is then of no use. */
export type PlatformClient = {
  /** Whom the token is for: a Page, or a person. */
  readSelf(signal?: AbortSignal): Promise<Result<{ id: string; name: string }>>
  /** The Pages that a person's token opens. */
  readAccounts(signal?: AbortSignal): Promise<Result<Account[]>>
  readPage(pageId: string, signal?: AbortSignal): Promise<Result<PageDescription>>
  /** The newest conversations with their last messages, in one call; `after` is a cursor of an earlier answer. */
  listConversations(
    pageId: string,
    limit: number,
    after?: string,
    signal?: AbortSignal,
  ): Promise<Result<{ conversations: ReceivedConversation[]; after: string | null }>>
  /**
   * The messages of one conversation, newest first. Of those older than the newest 20 only the time is known: they are not `readable`.
   * `unreadable` ones are left out.
   */
  listMessages(
    conversationId: string,
    page: { limit: number; after?: string },
    signal?: AbortSignal,
  ): Promise<Result<{ messages: ReceivedMessage[]; unreadable: number; after: string | null }>>
  /** One message, such as for new addresses of what it carries. Fails with `message-gone` when it was deleted or is too old. */
  readMessage(messageId: string, signal?: AbortSignal): Promise<Result<ReceivedMessage>>
  sendText(pageId: string, recipientId: string, text: string, signal?: AbortSignal): Promise<SendOutcome>
  /** Tells the customer that the Page has seen the conversation. */
  markSeen(pageId: string, recipientId: string, signal?: AbortSignal): Promise<Result<Record<string, never>>>
}

/** Makes a client for one Page. */
export function createPlatformClient(options: PlatformCallOptions): PlatformClient {
  const { clock, log } = options
  const calls = createPlatformCalls(options)
  const schemas = createSchemas(options.platformUrl)
  const extentOf = new Map<string, FieldExtent>()

  /** Asks for all fields at first, and for fewer as long as the platform finds the request wrong; what it took is asked next time. */
  async function readFields(
    edge: string,
    path: string[],
    queryFor: (extent: FieldExtent) => Record<string, string>,
    signal?: AbortSignal,
  ): Promise<CallOutcome> {
    const extents = fieldExtents.slice(fieldExtents.indexOf(extentOf.get(edge) ?? 'all'))
    let refused: CallOutcome | null = null
    for (const extent of extents) {
      const outcome = await calls.read(path, queryFor(extent), signal)
      if (outcome.ok && refused) {
        extentOf.set(edge, extent)
        log('warning', 'fields-refused', { edge, extent })
      }
      if (outcome.ok || outcome.problem.kind !== 'bug') return outcome
      refused = outcome
    }
    return refused ?? calls.read(path, queryFor('basic'), signal)
  }

  async function read<Schema extends z.ZodType>(
    edge: string,
    path: string[],
    queryFor: (extent: FieldExtent) => Record<string, string>,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<Result<z.output<Schema>>> {
    return understand(await readFields(edge, path, queryFor, signal), schema)
  }

  function understand<Schema extends z.ZodType>(outcome: CallOutcome, schema: Schema): Result<z.output<Schema>> {
    if (!outcome.ok) return problemOf(outcome, 'read')
    const parsed = schema.safeParse(outcome.value)
    if (parsed.success) return success(parsed.data)
    log('warning', 'answer-not-understood', { issues: parsed.error.issues.length })
    return failure('platform-trouble')
  }

  function noteUnreadable(count: number): void {
    if (count > 0) log('warning', 'entries-not-understood', { count })
  }

  async function readAccountPages(signal?: AbortSignal) {
    const accounts: z.output<typeof schemas.accountPage>['entries'] = []
    let after: string | null = null
    for (let call = 0; call < mostAccountCalls; call += 1) {
      const cursor: Record<string, string> = after === null ? {} : { after }
      const page: Result<z.output<typeof schemas.accountPage>> = await read(
        'accounts',
        ['me', 'accounts'],
        (extent) => ({ fields: accountFields[extent], limit: String(accountsPerCall), ...cursor }),
        schemas.accountPage,
        signal,
      )
      if (!page.ok) return page
      accounts.push(...page.value.entries)
      noteUnreadable(page.value.unreadable)
      after = page.value.after
      if (after === null) break
    }
    return success(accounts)
  }

  return {
    async readSelf(signal) {
      const outcome = await calls.read(['me'], { fields: 'id,name' }, signal)
      // Nothing else can be wrong with this request.
      if (!outcome.ok && outcome.problem.kind === 'bug') return failure('app-secret-needed')
      return understand(outcome, schemas.self)
    },

    async readAccounts(signal) {
      const accounts = await readAccountPages(signal)
      if (!accounts.ok) return accounts
      return success(
        accounts.value.map(({ id, name, access_token, tasks, picture }) => ({
          id,
          name: name ?? '',
          accessToken: access_token ?? '',
          canMessage: !!access_token && (!tasks || tasks.includes('MESSAGING') || tasks.includes('MODERATE')),
          pictureUrl: picture,
        })),
      )
    },

    async readPage(pageId, signal) {
      const page = await read('page', [pageId], (extent) => ({ fields: pageFields[extent] }), schemas.page, signal)
      if (!page.ok) return page
      const { name, picture, hours, unread_message_count } = page.value
      return success({ name: name ?? '', pictureUrl: picture, hours: hours ?? null, unreadMessageCount: unread_message_count ?? null })
    },

    async listConversations(pageId, limit, after, signal) {
      const cursor: Record<string, string> = after === undefined ? {} : { after }
      const page = await read(
        'conversations',
        [pageId, 'conversations'],
        (extent) => ({ platform: 'messenger', limit: String(limit), fields: conversationFields[extent], ...cursor }),
        schemas.conversationPage,
        signal,
      )
      if (!page.ok) return page
      noteUnreadable(page.value.unreadable)
      return success({ conversations: page.value.entries, after: page.value.after })
    },

    async listMessages(conversationId, { limit, after }, signal) {
      const cursor: Record<string, string> = after === undefined ? {} : { after }
      const page = await read(
        'messages',
        [conversationId, 'messages'],
        (extent) => ({ limit: String(limit), fields: messageFields[extent], ...cursor }),
        schemas.messagePage,
        signal,
      )
      if (!page.ok) return page
      noteUnreadable(page.value.unreadable)
      return success({ messages: page.value.entries, unreadable: page.value.unreadable, after: page.value.after })
    },

    readMessage: (messageId, signal) =>
      read('message', [messageId], (extent) => ({ fields: messageFields[extent] }), schemas.message, signal),

    async sendText(pageId, recipientId, text, signal) {
      const body = { recipient: { id: recipientId }, messaging_type: 'RESPONSE', message: { text } }
      const outcome = await calls.send([pageId, 'messages'], body, signal)
      if (outcome.ok) {
        const sent = schemas.sent.safeParse(outcome.value)
        return sent.success ? { kind: 'sent', messageId: sent.data.message_id } : { kind: 'unknown' }
      }
      if (outcome.mayHaveArrived) return { kind: 'unknown' }
      const problem = problemOf(outcome, 'send').error
      const { kind } = outcome.problem
      if (kind === 'unreachable') return { kind: 'not-now', problem, pauseMs: offlinePauseMs }
      if (kind === 'reconnect') return { kind: 'not-now', problem, pauseMs: tokenPauseMs }
      if (kind === 'throttled') return { kind: 'not-now', problem, pauseMs: Math.max(0, (outcome.until ?? 0) - clock.now()) }
      return { kind: 'refused', problem }
    },

    async markSeen(pageId, recipientId, signal) {
      const body = { recipient: { id: recipientId }, sender_action: 'mark_seen' }
      const outcome = await calls.send([pageId, 'messages'], body, signal)
      return outcome.ok ? success({}) : problemOf(outcome, 'send')
    },
  }
}

function problemOf({ problem, until }: CallProblem, asked: 'read' | 'send') {
  const code = problemCodeOf(problem, asked)
  if (problem.kind === 'no-permission' && problem.permission !== null) return failure(code, { permission: problem.permission })
  return failure(code, until === null ? undefined : { until: String(until) })
}
