import {
  parseAnswer,
  parseEvent,
  type DeskEvent,
  type RequestInput,
  type RequestName,
  type RequestResult,
  type Transport,
} from '../shared/contract'
import { failure, type Result } from '../shared/problems'
import { DeskAway, openSocketTransport, type Presence } from './socket-transport'

declare global {
  interface Window {
    /** Put there by Electron's preload script; missing in a browser. */
    comptoir?: Transport
  }
}

/** The page's one way to the desk: requests by the contract's names, and its events. */
export type DeskClient = {
  /** Asks the desk. Throws `DeskAway` when nobody is there; every other failure is a value. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestResult<Name>>>
  /** Gives a function that stops the listening. */
  onEvent(listener: (event: DeskEvent) => void): () => void
  presence(): Presence
  onPresence(listener: (presence: Presence) => void): () => void
}

/** Connects to the desk by what the window offers: Electron's bridge, or else a socket to the browser host. */
export function createDeskClient(): DeskClient {
  const eventListeners = new Set<(event: DeskEvent) => void>()
  const presenceListeners = new Set<(presence: Presence) => void>()
  let presence: Presence = 'here'

  function presenceBecomes(next: Presence): void {
    if (next === presence) return
    presence = next
    presenceListeners.forEach((listener) => listener(next))
  }

  const transport = window.comptoir ?? openSocketTransport(presenceBecomes)
  transport.onEvent((news) => {
    const event = parseEvent(news)
    if (event) eventListeners.forEach((listener) => listener(event))
  })

  return {
    async request(name, input) {
      try {
        return parseAnswer(name, await transport.request(name, input))
      } catch (error) {
        if (error instanceof DeskAway) throw error
        return failure('bug', { request: name })
      }
    },
    onEvent: (listener) => listen(eventListeners, listener),
    presence: () => presence,
    onPresence: (listener) => listen(presenceListeners, listener),
  }
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
