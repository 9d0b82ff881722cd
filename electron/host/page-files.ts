import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Nothing of the page comes from elsewhere: no remote origin, no inline script or style, no frame, no form. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A file of the built page as it is served, by `app://` and by the browser host alike. */
export type PageFile = { body: Buffer; headers: Record<string, string> }

/** Reads a file of the page by its URL's path; null when the page has none of that name. */
export async function readPageFile(pageFolder: string, urlPath: string): Promise<PageFile | null> {
  const wanted = normalize(join(pageFolder, decodePath(urlPath)))
  const path = urlPath === '/' ? join(pageFolder, 'index.html') : wanted
  const contentType = contentTypes[extname(path)]
  if (!path.startsWith(pageFolder + sep) || contentType === undefined) return null
  const body = await readFile(path).catch(() => null)
  return body && { body, headers: pageHeaders(contentType) }
}

/** The headers that every answer of the page's origin carries. */
export function pageHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

function decodePath(urlPath: string): string {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return ''
  }
}
