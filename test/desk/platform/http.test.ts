import { MessageChannel } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import { expect, describe, test } from 'vitest'
import { createThreadHttp } from '../../../electron/desk/thread-http'
import type { HostFunctions } from '../../../electron/desk/worker-protocol'
import { createHttp } from '../../../electron/host/http'
import { createHttpCalls } from '../../../electron/host/http-calls'
import { startSmallServer } from './small-server'

const http = createHttp(fetch)
const never = new AbortController().signal
const secretHeaders = { authorization: 'Bearer EAAsecret' }

function request(url: string, timeoutMs = 5_000) {
  return { method: 'GET' as const, url, headers: secretHeaders, timeoutMs }
}

describe('a request with the token', () => {
  // platform: answer.redirect
  test.each([301, 302, 307, 308])('does not follow a redirect (%i) to another host', async (status) => {
    const other = await startSmallServer((_, response) => response.end('{}'))
    const server = await startSmallServer((_, response) => response.writeHead(status, { location: other.url }).end())
    expect(await http.send(request(server.url), never)).toEqual({ kind: 'lost' })
    expect(await http.send({ ...request(server.url), method: 'POST', body: '{}' }, never)).toEqual({ kind: 'lost' })
    expect(server.arrived).toHaveLength(2)
    expect(other.arrived).toEqual([])
  })

  // platform: answer.late
  test('ends when its time is over, when its caller gives up, and when the answer has no end', async () => {
    const silent = await startSmallServer(() => {})
    expect(await http.send(request(silent.url, 50), never)).toEqual({ kind: 'lost' })

    const caller = new AbortController()
    const given = http.send(request(silent.url), caller.signal)
    await expect.poll(() => silent.arrived.length).toBe(2)
    caller.abort()
    expect(await given).toEqual({ kind: 'lost' })
    expect(await http.send(request(silent.url), caller.signal)).toEqual({ kind: 'unsent' })
    expect(silent.arrived).toHaveLength(2)

    const endless = await startSmallServer((_, response) => {
      const more = () => void (response.writable && response.write(Buffer.alloc(1024 * 1024), more))
      more()
    })
    expect(await http.send(request(endless.url, 20_000), never)).toEqual({ kind: 'lost' })
  })
})

