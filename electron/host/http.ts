import { mayDownload } from '../desk/download-hosts'
import type { DownloadOutcome, Http, HttpOutcome } from '../desk/ports'

type Fetch = (url: string, options: RequestInit) => Promise<Response>

/** What Chromium calls the failures that come before a request has left. Others, such as ERR_SSL_PROTOCOL_ERROR, can also come after. */
const beforeLeavingPattern =
  /\bERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|PROXY_CONNECTION_FAILED|CERT_[A-Z_]+)\b/

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
        return { kind: hasNeverLeft(error) ? 'unsent' : 'lost' }
      }
    },

    async download(request, signal): Promise<DownloadOutcome> {
      const limits = AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)])
      try {
        let url = new URL(request.url)
        for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
          if (limits.aborted || !mayDownload(url, request.hosts)) return { kind: 'failed' }
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

/**
 * Whether a `fetch` failed before its request can have left; in doubt it may have. Node says in which system call it failed:
 * the same code, such as EHOSTUNREACH, also ends a connection on which the request has gone out.
 */
function hasNeverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.cause !== undefined) return hasNeverLeft(error.cause)
  // One failure for each address of the host.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(hasNeverLeft)
  if ('code' in error && error.code === 'UND_ERR_CONNECT_TIMEOUT') return true
  const syscall = 'syscall' in error ? error.syscall : null
  return syscall === 'connect' || syscall === 'getaddrinfo' || beforeLeavingPattern.test(error.message)
}
