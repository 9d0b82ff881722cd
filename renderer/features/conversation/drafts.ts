import { useSyncExternalStore } from 'react'
import type { ConversationKey } from '../../../shared/model'
import type { Problem } from '../../../shared/problems'

/** So soon after it was written the desk has a text, also while the owner goes on writing. */
const savedAfterMs = 300
/** A text that the desk did not take is offered again after this, and each time after twice as long. */
const firstRetryMs = 2_000
const longestRetryMs = 60_000
/** The longest draft that the desk takes. */
const longestDraft = 20_000

/** What is being written in one conversation. */
export type Draft = {
  text: string
  /** The delivery under which this very text was asked to be sent and perhaps heard: asking again under it sends once. */
  deliveryId: string | null
  /** Why the desk gave the text back. */
  problem: Problem | null
}

/** The drafts of this run of the page, one for each conversation, which the desk keeps for the next run. */
export type Drafts = {
  /** What this page has written; null while it has written nothing there, and the desk's draft counts. */
  read(key: ConversationKey): Draft | null
  write(key: ConversationKey, draft: Draft): void
  /** Empties a draft that is now to be sent: the desk, which has the whole text before, ends its own copy when it takes the reply. */
  handOver(key: ConversationKey): void
  /** Puts a text that was to be sent back before what has been written since. */
  giveBack(key: ConversationKey, sent: Draft): void
  /** Hands what is not saved yet to the desk at once. */
  flush(): void
  subscribe(listener: () => void): () => void
}

export const emptyDraft: Draft = { text: '', deliveryId: null, problem: null }

/** Makes the drafts over a way to save them, which says whether the desk has taken one. */
export function createDrafts(save: (key: ConversationKey, text: string) => Promise<boolean>): Drafts {
  const drafts = new Map<string, Draft>()
  const unsaved = new Map<string, ConversationKey>()
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryMs = firstRetryMs

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    for (const [name, key] of unsaved) {
      const text = (drafts.get(name)?.text ?? '').slice(0, longestDraft)
      unsaved.delete(name)
      void save(key, text).then((taken) => {
        if (taken) retryMs = firstRetryMs
        else tryAgain(name, key)
      })
    }
  }

  function tryAgain(name: string, key: ConversationKey): void {
    unsaved.set(name, key)
    if (timer !== undefined) return
    timer = setTimeout(flush, retryMs)
    retryMs = Math.min(longestRetryMs, 2 * retryMs)
  }

  function become(key: ConversationKey, draft: Draft): void {
    drafts.set(nameOf(key), draft)
    listeners.forEach((listener) => listener())
  }

  function write(key: ConversationKey, draft: Draft): void {
    const { platform, pageId, conversationId } = key
    if (drafts.get(nameOf(key))?.text !== draft.text) {
      unsaved.set(nameOf(key), { platform, pageId, conversationId })
      timer ??= setTimeout(flush, savedAfterMs)
    }
    become(key, draft)
  }

  return {
    read: (key) => drafts.get(nameOf(key)) ?? null,
    write,
    handOver(key) {
      flush()
      become(key, emptyDraft)
    },
    giveBack(key, sent) {
      const written = drafts.get(nameOf(key))?.text ?? ''
      write(key, written === '' ? sent : { text: `${sent.text}\n${written}`, deliveryId: null, problem: sent.problem })
    },
    flush,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What is being written in a conversation; null as `Drafts.read`. */
export function useDraft(drafts: Drafts, key: ConversationKey): Draft | null {
  return useSyncExternalStore(drafts.subscribe, () => drafts.read(key))
}

function nameOf({ platform, pageId, conversationId }: ConversationKey): string {
  return JSON.stringify([platform, pageId, conversationId])
}
