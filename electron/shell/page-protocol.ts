import { protocol } from 'electron'
import { readPageFile } from '../host/page-files'

const scheme = 'app'

/** The page's own origin. */
export const pageOrigin = `${scheme}://comptoir`

/** Declares the page's scheme as one that behaves like https. Before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }])
}

/** Serves the built page, and nothing else, on the page's own origin. */
export function servePage(pageFolder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const file = isPageUrl(request.url) ? await readPageFile(pageFolder, url.pathname) : null
    if (!file || request.method !== 'GET') return new Response(null, { status: 404 })
    return new Response(file.body, { headers: file.headers })
  })
}

/** Whether an address is the page's own. */
export function isPageUrl(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`)
}
