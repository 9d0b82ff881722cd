import type { ConversationKey } from '../shared/model'

/** A conversation's key as one text, for what is kept by conversation. */
export function keyText({ platform, pageId, conversationId }: ConversationKey): string {
  return JSON.stringify([platform, pageId, conversationId])
}

/** Only the key, whatever else stands beside it. */
export function keyOf({ platform, pageId, conversationId }: ConversationKey): ConversationKey {
  return { platform, pageId, conversationId }
}
