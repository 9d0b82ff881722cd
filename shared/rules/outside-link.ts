import { foldText } from '../text/fold'

/** An address as a URL parser reads it. */
export type ParsedAddress = {
  href: string
  protocol: string
  /** In ASCII, as it is looked up. */
  hostname: string
  /** The same with its international labels written out. */
  unicodeHostname: string
  port: string
  username: string
  password: string
  pathname: string
  parameter(name: string): string | null
}

/** An address that may be opened outside. */
export type OutsideLink = {
  /** As a browser would write it. */
  url: string
  /** What the owner is shown: where the address truly leads. */
  host: string
  /** Whether it may be opened without asking: it leads to Meta's own pages. */
  opensAtOnce: boolean
}

const ownHosts = ['facebook.com', 'fb.com', 'm.me', 'instagram.com', 'messenger.com']

/** Letters of French and its neighbours, none of which passes for another. */
const plainLabel = /^[a-z0-9\-\u00df-\u00f6\u00f8-\u00ff\u0153]+$/

/**
 * Judges an address that somebody wrote: null when it is not a web page's or carries a name and password. Facebook's own forwarding
 * addresses count as the address to which they lead.
 */
export function readOutsideLink(text: string, parse: (text: string) => ParsedAddress | null): OutsideLink | null {
  const address = /\p{Cc}/u.test(text) ? null : parse(text)
  if (!address || (address.protocol !== 'https:' && address.protocol !== 'http:')) return null
  if (address.hostname === '' || address.username !== '' || address.password !== '') return null
  const isOwn = isOwnHost(address.hostname)
  const target = isOwn && forwards(address) ? address.parameter('u') : null
  if (target !== null) return readOutsideLink(target, parse)
  const opensAtOnce = isOwn && address.protocol === 'https:' && address.port === '' && !forwards(address) && !signsIn(address)
  return { url: address.href, host: shownHost(address) + (address.port === '' ? '' : `:${address.port}`), opensAtOnce }
}

/** Label by label: `facebook.com.evil.example` only begins like one of them. */
function isOwnHost(hostname: string): boolean {
  return ownHosts.some((own) => hostname === own || hostname.endsWith(`.${own}`))
}

/** Whether Facebook's page at this address only sends its visitor on: `l.facebook.com`, `lm.facebook.com` and `/l.php`. */
function forwards({ hostname, pathname }: ParsedAddress): boolean {
  return /^lm?\./.test(hostname) || pathname === '/l.php'
}

/** A sign-in to an app ends on that app's own site. */
function signsIn({ pathname }: ParsedAddress): boolean {
  return /^\/(v\d+\.\d+\/)?dialog\//.test(pathname)
}

/** International names are written out only in plain letters, and not when they would then pass for one of Meta's. */
function shownHost({ hostname, unicodeHostname }: ParsedAddress): string {
  if (isOwnHost(foldText(unicodeHostname))) return hostname
  const written = unicodeHostname.split('.')
  return hostname
    .split('.')
    .map((label, place) => (plainLabel.test(written[place] ?? '') ? (written[place] ?? label) : label))
    .join('.')
}
