import { useMemo, useSyncExternalStore } from 'react'
import type { QueueView } from '../../shared/model'

/** Where the owner is in the app, as the page's address keeps it: the links lead there, and "back" works. */
export type Place =
  | { part: 'inbox'; view: QueueView; /** The Page that is shown alone. */ pageId: string | null }
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

/** The address of a view of one Page, or of all. */
export function inboxAddress(view: QueueView, pageId: string | null = null): string {
  return pageId === null ? `#/inbox/${view}` : `#/inbox/${view}/${encodeURIComponent(pageId)}`
}

/** The place that an address's fragment names; the waiting customers for any other. */
export function placeOf(fragment: string): Place {
  if (fragment === addresses.settings) return { part: 'settings', pasteToken: false, tokenOf: null }
  const token = /^#\/settings\/token(?:\/([\w.-]{1,100}))?$/.exec(fragment)
  if (token) return { part: 'settings', pasteToken: true, tokenOf: token[1] ?? null }
  if (fragment === addresses.recoveryCode) return { part: 'recovery-code' }
  if (fragment === addresses.connect) return { part: 'connect' }
  if (fragment === addresses.setUp) return { part: 'set-up' }
  const [, view, page] = /^#\/inbox\/(done|all|waiting)(?:\/([\w.-]{1,100}))?$/.exec(fragment) ?? []
  return { part: 'inbox', view: (view as QueueView | undefined) ?? 'waiting', pageId: page ?? null }
}

export function usePlace(): Place {
  const fragment = useSyncExternalStore(listenToAddress, () => location.hash)
  return useMemo(() => placeOf(fragment), [fragment])
}

export function goTo(address: string): void {
  location.hash = address
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
