import type { PageKey } from '../../../shared/model'
import { success, type ProblemCode, type Result } from '../../../shared/problems'
import { listedMessageCount, type PlatformClient, type ReceivedConversation } from '../platform/client'
import type { Reader } from '../storage/database'
import { storedMessages } from './messages'
import { hasAlteredMessage, readStoredConversation, type NewestMessages, type StoredConversation, type TakenConversation } from './take-in'

const conversationsPerCall = 25

/** A further call for one conversation asks for more than the platform is said to give, in case it gives them. */
const messagesPerCall = 50

/** So often a further call for one conversation is tried; then what the list carried is all there is. */
const mostFailedReads = 3

/** One page of the list of conversations: those that are not as the store has them, read whole where that could be done. */
export type ListedPage = {
  taken: TakenConversation[]
  /** Whether something had been said in every conversation of the page since the store saw it. */
  allNew: boolean
  /** How many conversations the page had. */
  count: number
  /** When the oldest of them changed last; null for an empty page. */
  oldestAt: number | null
  after: string | null
}

type Reading = { page: PageKey; reader: Reader; client: PlatformClient; signal: AbortSignal }

/** Reads one page of the list, in one call and one more for each conversation with more new messages than the list carries. */
export async function readListedPage(
  reading: Reading,
  after: string | undefined,
): Promise<{ ok: true; value: ListedPage } | { ok: false; code: ProblemCode }> {
  const { page, client, signal } = reading
  const listed = await client.listConversations(page.pageId, conversationsPerCall, after, signal)
  if (!listed.ok) return { ok: false, code: listed.error.code }
  const { conversations } = listed.value
  const taken: TakenConversation[] = []
  let allNew = true
  for (const conversation of conversations) {
    const stored = readStoredConversation(reading.reader, { ...page, conversationId: conversation.id })
    const isNew = stored?.updatedAt !== conversation.updated_time || stored.messageCount !== conversation.message_count
    allNew &&= isNew
    if (isNew || isAltered(reading, conversation, stored)) taken.push(await readWhole(reading, conversation, stored))
    if (signal.aborted) break
  }
  const moments = conversations.map((conversation) => conversation.updated_time)
  const oldestAt = moments.length > 0 ? Math.min(...moments) : null
  return { ok: true, value: { taken, allNew, count: conversations.length, oldestAt, after: listed.value.after } }
}

/** A conversation's newest messages by a call of their own, and how many that were with those that could not be read. */
export async function readNewestMessages(
  client: PlatformClient,
  conversationId: string,
  signal: AbortSignal,
): Promise<Result<NewestMessages & { listedCount: number }>> {
  const answer = await client.listMessages(conversationId, { limit: messagesPerCall }, signal)
  if (!answer.ok) return answer
  const { messages, unreadable, after } = answer.value
  return success({
    messages,
    olderCount: after === null ? 0 : null,
    goneWhere: unreadable > 0 ? 'nowhere' : after === null ? 'before' : 'between',
    listedCount: messages.length + unreadable,
  })
}

/** Edits, reactions and what was read elsewhere change neither time nor count. */
function isAltered({ page, reader }: Reading, conversation: ReceivedConversation, stored: StoredConversation): boolean {
  if (stored.unreadCount !== conversation.unread_count) return true
  return hasAlteredMessage(reader, { ...page, conversationId: conversation.id }, conversation.messages.data)
}

/** The conversation, with a call of its own when more is new than the list call carried, or when it is not to be seen what is gone. */
async function readWhole(reading: Reading, conversation: ReceivedConversation, stored: StoredConversation | null): Promise<TakenConversation> {
  const { page, reader, client, signal } = reading
  const { data: messages, unreadable } = conversation.messages
  const listedCount = messages.length + unreadable
  const count = conversation.message_count
  const known = storedMessages(reader, { ...page, conversationId: conversation.id }, messages.map((message) => message.id))
  const storedCount = stored?.messageCount ?? null
  // A new message hides in the count that another one was taken back.
  const hasFewer = storedCount !== null && count > 0 && count < storedCount + messages.length - known.size
  const hasNoMore = count > 0 ? count <= listedCount : listedCount < listedMessageCount
  const listed: TakenConversation = {
    conversation,
    newest: {
      messages,
      olderCount: hasNoMore ? 0 : Math.max(0, count - listedCount),
      goneWhere: unreadable > 0 ? 'nowhere' : goneWhere(hasFewer, count, listedCount),
    },
    readWhole: true,
    failedReads: 0,
  }
  const wasReadWhole = stored?.messageCount !== null
  if (hasNoMore || (known.size > 0 && wasReadWhole && !hasFewer)) return listed
  const newest = await readNewestMessages(client, conversation.id, signal)
  if (!newest.ok) return withoutTheRest(listed, stored, newest.error.code)
  const { value } = newest
  const olderCount = value.olderCount ?? Math.max(0, count - value.listedCount)
  const where = value.goneWhere === 'nowhere' ? 'nowhere' : goneWhere(hasFewer, count, value.listedCount)
  return { conversation, newest: { messages: value.messages, olderCount, goneWhere: where }, readWhole: true, failedReads: 0 }
}

/** What the list carried of a conversation, to be asked for again at the next look unless that has failed too often. */
function withoutTheRest(listed: TakenConversation, stored: StoredConversation | null, code: ProblemCode): TakenConversation {
  const failedReads = (stored?.failedReads ?? 0) + (concernsEveryCall(code) ? 0 : 1)
  if (code === 'not-at-facebook' || failedReads >= mostFailedReads) return listed
  return { ...listed, newest: { ...listed.newest, olderCount: null }, readWhole: false, failedReads }
}

/** Whether a call failed for a reason that has nothing to do with what was asked for. */
function concernsEveryCall(code: ProblemCode): boolean {
  return code === 'unreachable' || code === 'throttled' || code.startsWith('token-')
}

function goneWhere(hasFewer: boolean, count: number, listedCount: number): NewestMessages['goneWhere'] {
  if (count > 0 && count <= listedCount) return hasFewer ? 'anywhere' : 'before'
  return hasFewer ? 'after' : 'between'
}
