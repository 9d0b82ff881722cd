import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

const usualBodyLimitBytes = 1024 * 1024
const keepAliveMs = 60_000

export type LoopbackRequest = {
  method: string
  /** Decoded, in its parts: `/v25.0/me` is `['v25.0', 'me']`. */
  path: string[]
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** Null when it was larger than the server's limit. */
  body: Buffer | null
}

/** `drop` ends the connection without an answer. */
export type LoopbackAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string | Buffer }
  | { kind: 'drop' }

export type LoopbackServer = { url: string; close(): Promise<void> }

/** Where to listen; port 0 takes any free one. A body may have 1 MiB unless another limit is given. */
export type ListenOptions = { port: number; host: '127.0.0.1'; bodyLimitBytes?: number }

/**
 * Serves HTTP on loopback. Rejects when the port is taken. `close` ends connections that are still open. A request whose
 * answer breaks or cannot be written gets an empty 500, and the server goes on.
 */
export async function startLoopbackServer(
  { port, host, bodyLimitBytes = usualBodyLimitBytes }: ListenOptions,
  answerRequest: (request: LoopbackRequest, origin: string) => Promise<LoopbackAnswer>,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  let origin = ''
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error))
      if (response.headersSent) return void request.socket.destroy()
      response.writeHead(500, { 'content-length': 0 }).end()
    })
  })
  server.keepAliveTimeout = keepAliveMs
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await readRequest(request, bodyLimitBytes).catch(() => null)
    // The client left in the middle, or what came is no request.
    if (!received) return void request.socket.destroy()
    const answer = await answerRequest(received, origin)
    if (answer.kind === 'drop') return void request.socket.destroy()
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
    response.end(answer.body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  origin = `http://${host}:${(server.address() as AddressInfo).port}`

  return {
    url: origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function readRequest(request: IncomingMessage, bodyLimitBytes: number): Promise<LoopbackRequest> {
  const url = new URL(`http://loopback${request.url ?? '/'}`)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= bodyLimitBytes) chunks.push(chunk)
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname.split('/').filter(Boolean).map(decodePathPart),
    query: url.searchParams,
    headers: request.headers,
    body: size <= bodyLimitBytes ? Buffer.concat(chunks) : null,
  }
}

/** A part that is no percent-encoding stays as it is, and is found nowhere. */
function decodePathPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
