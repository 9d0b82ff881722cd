import { useMemo, useSyncExternalStore } from 'react'
import type { QueueView } from '../../shared/model'

/** Where the owner is in the app, as the page's address keeps it: the links lead there, and "back" works. */
export type Place =
  | { part: 'inbox'; view: QueueView; /** The Page that is shown alone. */ pageId: string | null }
  | { part: 'settings'; pasteToken: boolean }

export const addresses = {
  settings: '#/settings',
  pasteToken: '#/settings/token',
} as const

/** The address of a view of one Page, or of all. */
export function inboxAddress(view: QueueView, pageId: string | null = null): string {
  return pageId === null ? `#/inbox/${view}` : `#/inbox/${view}/${encodeURIComponent(pageId)}`
}

/** The place that an address's fragment names; the waiting customers for any other. */
export function placeOf(fragment: string): Place {
  if (fragment === addresses.settings || fragment === addresses.pasteToken) {
    return { part: 'settings', pasteToken: fragment === addresses.pasteToken }
  }
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

function listenToAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
