import { Readable } from 'node:stream'
import type { Protocol, ProtocolRequest, UploadData } from 'electron'

type Handler = (request: Request) => Response | Promise<Response>

type StreamAnswer = { statusCode: number; headers: Record<string, string>; data: Readable }

const failed = -2

/** `protocol.handle` came with Electron 25: a Request in, a Response out, over the older stream protocol. */
export function addProtocolHandle(protocol: Protocol): void {
  const handled = new Set<string>()
  const added = {
    handle(scheme: string, handler: Handler): void {
      protocol.registerStreamProtocol(scheme, (request, answer) => {
        answerWith(handler, request).then(answer, () => answer({ error: failed }))
      })
      handled.add(scheme)
    },
    unhandle(scheme: string): void {
      protocol.unregisterProtocol(scheme)
      handled.delete(scheme)
    },
    isProtocolHandled: (scheme: string): boolean => handled.has(scheme),
  }
  Object.assign(protocol, added)
}

async function answerWith(handler: Handler, request: ProtocolRequest): Promise<StreamAnswer> {
  const body = bodyOf(request.uploadData)
  const response = await handler(new Request(request.url, { method: request.method, headers: request.headers, ...(body && { body }) }))
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), data: readableOf(response) }
}

function bodyOf(uploaded: UploadData[] | undefined): Buffer<ArrayBuffer> | null {
  const parts = (uploaded ?? []).flatMap((part) => (part.bytes ? [part.bytes] : []))
  return parts.length > 0 ? Buffer.concat(parts) : null
}

function readableOf(response: Response): Readable {
  return Readable.from(chunksOf(response), { objectMode: false })
}

async function* chunksOf(response: Response): AsyncGenerator<Buffer> {
  if (!response.body) return
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) yield Buffer.from(chunk)
}
