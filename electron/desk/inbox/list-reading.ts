import type { PageKey } from '../../../shared/model'
import { success, type ProblemCode, type Result } from '../../../shared/problems'
import { listedMessageCount, type PlatformClient, type ReceivedConversation, type ReceivedMessage } from '../platform/client'
import type { Reader } from '../storage/database'
import { storedMessages } from './messages'
import {
  hasAlteredMessage,
  readStoredConversation,
  vanishedReplies,
  type NewestMessages,
  type StoredConversation,
  type TakenConversation,
} from './take-in'

const conversationsPerCall = 25

/** A further call for one conversation asks for more than the platform is said to give, in case it gives them. */
const messagesPerCall = 50

/** Further calls for one conversation at once. */
const mostMessageCalls = 10

/** So often a further call for one conversation is tried; then what the list carried is all there is. */
const mostFailedReads = 3

const codesOfEveryCall = new Set<ProblemCode>(['unreachable', 'throttled', 'tags-misused', 'quota-spent', 'permission-missing', 'app-not-live'])

/** One page of the list of conversations: those that are not as the store has them. */
export type ListedPage<Conversation> = {
  conversations: Conversation[]
  /** Whether something had been said in every conversation of the page since the store saw it. */
  allNew: boolean
  /** How many conversations the page had, with those that could not be read. */
  count: number
  /** When the oldest of them changed last; null for an empty page. */
  oldestAt: number | null
  after: string | null
}

/** A conversation with what the list call carried of it. It is `readWhole` when that is all that there is to take in. */
export type ListedConversation = TakenConversation & {
  /** Whether the platform counts fewer messages than it did, what is new counted in. */
  hasFewer: boolean
}

type PageRead<Conversation> = { ok: true; value: ListedPage<Conversation> } | { ok: false; code: ProblemCode }

/** What reading needs. */
export type Reading = { page: PageKey; reader: Reader; client: PlatformClient; now: () => number; signal: AbortSignal }

/** Reads one page of the list, in one call. */
export async function readListedPage(reading: Reading, after: string | undefined): Promise<PageRead<ListedConversation>> {
  const { page, client, signal } = reading
  const askedAt = reading.now()
  const listed = await client.listConversations(page.pageId, conversationsPerCall, after, signal)
  if (!listed.ok) return { ok: false, code: listed.error.code }
  const { conversations: all, unreadable } = listed.value
  const conversations: ListedConversation[] = []
  let allNew = true
  for (const conversation of all) {
    const stored = readStoredConversation(reading.reader, { ...page, conversationId: conversation.id })
    const isNew = stored?.updatedAt !== conversation.updated_time || stored.messageCount !== conversation.message_count
    allNew &&= isNew
    if (isNew || isAltered(reading, conversation, stored, askedAt)) conversations.push(asListed(reading, conversation, stored, askedAt))
  }
  const moments = all.map((conversation) => conversation.updated_time)
  const oldestAt = moments.length > 0 ? Math.min(...moments) : null
  return { ok: true, value: { conversations, allNew, count: all.length + unreadable, oldestAt, after: listed.value.after } }
}

/** Reads one page of the list, and by one more call each the conversations of which it does not carry everything. */
export async function readWholePage(reading: Reading, after: string | undefined): Promise<PageRead<TakenConversation>> {
  const listed = await readListedPage(reading, after)
  if (!listed.ok) return listed
  const conversations: TakenConversation[] = []
  for (const conversation of listed.value.conversations) {
    if (reading.signal.aborted) break
    conversations.push(await readRest(reading, conversation))
  }
  return { ok: true, value: { ...listed.value, conversations } }
}

/**
 * A conversation's newest messages by calls of their own, down to one that the store has or of which the platform gives no details any
 * more, and how many that were with those that could not be read.
 */
export async function readNewestMessages(
  { page, reader, client, now, signal }: Reading,
  conversationId: string,
): Promise<Result<NewestMessages & { listedCount: number }>> {
  const askedAt = now()
  const messages: ReceivedMessage[] = []
  let unreadable = 0
  let after: string | null = null
  for (let call = 0; call < mostMessageCalls; call += 1) {
    const place: { after?: string } = after === null ? {} : { after }
    const answer = await client.listMessages(conversationId, { limit: messagesPerCall, ...place }, signal)
    if (!answer.ok) return answer
    messages.push(...answer.value.messages)
    unreadable += answer.value.unreadable
    after = answer.value.after
    const oldest = messages.at(-1)
    if (after === null || !oldest?.readable || storedMessages(reader, { ...page, conversationId }, [oldest.id]).size > 0) break
  }
  return success({
    messages,
    askedAt,
    olderCount: after === null ? 0 : null,
    goneWhere: unreadable > 0 ? 'nowhere' : after === null ? 'before' : 'between',
    listedCount: messages.length + unreadable,
  })
}

