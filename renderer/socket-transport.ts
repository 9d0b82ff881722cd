import { createBirpc } from 'birpc'
import { socketPath } from '../shared/channels'
import type { Transport } from '../shared/contract'

const firstPauseMs = 500
const longestPauseMs = 5_000

/** Thrown by a request that nobody is there to answer. It may have been heard. */
export class DeskAway extends Error {}

/** Whether the far end of the transport is there. */
export type Presence = 'here' | 'away'

type DeskFunctions = { request(name: string, input: unknown): Promise<unknown> }
type PageFunctions = { event(event: unknown): void }
type Remote = { request: DeskFunctions['request'] }

/** The transport of a page that runs in a browser: one socket to the host that served it, opened again when it closes. */
export function openSocketTransport(onPresence: (presence: Presence) => void): Transport {
  const address = new URL(socketPath, location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const listeners = new Set<(event: unknown) => void>()
  let pauseMs = firstPauseMs
  let remote: Promise<Remote> = open()

  function open(): Promise<Remote> {
    const socket = new WebSocket(address)
    const rpc = createBirpc<DeskFunctions, PageFunctions>(
      { event: (event) => listeners.forEach((listener) => listener(event)) },
      {
        post: (text: string) => socket.send(text),
        on: (listener) => socket.addEventListener('message', ({ data }) => listener(data)),
        serialize: (message) => JSON.stringify(message),
        deserialize: (text: string) => JSON.parse(text) as unknown,
        timeout: -1,
      },
    )
    const opened = new Promise<Remote>((resolve, reject) => {
      socket.addEventListener('open', () => {
        pauseMs = firstPauseMs
        resolve({
          request: (name, input) =>
            rpc.request(name, input).catch((error: unknown) => {
              throw socket.readyState === WebSocket.OPEN ? error : new DeskAway()
            }),
        })
        onPresence('here')
      })
      socket.addEventListener('close', () => {
        rpc.$close(new DeskAway())
        reject(new DeskAway())
        remote = opened
        onPresence('away')
        setTimeout(() => (remote = open()), pauseMs)
        pauseMs = Math.min(pauseMs * 1.6, longestPauseMs)
      })
    })
    // Whoever asked hears of it; when nobody asked, the presence says it.
    opened.catch(() => {})
    return opened
  }

  return {
    request: async (name, input) => (await remote).request(name, input),
    onEvent: (listener) => void listeners.add(listener),
  }
}
