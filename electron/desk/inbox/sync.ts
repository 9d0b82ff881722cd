import { neverChecked, type Connection, type ConversationKey, type Page } from '../../../shared/model'
import type { ProblemCode } from '../../../shared/problems'
import { claimArrivedDelivery } from '../outbox/deliveries'
import { listedMessageCount, readableMessageCount, type PlatformClient, type ReceivedConversation, type ReceivedMessage } from '../platform/client'
import type { Clock, Log } from '../ports'
import type { Store, Writer } from '../storage/database'
import { checkIntervalMs, type CheckCircumstances } from './check-interval'
import { addMessage, knownMessageIds, readReceived, refreshConversationTimes } from './messages'

const conversationsPerCall = 25
const dayMs = 24 * 3_600_000

/** A first check reads at most this many pages of conversations, so that a large inbox does not spend the shop's quota at once. */
const mostPagesPerCheck = 8

/** A conversation as it is taken in; `readWhole` is false when a further call failed and messages may be missing. */
type TakenConversation = ReceivedConversation & { readWhole: boolean }

/** Looks at the platform, at once when asked and by itself in between. */
export type Sync = {
  start(): void
  /** One look; a look that is under way is shared. Resolves when it has ended, well or not. */
  check(): Promise<void>
  /** Reads one conversation's newest messages again. True when the platform answered. */
  rereadConversation(key: ConversationKey): Promise<boolean>
  connection(): Connection
  stop(): void
}

