import type { z } from 'zod'
import { failure, success, type Problem, type Result } from '../../../shared/problems'
import { createPlatformCalls, type CallOutcome, type CallProblem, type FailedCall, type PlatformCallOptions } from './calls'
import { problemCodeOf } from './errors'
import { accountFields, conversationFields, fieldExtents, messageFields, pageFields, type FieldExtent } from './fields'
import { createSchemas, type ReceivedConversation, type ReceivedMessage } from './schemas'

export { listedMessageCount } from './fields'
export type { ReadableMessage, ReceivedConversation, ReceivedMessage } from './schemas'

/** The newest messages whose details Meta gives: 20 (Conversations API guide, 2026-02-11). */
export const readableMessageCount = 20

const tokenPauseMs = 5 * 60_000
const offlinePauseMs = 15_000
const smallerListsMs = 60 * 60_000
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
  /** The newest conversations with their last messages, in one call; `unreadable` ones are left out. `after` is where an earlier answer goes on. */
  listConversations(
    pageId: string,
    limit: number,
    after?: string,
    signal?: AbortSignal,
  ): Promise<Result<{ conversations: ReceivedConversation[]; unreadable: number; after: string | null }>>
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
  /** The version in which the platform answered last, when it is not the one that was asked for: one that has ended is answered by a newer. */
  otherVersion(): string | null
}

/** Makes a client for one Page. */
export function createPlatformClient(options: PlatformCallOptions): PlatformClient {
  const { clock, log } = options
  const calls = createPlatformCalls(options)
  const schemas = createSchemas(options.platformUrl)
  const extentOf = new Map<string, FieldExtent>()
  const limitOf = new Map<string, { limit: number; until: number }>()

  /** Asks for all fields at first, and for fewer as long as the platform finds the request wrong; what it took is asked next time. */
  async function readFields(
    edge: string,
    path: string[],
    queryFor: (extent: FieldExtent) => Record<string, string>,
    signal?: AbortSignal,
  ): Promise<CallOutcome> {
    const first = extentOf.get(edge) ?? 'all'
    let outcome = await calls.read(path, queryFor(first), signal)
    if (outcome.ok || outcome.problem.kind !== 'bug') return outcome
    const secret = await readSecretProblem(signal)
    if (secret) return secret
    for (const extent of fieldExtents.slice(fieldExtents.indexOf(first) + 1)) {
      outcome = await calls.read(path, queryFor(extent), signal)
      if (!outcome.ok && outcome.problem.kind === 'bug') continue
      if (outcome.ok) {
        extentOf.set(edge, extent)
        log('warning', 'fields-refused', { edge, extent })
      }
      return outcome
    }
    return outcome
  }

  /** Why a request was found wrong in which nothing can be: the Meta app wants its secret. Null when it does not. */
  async function readSecretProblem(signal?: AbortSignal): Promise<FailedCall | null> {
    const outcome = await calls.read(['me'], { fields: 'id' }, signal)
    return outcome.ok ? null : secretProblemOf(outcome)
  }

  async function secretProblemOf(outcome: FailedCall): Promise<FailedCall | null> {
    if (outcome.problem.kind !== 'bug') return null
    const secret = await options.readAppSecret().catch(() => null)
    return { ...outcome, problem: { kind: 'app-secret', given: secret !== null } }
  }

  /** Asks for a list, and for half as many entries as long as the platform finds that too much; what it took is asked for the next hour. */
  async function readList(
    edge: string,
    path: string[],
    limit: number,
    queryFor: (extent: FieldExtent) => Record<string, string>,
    signal?: AbortSignal,
  ): Promise<CallOutcome> {
    const known = limitOf.get(edge)
    const first = known && known.until > clock.now() ? Math.min(limit, known.limit) : limit
    for (let size = first; ; size = Math.floor(size / 2)) {
      const outcome = await readFields(edge, path, (extent) => ({ limit: String(size), ...queryFor(extent) }), signal)
      if (!outcome.ok && outcome.problem.kind === 'too-much-asked') continue
      if (outcome.ok && size < first) limitOf.set(edge, { limit: size, until: clock.now() + smallerListsMs })
      return outcome
    }
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
      const place = queryOf(after)
      const outcome = await readList(
        'accounts',
        ['me', 'accounts'],
        accountsPerCall,
        (extent) => ({ fields: accountFields[extent], ...place }),
        signal,
      )
      const page: Result<z.output<typeof schemas.accountPage>> = understand(outcome, schemas.accountPage)
      if (!page.ok) return page
      accounts.push(...page.value.entries)
      noteUnreadable(page.value.unreadable)
      after = page.value.after
      if (after === null) break
    }
    return success(accounts)
  }

  return {
    otherVersion: calls.otherVersion,

    async readSelf(signal) {
      const outcome = await calls.read(['me'], { fields: 'id,name' }, signal)
      return understand((!outcome.ok && (await secretProblemOf(outcome))) || outcome, schemas.self)
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
      const place = queryOf(after)
      const outcome = await readList(
        'conversations',
        [pageId, 'conversations'],
        limit,
        (extent) => ({ platform: 'messenger', fields: conversationFields[extent], ...place }),
        signal,
      )
      const page = understand(outcome, schemas.conversationPage)
      if (!page.ok) return page
      noteUnreadable(page.value.unreadable)
      return success({ conversations: page.value.entries, unreadable: page.value.unreadable, after: page.value.after })
    },

    async listMessages(conversationId, { limit, after }, signal) {
      const place = queryOf(after)
      const outcome = await readList(
        'messages',
        [conversationId, 'messages'],
        limit,
        (extent) => ({ fields: messageFields[extent], ...place }),
        signal,
      )
      const page = understand(outcome, schemas.messagePage)
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
      const failed = (outcome.problem.kind === 'bug' && (await readSecretProblem(signal))) || outcome
      const problem = problemOf(failed, 'send').error
      const { kind } = failed.problem
      if (kind === 'unreachable') return { kind: 'not-now', problem, pauseMs: offlinePauseMs }
      if (kind === 'reconnect' || kind === 'app-secret') return { kind: 'not-now', problem, pauseMs: tokenPauseMs }
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

/** The part of a query that says where a list goes on. */
function queryOf(after: string | null | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(after ?? ''))
}

function problemOf({ problem, until }: CallProblem, asked: 'read' | 'send') {
  const code = problemCodeOf(problem, asked)
  if (problem.kind === 'no-permission' && problem.permission !== null) return failure(code, { permission: problem.permission })
  return failure(code, until === null ? undefined : { until: String(until) })
}
