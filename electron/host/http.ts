import type { Http, HttpOutcome } from '../desk/ports'

type Fetch = (url: string, options: RequestInit) => Promise<Response>

/** Failures of Node's `fetch` and of Chromium's before a request has left. */
const unsentPattern =
  /NEVER_LEFT|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CERT|ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|SSL|UNSAFE_PORT)/

/** What a `fetch` throws for a request whose time was over before it left. */
export const neverLeft = 'NEVER_LEFT'

/** The HTTP port over a host's `fetch`: Electron's own, which knows the system's proxy and certificates, or Node's. It follows no redirect. */
export function createHttp(fetchWith: Fetch): Http {
  return {
    async send(request): Promise<HttpOutcome> {
      const sentAt = Date.now()
      try {
        const response = await fetchWith(request.url, {
          method: request.method,
          headers: request.headers,
          redirect: 'error',
          signal: AbortSignal.timeout(request.timeoutMs),
          ...(request.body === undefined ? {} : { body: request.body }),
        })
        const receivedAt = Date.now()
        const body = await response.text()
        return { kind: 'answer', status: response.status, headers: Object.fromEntries(response.headers), body, sentAt, receivedAt }
      } catch (error) {
        return unsentPattern.test(reasonOf(error)) ? { kind: 'unsent' } : { kind: 'lost' }
      }
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return `${code} ${error.message} ${error.cause === undefined ? '' : reasonOf(error.cause)}`
}
