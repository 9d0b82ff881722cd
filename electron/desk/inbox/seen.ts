import type { ConversationKey } from '../../../shared/model'
import type { PlatformClient } from '../platform/client'
import type { Store } from '../storage/database'

const ofConversation = 'page_id = $pageId AND platform = $platform AND conversation_id = $conversationId'

/**
 * Tells the platform that the shop has seen a conversation, which its customer can see: once for the customer's newest message,
 * and never without being asked to. What did not arrive is told when the conversation is opened again.
 */
export function createSeenMarks(options: {
  store: Store
  client: Pick<PlatformClient, 'markSeen'>
  /** Whether the owner wants it. */
  isWanted: () => boolean
  signal: AbortSignal
}): (key: ConversationKey) => Promise<void> {
  const { store, client, isWanted, signal } = options
  const underWay = new Set<string>()

  return async (key) => {
    if (!isWanted() || underWay.has(key.conversationId)) return
    const row = store.get<{ customer_id: string | null; seen_position: number | null; newest: number | null }>(
      `SELECT customer_id, seen_position, (SELECT position FROM messages
         WHERE ${ofConversation} AND sender = 'customer' ORDER BY position DESC LIMIT 1) AS newest
       FROM conversations WHERE ${ofConversation}`,
      key,
    )
    if (!row?.customer_id || row.newest === null || row.newest <= (row.seen_position ?? -1)) return
    underWay.add(key.conversationId)
    const marked = await client.markSeen(key.pageId, row.customer_id, signal).finally(() => underWay.delete(key.conversationId))
    if (!marked.ok || signal.aborted) return
    store.write((writer) =>
      writer.run(`UPDATE conversations SET seen_position = $newest WHERE ${ofConversation}`, { ...key, newest: row.newest }),
    )
  }
}
