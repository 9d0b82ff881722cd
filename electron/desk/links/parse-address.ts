import { domainToUnicode } from 'node:url'
import type { ParsedAddress } from '../../../shared/rules/outside-link'

/** Reads an address as browsers do; null for a text that is none. */
export function parseAddress(text: string): ParsedAddress | null {
  try {
    const url = new URL(text)
    const { href, protocol, hostname, port, username, password, pathname } = url
    const unicodeHostname = domainToUnicode(hostname) || hostname
    return { href, protocol, hostname, unicodeHostname, port, username, password, pathname, parameter: (name) => url.searchParams.get(name) }
  } catch {
    return null
  }
}
