/** The hosts on which Meta keeps content, each with everything below it (addresses in recorded payloads, 2019 to 2026). */
const metaContentHosts = ['fbcdn.net', 'cdn.fbsbx.com', 'lookaside.fbsbx.com']

/** Where content may be fetched: from Meta's own hosts, and from the platform's origin. */
export function contentHosts(platformUrl: string): string[] {
  return [...metaContentHosts, new URL(platformUrl).origin]
}

/** Whether there is content to fetch for an attachment that has just come in. */
export function contentAtFirst({ url }: { url: string | null }): 'none' | 'waiting' {
  return url === null ? 'none' : 'waiting'
}