describe('a download', () => {
  const picture = Buffer.from([137, 80, 78, 71])

  function download(url: string, limits: { hosts?: string[]; timeoutMs?: number; largestBytes?: number } = {}, signal = never) {
    return http.download({ url, hosts: [new URL(url).origin], timeoutMs: 5_000, largestBytes: 1_000, ...limits }, signal)
  }

  test('gives the bytes and what they are, and carries no token', async () => {
    const server = await startSmallServer((_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(picture))
    expect(await download(`${server.url}/a.png`)).toEqual({ kind: 'bytes', status: 200, contentType: 'image/png', bytes: new Uint8Array(picture) })
    expect(server.arrived[0]?.headers).not.toHaveProperty('authorization')
    expect(server.arrived[0]?.headers).not.toHaveProperty('cookie')
  })

  test('says that an address has expired by its status', async () => {
    const server = await startSmallServer((_, response) => response.writeHead(403).end())
    expect(await download(server.url)).toMatchObject({ kind: 'bytes', status: 403, contentType: null })
  })

  test('asks only the hosts on its list, with what is below them, over https', async () => {
    const server = await startSmallServer((_, response) => response.end(picture))
    for (const hosts of [[], ['127.0.0.1'], ['fbcdn.net'], ['http://127.0.0.1:1'], ['https://127.0.0.1']]) {
      expect(await download(server.url, { hosts }), hosts.join()).toEqual({ kind: 'failed' })
    }
    expect(server.arrived).toEqual([])
  })

  // platform: attachment.hosts
  test.each([
    ['https://fbcdn.net/a', true],
    ['https://scontent.xx.fbcdn.net/a', true],
    ['https://evilfbcdn.net/a', false],
    ['https://fbcdn.net.evil.example/a', false],
    ['http://scontent.xx.fbcdn.net/a', false],
    ['https://ann:secret@scontent.xx.fbcdn.net/a', false],
    ['file:///etc/passwd', false],
    ['data:text/plain,hello', false],
    ['nonsense', false],
  ])('asks %s: %s', async (url, allowed) => {
    const asked: string[] = []
    const listening = createHttp((address) => {
      asked.push(address)
      return Promise.resolve(new Response('x'))
    })
    const outcome = await listening.download({ url, hosts: ['fbcdn.net'], timeoutMs: 1_000, largestBytes: 10 }, never)
    expect(outcome.kind).toBe(allowed ? 'bytes' : 'failed')
    expect(asked).toHaveLength(allowed ? 1 : 0)
  })

  test('follows three redirects, and no fourth, and none to a host that is not on the list', async () => {
    const other = await startSmallServer((_, response) => response.end(picture))
    const server = await startSmallServer(({ path }, response) => {
      const left = Number(path.slice(1))
      if (path === '/away') response.writeHead(302, { location: other.url }).end()
      else if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end()
      else response.end(picture)
    })
    expect(await download(`${server.url}/3`)).toMatchObject({ kind: 'bytes', status: 200 })
    expect(await download(`${server.url}/4`)).toEqual({ kind: 'failed' })
    expect(await download(`${server.url}/away`)).toEqual({ kind: 'failed' })
    expect(other.arrived).toEqual([])
    expect(await download(`${server.url}/away`, { hosts: [server.url, other.url] })).toMatchObject({ kind: 'bytes' })
  })

  test('stops at the limit, whether the size was announced or not', async () => {
    let written = 0
    const server = await startSmallServer(({ path }, response) => {
      if (path === '/announced') response.writeHead(200, { 'content-length': '5000000' })
      const more = () => {
        written += 1
        if (response.writable && !response.destroyed) response.write(Buffer.alloc(500), () => setImmediate(more))
      }
      more()
    })
    expect(await download(`${server.url}/announced`)).toEqual({ kind: 'too-large' })
    expect(await download(`${server.url}/endless`)).toEqual({ kind: 'too-large' })
    const atTheEnd = written
    expect(await download(`${server.url}/endless`, { largestBytes: 100_000 })).toEqual({ kind: 'too-large' })
    expect(written).toBeGreaterThan(atTheEnd)
  })

  test('fails when it takes too long or its caller gives up', async () => {
    const server = await startSmallServer((_, response) => void response.writeHead(200).write('a'))
    expect(await download(server.url, { timeoutMs: 50 })).toEqual({ kind: 'failed' })
    const caller = new AbortController()
    const given = download(server.url, {}, caller.signal)
    await expect.poll(() => server.arrived.length).toBe(2)
    caller.abort()
    expect(await given).toEqual({ kind: 'failed' })
  })
})

describe('between the desk’s thread and its host', () => {
  test('a caller that gives up ends the request, and the others go on', async () => {
    const server = await startSmallServer(({ path }, response) => void (path === '/answers' && response.end('{"id":"1"}')))
    const { port1, port2 } = new MessageChannel()
    createBirpc<object, Pick<HostFunctions, 'sendHttp' | 'downloadHttp' | 'abortHttp'>>(createHttpCalls(http), {
      post: (message: unknown) => port1.postMessage(message),
      on: (listener) => void port1.on('message', listener),
    })
    const host = createBirpc<Pick<HostFunctions, 'sendHttp' | 'downloadHttp' | 'abortHttp'>>(
      {},
      { post: (message: unknown) => port2.postMessage(message), on: (listener) => void port2.on('message', listener) },
    )
    const overTheWall = createThreadHttp(host)
    try {
      const caller = new AbortController()
      const given = overTheWall.send(request(`${server.url}/silent`, 60_000), caller.signal)
      const kept = overTheWall.send(request(`${server.url}/answers`), never)
      await expect.poll(() => server.arrived.length).toBe(2)
      caller.abort()
      expect(await given).toEqual({ kind: 'lost' })
      expect(await kept).toMatchObject({ kind: 'answer', body: '{"id":"1"}' })
      const bytes = await overTheWall.download({ url: `${server.url}/answers`, hosts: [server.url], timeoutMs: 5_000, largestBytes: 100 }, never)
      expect(bytes).toMatchObject({ kind: 'bytes', bytes: new TextEncoder().encode('{"id":"1"}') })
    } finally {
      port1.close()
      port2.close()
    }
  })
})
