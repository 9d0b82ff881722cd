import type { DownloadOutcome, Http, HttpOutcome } from '../desk/ports'

type Fetch = (url: string, options: RequestInit) => Promise<Response>

/** Failures of Node's `fetch` and of Chromium's before a request has left. */
const unsentPattern =
  /NEVER_LEFT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CERT|ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|SSL|UNSAFE_PORT)/

/** What a `fetch` throws for a request whose time was over before it left. */
export const neverLeft = 'NEVER_LEFT'

/** The platform's answers are far smaller; more than this is not one of them. */
const largestAnswerBytes = 32 * 1024 * 1024

const mostRedirects = 3

/**
 * The HTTP port over a host's `fetch`: Electron's own, which knows the system's proxy and certificates, or Node's. Requests
 * follow no redirect, since they carry the token. Downloads follow some, step by step through `fetchStep`, which gives a
 * redirect as the answer that it is.
 */
export function createHttp(fetchWith: Fetch, fetchStep: Fetch = (url, options) => fetchWith(url, { ...options, redirect: 'manual' })): Http {
  return {
    async send(request, signal): Promise<HttpOutcome> {
      if (signal.aborted) return { kind: 'unsent' }
      const sentAt = Date.now()
      try {
        const response = await fetchWith(request.url, {
          method: request.method,
          headers: request.headers,
          redirect: 'error',
          signal: AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]),
          ...(request.body === undefined ? {} : { body: request.body }),
        })
        const receivedAt = Date.now()
        const bytes = await readAtMost(response, largestAnswerBytes)
        if (!bytes) return { kind: 'lost' }
        const { status, headers } = response
        return { kind: 'answer', status, headers: Object.fromEntries(headers), body: new TextDecoder().decode(bytes), sentAt, receivedAt }
      } catch (error) {
        return unsentPattern.test(reasonOf(error)) ? { kind: 'unsent' } : { kind: 'lost' }
      }
    },

    async download(request, signal): Promise<DownloadOutcome> {
      const limits = AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)])
      try {
        let url = new URL(request.url)
        for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
          if (limits.aborted || !isAllowed(url, request.hosts)) return { kind: 'failed' }
          const response = await fetchStep(url.href, { method: 'GET', credentials: 'omit', signal: limits })
          const next = redirectOf(response)
          if (next === null) return await download(response, request.largestBytes)
          await response.body?.cancel()
          url = new URL(next, url)
        }
      } catch {
        // The caller needs no reason: what is missing is asked for again by and by.
      }
      return { kind: 'failed' }
    },
  }
}

async function download(response: Response, largestBytes: number): Promise<DownloadOutcome> {
  const bytes = await readAtMost(response, largestBytes)
  return bytes
    ? { kind: 'bytes', status: response.status, contentType: response.headers.get('content-type'), bytes }
    : { kind: 'too-large' }
}

/** The whole body, or null as soon as it is known to be larger. */
async function readAtMost(response: Response, largestBytes: number): Promise<Uint8Array | null> {
  if (!response.body) return new Uint8Array()
  if (Number(response.headers.get('content-length') ?? 0) > largestBytes) {
    await response.body.cancel()
    return null
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop ends the stream, and with it the connection.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > largestBytes) return null
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

function redirectOf(response: Response): string | null {
  return [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null
}

function isAllowed(url: URL, hosts: readonly string[]): boolean {
  if (url.username !== '' || url.password !== '') return false
  return hosts.some((allowed) =>
    allowed.includes('://')
      ? url.origin === allowed
      : url.protocol === 'https:' && (url.hostname === allowed || url.hostname.endsWith(`.${allowed}`)),
  )
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return `${code} ${error.message} ${error.cause === undefined ? '' : reasonOf(error.cause)}`
}
