import { useSyncExternalStore } from 'react'
import type { QueueView } from '../../shared/model'

/** Where the owner is in the app, as the page's address keeps it: the links lead there, and "back" works. */
export type Place = { part: 'inbox'; view: QueueView } | { part: 'settings'; pasteToken: boolean }

export const addresses = {
  waiting: '#/inbox/waiting',
  done: '#/inbox/done',
  all: '#/inbox/all',
  settings: '#/settings',
  pasteToken: '#/settings/token',
} as const

/** The place that an address's fragment names; the waiting customers for any other. */
export function placeOf(fragment: string): Place {
  if (fragment === addresses.settings || fragment === addresses.pasteToken) {
    return { part: 'settings', pasteToken: fragment === addresses.pasteToken }
  }
  return { part: 'inbox', view: fragment === addresses.all ? 'all' : fragment === addresses.done ? 'done' : 'waiting' }
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(listenToAddress, () => location.hash))
}

export function goTo(address: (typeof addresses)[keyof typeof addresses]): void {
  location.hash = address
}

function listenToAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
