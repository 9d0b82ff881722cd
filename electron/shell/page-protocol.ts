import { protocol } from 'electron'
import { answerContent, type ContentSource } from '../host/content-answer'
import { readPageFile } from '../host/page-files'

const scheme = 'app'

/** The page's own origin. */
export const pageOrigin = `${scheme}://comptoir`

/** Declares the page's scheme as one that behaves like https. Before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, stream: true } }])
}

/** Serves the built page and the content of attachments, and nothing else, on the page's own origin. */
export function servePage(pageFolder: string, source: ContentSource): void {
  protocol.handle(scheme, async (request) => {
    if (!isPageUrl(request.url) || request.method !== 'GET') return new Response(null, { status: 404 })
    const { pathname } = new URL(request.url)
    const content = await answerContent(source, pathname, request.headers.get('range'))
    if (content) return new Response(content.body, { status: content.status, headers: content.headers })
    const file = await readPageFile(pageFolder, pathname)
    if (!file) return new Response(null, { status: 404 })
    return new Response(file.body, { headers: file.headers })
  })
}

/** Whether an address is the page's own. */
export function isPageUrl(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`)
}
