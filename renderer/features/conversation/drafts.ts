import { useSyncExternalStore } from 'react'
import type { ConversationKey } from '../../../shared/model'
import type { Problem } from '../../../shared/problems'

/** What is being written in one conversation. */
export type Draft = {
  text: string
  /** The delivery under which this very text was asked to be sent and perhaps heard: asking again under it sends once. */
  deliveryId: string | null
  /** Why the desk gave the text back. */
  problem: Problem | null
}

/** The drafts of this run of the page, one for each conversation. */
export type Drafts = {
  read(key: ConversationKey): Draft
  write(key: ConversationKey, draft: Draft): void
  subscribe(listener: () => void): () => void
}

export const emptyDraft: Draft = { text: '', deliveryId: null, problem: null }

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>()
  const listeners = new Set<() => void>()
  return {
    read: (key) => drafts.get(nameOf(key)) ?? emptyDraft,
    write(key, draft) {
      drafts.set(nameOf(key), draft)
      listeners.forEach((listener) => listener())
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function useDraft(drafts: Drafts, key: ConversationKey): Draft {
  return useSyncExternalStore(drafts.subscribe, () => drafts.read(key))
}

function nameOf({ platform, pageId, conversationId }: ConversationKey): string {
  return JSON.stringify([platform, pageId, conversationId])
}