/** Makes the sync of one Page. `announce` hears which conversations changed, after the store has them. */
export function createSync(options: {
  page: Page
  store: Store
  client: PlatformClient
  clock: Clock
  log: Log
  announce: (conversationIds: string[]) => void
  connectionChanged: (connection: Connection) => void
}): Sync {
  const { page, store, client, clock, log, announce, connectionChanged } = options
  const pageParameters = { pageId: page.pageId, platform: page.platform }
  let underWay: Promise<void> | null = null
  let cancelTimer = () => {}
  let failuresInARow = 0
  let lastNewsAt = clock.now()
  let checkedAt: number[] = []
  let stopped = false
  let connection: Connection = neverChecked

  function become(next: Partial<Connection>): void {
    connection = { ...connection, ...next }
    connectionChanged(connection)
  }

  async function look(): Promise<void> {
    cancelTimer()
    become({ state: 'checking', nextCheckAt: null })
    const problem = await takeInNewest().catch((error: unknown): ProblemCode => {
      log('error', 'check-broke', { reason: String(error) })
      return 'bug'
    })
    if (stopped) return
    failuresInARow = problem ? failuresInARow + 1 : 0
    const nextCheckAt = clock.now() + checkIntervalMs(circumstances())
    cancelTimer = clock.setTimer(nextCheckAt, () => void check())
    if (problem) become({ state: 'failing', problem, nextCheckAt })
    else become({ state: 'connected', problem: null, lastCheckedAt: clock.now(), nextCheckAt })
  }

  async function takeInNewest(): Promise<ProblemCode | null> {
    const wasPending = isCatchUpPending()
    let wasCutShort = false
    let after: string | undefined
    for (let pageNumber = 0; pageNumber < mostPagesPerCheck; pageNumber += 1) {
      const listed = await client.listConversations(page.pageId, conversationsPerCall, after)
      if (stopped) return null
      if (!listed.ok) return listed.error.code
      const changed = listed.value.conversations.filter(hasChanged)
      const complete: TakenConversation[] = []
      for (const conversation of changed) complete.push(await withMissingMessages(conversation))
      if (stopped) return null
      const mayHaveMore = wasPending || changed.length === listed.value.conversations.length
      const goesOn = listed.value.after !== null && mayHaveMore && pageNumber + 1 < mostPagesPerCheck
      wasCutShort ||= pageNumber > 0 && complete.some((conversation) => !conversation.readWhole)
      store.write((writer) => {
        complete.forEach((conversation) => takeIn(writer, conversation))
        markCatchUp(writer, goesOn || wasCutShort)
      })
      if (complete.length > 0) {
        lastNewsAt = clock.now()
        announce(complete.map((conversation) => conversation.id))
      }
      if (!goesOn) return null
      after = listed.value.after ?? undefined
    }
    return null
  }

  /** Whether an earlier look ended before it had read everything new: unchanged conversations are then no sign of its end. */
  function isCatchUpPending(): boolean {
    const row = store.get<{ catch_up_pending: number }>(
      'SELECT catch_up_pending FROM pages WHERE page_id = $pageId AND platform = $platform',
      pageParameters,
    )
    return row?.catch_up_pending === 1
  }

  function markCatchUp(writer: Writer, pending: boolean): void {
    writer.run(
      `UPDATE pages SET catch_up_pending = $pending
       WHERE page_id = $pageId AND platform = $platform AND catch_up_pending <> $pending`,
      { ...pageParameters, pending: pending ? 1 : 0 },
    )
  }

  function storedState(conversationId: string) {
    return store.get<{ platform_updated_at: number; platform_message_count: number | null }>(
      `SELECT platform_updated_at, platform_message_count FROM conversations
       WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId`,
      { ...pageParameters, conversationId },
    )
  }

  function hasChanged(conversation: ReceivedConversation): boolean {
    const stored = storedState(conversation.id)
    return (
      stored?.platform_updated_at !== conversation.updated_time ||
      stored.platform_message_count !== conversation.message_count
    )
  }

  /** The conversation, with a call of its own when more is new than the list call carried. */
  async function withMissingMessages(conversation: ReceivedConversation): Promise<TakenConversation> {
    const listed = conversation.messages.data
    const known = knownMessageIds(store, { ...pageParameters, conversationId: conversation.id })
    const reachesTheKnown = listed.some((message) => known.has(message.id))
    const wasReadWhole = storedState(conversation.id)?.platform_message_count !== null
    const hasNoMore = listed.length < listedMessageCount || conversation.message_count <= listed.length
    if (hasNoMore || (reachesTheKnown && wasReadWhole)) return { ...conversation, readWhole: true }
    const messages = await client.listMessages(conversation.id, { limit: readableMessageCount })
    return messages.ok
      ? { ...conversation, messages: { data: messages.value.messages }, readWhole: true }
      : { ...conversation, readWhole: false }
  }

  function takeIn(writer: Writer, conversation: TakenConversation): void {
    const customer = conversation.participants.data.find((person) => person.id !== page.pageId)
    writer.run(
      `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, link,
         platform_updated_at, platform_message_count, last_message_at)
       VALUES ($pageId, $platform, $conversationId, $customerId, $customerName, $link, $updatedAt, $messageCount, $updatedAt)
       ON CONFLICT DO UPDATE SET customer_id = coalesce($customerId, customer_id), link = $link,
         customer_name = CASE WHEN $customerName = '' THEN customer_name ELSE $customerName END,
         platform_updated_at = $updatedAt, platform_message_count = $messageCount`,
      {
        ...pageParameters,
        conversationId: conversation.id,
        customerId: customer?.id ?? null,
        customerName: customer?.name ?? '',
        link: conversation.link ?? null,
        updatedAt: conversation.updated_time,
        messageCount: conversation.readWhole ? conversation.message_count : null,
      },
    )
    takeInMessages(writer, { ...pageParameters, conversationId: conversation.id }, conversation.messages.data)
  }

  function takeInMessages(writer: Writer, key: ConversationKey, newestFirst: ReceivedMessage[]): void {
    const known = knownMessageIds(writer, key)
    for (const received of [...newestFirst].reverse()) {
      if (!received.readable) continue
      const message = readReceived(received, page.pageId)
      // Also for a known one: it may have come in while its delivery was still on its way.
      if (message.sender === 'page') claimArrivedDelivery(writer, key, message)
      if (known.has(received.id)) continue
      addMessage(writer, key, message)
    }
    refreshConversationTimes(writer, key)
  }

  function circumstances(): CheckCircumstances {
    const now = clock.now()
    checkedAt = [...checkedAt.filter((moment) => now - moment < dayMs), now]
    return { customerCount: countCustomers(), failuresInARow, sinceNewsMs: now - lastNewsAt, callsInLastDay: checkedAt.length }
  }

  function countCustomers(): number {
    const row = store.get<{ count: number }>(
      'SELECT count(*) AS count FROM conversations WHERE page_id = $pageId AND platform = $platform',
      pageParameters,
    )
    return row?.count ?? 0
  }

  function check(): Promise<void> {
    if (stopped) return Promise.resolve()
    underWay ??= look().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    start: () => void check(),
    check,
    async rereadConversation(key) {
      const messages = await client.listMessages(key.conversationId, { limit: readableMessageCount })
      if (!messages.ok || stopped) return false
      store.write((writer) => takeInMessages(writer, key, messages.value.messages))
      announce([key.conversationId])
      return true
    },
    connection: () => connection,
    stop() {
      stopped = true
      cancelTimer()
    },
  }
}
