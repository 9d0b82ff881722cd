import { readdirSync, readFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { expect, storeKey, test } from './served-app'

function get(url: URL, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    plainRequest({ host: '127.0.0.1', port: url.port, path: url.pathname + url.search, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

function socketOpens(url: URL, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${url.port}/desk`, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

test.describe('the browser host lets in its own page and nobody else', () => {
  test('the key in the address works once and becomes a cookie named after the port', async ({ serve }) => {
    const app = await serve()
    const url = new URL(app.url)
    const host = url.host
    const first = await get(url, { host })
    expect(first.status).toBe(303)
    const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
    expect(cookie).toMatch(new RegExp(`^comptoir-${url.port}=`))
    expect(String(first.headers['set-cookie'])).toContain('HttpOnly; SameSite=Strict')

    expect((await get(url, { host })).status).toBe(403)
    expect((await get(new URL('/', url), { host })).status).toBe(403)
    expect((await get(new URL('/', url), { host, cookie: `comptoir-${url.port}=guess` })).status).toBe(403)
    const page = await get(new URL('/', url), { host, cookie })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('another host name, another origin and paths outside the page are refused', async ({ serve }) => {
    const url = new URL((await serve()).url)
    const { host, origin } = url
    const cookie = String((await get(url, { host })).headers['set-cookie']).split(';')[0] ?? ''
    expect((await get(new URL('/', url), { host: `evil.example:${url.port}`, cookie })).status).toBe(403)
    for (const path of ['/../main.cjs', '/%2e%2e/main.cjs', '/..%2fmain.cjs', '/main.cjs', '/index.html%00', '/%']) {
      const answer = await get(Object.assign(new URL(url), { pathname: path, search: '' }), { host, cookie })
      expect(answer.status, path).toBe(404)
    }
    for (const path of ['//', '///', '/?', '/%zz']) await get(Object.assign(new URL(url), { pathname: path, search: '' }), { host })
    expect(await socketOpens(url, { host, cookie, origin })).toBe(true)
    expect(await socketOpens(url, { host, cookie, origin: 'http://evil.example' })).toBe(false)
    expect(await socketOpens(url, { host, cookie })).toBe(false)
    expect(await socketOpens(url, { host, origin })).toBe(false)
  })

  test('secrets of the environment are not in the environment of the running host, nor on disk, nor in its words', async ({ dataFolder, practice, serve }) => {
    const app = await serve({ token: practice.token })
    await app.end()
    const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1')
      expect(bytes, file.name).not.toContain(practice.token)
      expect(bytes, file.name).not.toContain(storeKey)
    }
    expect(app.words()).not.toContain(practice.token)
  })

  test('SIGTERM ends it cleanly with status 0', async ({ practice, serve }) => {
    const app = await serve({ token: practice.token })
    expect(await app.end()).toBe(0)
  })
})
