import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the browser host: whoever opened the printed address first, from this computer, in that browser. */
export type SessionGate = {
  /** The address with the key that works once. */
  address: string
  /** Whether a request names this host, so that no other site's name leads here. */
  namesThisHost(request: IncomingMessage): boolean
  /** Takes the one-time key: the `set-cookie` value for its first use, null for a wrong or a used key. */
  takeKey(key: string): string | null
  hasSession(request: IncomingMessage): boolean
  /** Whether a socket's opening comes from the host's own page. */
  comesFromOwnPage(request: IncomingMessage): boolean
}

/** Makes the gate for a server that listens on this port of 127.0.0.1. */
export function createSessionGate(port: number): SessionGate {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const cookieName = `comptoir-${port}`
  const session = randomBytes(32).toString('base64url')
  let key: string | null = randomBytes(32).toString('base64url')

  return {
    address: `${origin}/?key=${key}`,
    namesThisHost: (request) => request.headers.host === host,
    takeKey(given) {
      if (key === null || !sameText(given, key)) return null
      key = null
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    hasSession: (request) => sameText(readCookie(request, cookieName), session),
    comesFromOwnPage: (request) => request.headers.origin === origin,
  }
}

function readCookie(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

function sameText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)]
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}
