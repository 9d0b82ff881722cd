import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'practice-command-'))
const command = join(folder, 'practice.cjs')
const started: ChildProcess[] = []

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'node24',
      ssr: 'electron/practice/main.ts',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'practice.cjs' } },
    },
    ssr: { noExternal: true },
  })
})

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function start(words: string[], withParent = false) {
  const child = spawn(process.execPath, [command, ...words], { stdio: ['ignore', 'pipe', 'pipe', withParent ? 'ipc' : 'ignore'] })
  started.push(child)
  let output = ''
  let complaint = ''
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('\n')) resolve()
    })
  })
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ended = new Promise<{ status: number | null; output: string; complaint: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, output, complaint }))
  })
  return { child, ready, ended, firstLine: () => JSON.parse(output.split('\n')[0] ?? '') as Record<string, string> }
}

it.each(['SIGINT', 'SIGTERM'] as const)('prints one line when it is ready, answers, and ends cleanly on %s', async (signal) => {
  const { child, ready, ended, firstLine } = start(['--port', '0', '--scenario', 'bakery', '--start', '2026-11-20T09:00:00Z'])
  await ready
  const { url, pageId, token, controlUrl } = firstLine()
  const response = await fetch(`${url}/v25.0/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(await response.json()).toEqual({ id: pageId, name: 'Boulangerie du Port' })
  expect((await fetch(`${controlUrl}/state`)).status).toBe(200)
  child.kill(signal)
  const { status, output, complaint } = await ended
  expect(status).toBe(0)
  expect(output.trim().split('\n')).toHaveLength(1)
  expect(Object.keys(firstLine())).toEqual(['url', 'pageId', 'token', 'controlUrl', 'userToken', 'pages'])
  expect(complaint).toBe('')
})

it('ends cleanly when the program that started it is gone', async () => {
  const { child, ready } = start([], true)
  await ready
  const exited = once(child, 'exit')
  child.disconnect()
  expect(await exited).toEqual([0, null])
})

it('answers a bad argument with one sentence and status 2', async () => {
  const { status, output, complaint } = await start(['--scenario', 'toys']).ended
  expect([status, output, complaint]).toEqual([2, '', 'There is no scenario toys; there are bakery and empty.\n'])
})

it.each(['--port', '--control-port'])('answers a taken %s with one sentence and status 2', async (option) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { status, output, complaint } = await start([option, String(port)]).ended
  other.close()
  expect([status, output, complaint]).toEqual([2, '', `Port ${port} is taken by another program.\n`])
})
