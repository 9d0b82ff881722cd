import { readContentPath, type ServedContent } from '../../shared/attachment-address'
import type { Result } from '../../shared/problems'
import type { StoredContent } from '../desk/attachments/stored-content'

/** What may be shown, with the endings that its name may have; the first is added to a name that has none of them. */
const shownTypes = new Map([
  ['image/png', ['png']],
  ['image/jpeg', ['jpg', 'jpeg']],
  ['image/gif', ['gif']],
  ['image/webp', ['webp']],
  ['audio/mpeg', ['mp3']],
  ['audio/wav', ['wav']],
  ['audio/flac', ['flac']],
  ['audio/aac', ['aac']],
  ['audio/mp4', ['m4a', 'mp4']],
  ['audio/webm', ['webm']],
  ['audio/ogg', ['ogg', 'oga', 'opus']],
  ['video/mp4', ['mp4', 'mov', 'm4v']],
  ['video/webm', ['webm', 'mkv']],
  ['video/ogg', ['ogv', 'ogg']],
])
const savedTypes = new Map([['application/pdf', ['pdf']]])

const longestName = 100

/** An answer to a request for content, as every host gives it. */
export type ContentAnswer = { status: number; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> | null }

/** What reads content: the host. */
export type ContentSource = { readContent(content: ServedContent): Promise<Result<StoredContent>> }

/**
 * Answers a GET of a path on the page's own origin with the content of an attachment or a Page's picture; null for any other path.
 * `range` is the header of that name, for what plays.
 */
export async function answerContent(source: ContentSource | null, path: string, range: string | null): Promise<ContentAnswer | null> {
  const wanted = readContentPath(path)
  if (!wanted) return null
  const content = source ? await source.readContent(wanted) : null
  if (!content?.ok) return { status: 404, headers: strictHeaders(), body: null }
  return contentAnswer(content.value, range)
}

/** Serves content so that it can be shown or played, and nothing in it can run. Anything but a known type can only be saved. */
export function contentAnswer({ mimeType, bytes, name }: StoredContent, range: string | null): ContentAnswer {
  const isShown = shownTypes.has(mimeType)
  const endings = shownTypes.get(mimeType) ?? savedTypes.get(mimeType) ?? []
  const isPlayed = mimeType.startsWith('audio/') || mimeType.startsWith('video/')
  const headers: Record<string, string> = {
    ...strictHeaders(),
    'content-type': endings.length > 0 ? mimeType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; ${nameParameters(harmlessName(name, endings))}`,
    ...(isShown && isPlayed ? { 'accept-ranges': 'bytes' } : {}),
  }
  const asked = isShown && isPlayed ? readRange(range, bytes.length) : null
  if (asked === 'unsatisfiable') return { status: 416, headers: { ...strictHeaders(), 'content-range': `bytes */${bytes.length}` }, body: null }
  const body = bytes.slice(asked?.start ?? 0, (asked?.last ?? bytes.length - 1) + 1)
  headers['content-length'] = String(body.length)
  if (!asked) return { status: 200, headers, body }
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${asked.start}-${asked.last}/${bytes.length}` }, body }
}

/** Nothing of it is kept by a browser: customers' pictures are on the disk only encrypted. */
function strictHeaders(): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

/** One range of bytes; null for everything, as for a header that nobody understands (RFC 9110, section 14.2). */
function readRange(header: string | null, size: number): { start: number; last: number } | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return start > last ? 'unsatisfiable' : { start, last }
}

/** A file name that means nothing to any system but itself, with an ending that tells what the file is. */
function harmlessName(name: string, endings: readonly string[]): string {
  const plain = name
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*%]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const short = [...plain].slice(-longestName).join('').replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1') || 'comptoir'
  const hasEnding = endings.length === 0 || endings.some((ending) => short.toLowerCase().endsWith(`.${ending}`))
  return hasEnding ? short : `${short}.${endings[0]}`
}

/** The name once in plain letters and once whole (RFC 6266). */
function nameParameters(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${whole}`
}
