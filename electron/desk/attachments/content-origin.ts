import type { AttachmentKind } from '../../../shared/model'

/** The hosts on which Meta keeps content, each with everything below it (addresses in recorded payloads, 2019 to 2026). */
const metaContentHosts = ['fbcdn.net', 'cdn.fbsbx.com', 'lookaside.fbsbx.com']

const fetchedKinds = new Set<AttachmentKind>(['image', 'sticker', 'audio', 'video', 'file'])

/** Where content may be fetched: from Meta's own hosts, and from the platform's origin. */
export function contentHosts(platformUrl: string): string[] {
  return [...metaContentHosts, new URL(platformUrl).origin]
}

/** Whether there is content to fetch for an attachment that has just come in. */
export function contentAtFirst({ kind, url }: { kind: AttachmentKind; url: string | null }): 'none' | 'waiting' {
  return fetchedKinds.has(kind) && url !== null ? 'waiting' : 'none'
}
