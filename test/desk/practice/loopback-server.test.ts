import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startLoopbackServer, type LoopbackAnswer, type LoopbackServer } from '../../../electron/practice/loopback-server'

let server: LoopbackServer | null = null

beforeEach(() => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined)
})

afterEach(async () => {
  await server?.close()
  vi.restoreAllMocks()
})

const right: LoopbackAnswer = { kind: 'answer', status: 200, headers: {}, body: 'yes' }

it.each([
  ['a header that HTTP cannot carry', () => Promise.resolve({ ...right, headers: { first: 'a', location: 'http://127.0.0.1/日本' } })],
  ['a status that is none', () => Promise.resolve({ ...right, status: 42 })],
  ['no answer at all', () => Promise.reject(new Error('it broke'))],
])('one request with %s gets an empty 500 and a warning, and the next is answered', async (_, wrong: () => Promise<LoopbackAnswer>) => {
  const answers = [wrong, () => Promise.resolve(right)]
  server = await startLoopbackServer({ port: 0, host: '127.0.0.1' }, () => (answers.shift() ?? wrong)())
  const broken = await fetch(server.url)
  expect([broken.status, await broken.text(), broken.headers.get('first')]).toEqual([500, '', null])
  expect(process.emitWarning).toHaveBeenCalledOnce()
  expect(await (await fetch(server.url)).text()).toBe('yes')
})