/** Edits, reactions, what was read elsewhere and a reply that the desk has not seen there change neither time nor count. */
function isAltered({ page, reader }: Reading, conversation: ReceivedConversation, stored: StoredConversation, askedAt: number): boolean {
  if (stored.unreadCount !== conversation.unread_count) return true
  const key = { ...page, conversationId: conversation.id }
  const { data: messages } = conversation.messages
  return hasAlteredMessage(reader, key, messages) || vanishedReplies(reader, key, messages, askedAt).length > 0
}

/** Not whole when more is new than the list call carried, or when it is not to be seen what is gone. */
function asListed(
  { page, reader }: Reading,
  conversation: ReceivedConversation,
  stored: StoredConversation | null,
  askedAt: number,
): ListedConversation {
  const { data: messages, unreadable } = conversation.messages
  const listedCount = messages.length + unreadable
  const count = conversation.message_count
  const known = storedMessages(reader, { ...page, conversationId: conversation.id }, messages.map((message) => message.id))
  const storedCount = stored?.messageCount ?? null
  // A new message hides in the count that another one was taken back.
  const expectedCount = storedCount === null ? null : storedCount + messages.length - known.size
  const hasFewer = expectedCount !== null && count > 0 && count < expectedCount
  const hasNoMore = count > 0 ? count <= listedCount : listedCount < listedMessageCount
  const isNextToStored = expectedCount !== null && (known.size > 0 ? !hasFewer : count === expectedCount)
  const readWhole = hasNoMore || isNextToStored
  return {
    conversation,
    newest: {
      messages,
      askedAt,
      olderCount: hasNoMore ? 0 : readWhole ? countBeyond(conversation) : null,
      goneWhere: unreadable > 0 ? 'nowhere' : goneWhere(hasFewer, count, listedCount),
    },
    readWhole,
    failedReads: readWhole ? 0 : (stored?.failedReads ?? 0),
    hasFewer,
  }
}

/** Reads by a call of its own what the list call did not carry of a conversation; nothing is asked for one that is whole. */
export async function readRest(reading: Reading, listed: ListedConversation): Promise<TakenConversation> {
  const { conversation, hasFewer } = listed
  if (listed.readWhole) return listed
  const newest = await readNewestMessages(reading, conversation.id)
  if (!newest.ok) return withoutTheRest(listed, newest.error.code)
  const { messages, askedAt, listedCount, ...value } = newest.value
  const count = conversation.message_count
  const olderCount = value.olderCount ?? Math.max(0, count - listedCount)
  const where = value.goneWhere === 'nowhere' ? 'nowhere' : goneWhere(hasFewer, count, listedCount)
  return { conversation, newest: { messages, askedAt, olderCount, goneWhere: where }, readWhole: true, failedReads: 0 }
}

/** What the list carried of a conversation, to be asked for again at the next look unless that has failed too often. */
function withoutTheRest(listed: ListedConversation, code: ProblemCode): TakenConversation {
  const failedReads = listed.failedReads + (concernsEveryCall(code) ? 0 : 1)
  if (code !== 'not-at-facebook' && failedReads < mostFailedReads) return { ...listed, failedReads }
  return { ...listed, newest: { ...listed.newest, olderCount: countBeyond(listed.conversation) }, readWhole: true, failedReads: 0 }
}

function countBeyond({ message_count, messages: { data, unreadable } }: ReceivedConversation): number {
  return Math.max(0, message_count - data.length - unreadable)
}

/** Whether a call failed for a reason that has nothing to do with what was asked for. */
function concernsEveryCall(code: ProblemCode): boolean {
  return codesOfEveryCall.has(code) || code.startsWith('token-') || code.startsWith('app-secret-')
}

function goneWhere(hasFewer: boolean, count: number, listedCount: number): NewestMessages['goneWhere'] {
  if (count > 0 && count <= listedCount) return hasFewer ? 'anywhere' : 'before'
  return hasFewer ? 'after' : 'between'
}
