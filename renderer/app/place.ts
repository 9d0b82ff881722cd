import { useMemo, useSyncExternalStore } from 'react'
import { conversationKeySchema, type ConversationKey, type QueueView } from '../../shared/model'

/** Where the owner is in the app, as the page's address keeps it: the links lead there, and "back" works. */
export type Place =
  | {
      part: 'inbox'
      view: QueueView
      /** The Page that is shown alone. */
      pageId: string | null
      /** The open conversation. */
      openKey: ConversationKey | null
    }
  | { part: 'settings'; pasteToken: boolean; /** The Page that needs a new token. */ tokenOf: string | null }
  | { part: 'recovery-code' }
  /** Before a shop is open: where the first token is pasted. */
  | { part: 'connect' }
  /** What somebody needs to know who sets the Page up for the owner; with or without an open shop. */
  | { part: 'set-up' }

export const addresses = {
  settings: '#/settings',
  recoveryCode: '#/settings/recovery-code',
  connect: '#/connect',
  setUp: '#/set-up',
} as const

/** The address where a token is pasted: of one Page, or of another than the connected ones. */
export function tokenAddress(pageId: string | null): string {
  return pageId === null ? '#/settings/token' : `#/settings/token/${encodeURIComponent(pageId)}`
}

/** The address of a view of one Page, or of all, with a conversation open beside it. */
export function inboxAddress(view: QueueView, pageId: string | null = null, openKey: ConversationKey | null = null): string {
  const address = pageId === null ? `#/inbox/${view}` : `#/inbox/${view}/${encodeURIComponent(pageId)}`
  if (openKey === null) return address
  return `${address}?open=${[openKey.platform, openKey.pageId, openKey.conversationId].map(encodeURIComponent).join('/')}`
}

/** The place that an address's fragment names; the waiting customers for any other. */
export function placeOf(fragment: string): Place {
  if (fragment === addresses.settings) return { part: 'settings', pasteToken: false, tokenOf: null }
  const token = /^#\/settings\/token(?:\/([\w.-]{1,100}))?$/.exec(fragment)
  if (token) return { part: 'settings', pasteToken: true, tokenOf: token[1] ?? null }
  if (fragment === addresses.recoveryCode) return { part: 'recovery-code' }
  if (fragment === addresses.connect) return { part: 'connect' }
  if (fragment === addresses.setUp) return { part: 'set-up' }
  const [, view, page, open] = /^#\/inbox\/(done|all|waiting)(?:\/([\w.-]{1,100}))?(?:\?open=(.*))?$/.exec(fragment) ?? []
  return { part: 'inbox', view: (view as QueueView | undefined) ?? 'waiting', pageId: page ?? null, openKey: openKeyOf(open ?? '') }
}

function openKeyOf(text: string): ConversationKey | null {
  try {
    const [platform, pageId, conversationId] = text.split('/').map(decodeURIComponent)
    return conversationKeySchema.safeParse({ platform, pageId, conversationId }).data ?? null
  } catch {
    // Not an address that this page has made.
    return null
  }
}

export function usePlace(): Place {
  const fragment = useSyncExternalStore(listenToAddress, () => location.hash)
  return useMemo(() => placeOf(fragment), [fragment])
}

export function goTo(address: string): void {
  location.hash = address
}

/** The mark of a history entry that an opened conversation has made. */
const openedOverNothing = 'opened over nothing'

/** Goes from one open conversation to another, or from none: "back" closes a conversation and leads to none before it. */
export function goToConversation(address: string, from: ConversationKey | null): void {
  if (from === null) history.pushState(openedOverNothing, '', address)
  else history.replaceState(history.state, '', address)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Leaves the open conversation for the address without it: back to it when the owner came from there. */
export function leaveConversation(address: string): void {
  if (history.state === openedOverNothing) return history.back()
  history.replaceState(null, '', address)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Back to where the owner was, or to the start when the address was opened by itself. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else location.hash = '#/'
}

function listenToAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
