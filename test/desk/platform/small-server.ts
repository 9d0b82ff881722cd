import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

/** A request as it arrived. */
export type Arrived = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; body: string; at: number }

type Answer = (arrived: Arrived, response: ServerResponse) => void

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A server of a test's own, on a port of its own, that ends with the test. */
export async function startSmallServer(answer: Answer): Promise<{ url: string; arrived: Arrived[]; close(): Promise<void> }> {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const { method = '', headers } = request
      const one = { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks).toString(), at: performance.now() }
      arrived.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  open.push(close)
  return { url: `http://127.0.0.1:${port}`, arrived, close }
}

/** Answers with JSON, as the platform does. */
export function json(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers }).end(JSON.stringify(value))
}

/** Answers with an error of the platform's. */
export function platformError(response: ServerResponse, code: number, subcode = 0, headers: Record<string, string> = {}): void {
  json(response, 400, { error: { message: 'EAAleak une phrase', type: 'OAuthException', code, error_subcode: subcode } }, headers)
}
