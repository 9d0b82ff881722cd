import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { repository } from '../../build/repository.mjs'
import { expect, storeKey, test } from './served-app'

/** Starts a command as an owner's script would, through npm; gives npm, the one line on stdout as JSON, and all of stdout. */
async function startThroughNpm(command: string, values: string[], environment: Record<string, string> = {}) {
  const npm = spawn('npm', ['run', '--silent', command, '--', ...values], {
    cwd: repository,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  npm.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [line] = (await once(createInterface({ input: npm.stdout }), 'line')) as [string]
  return { npm, said: JSON.parse(line) as Record<string, unknown>, output: () => output }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

test.describe('the commands for automation', () => {
  test.skip(process.platform === 'win32', 'Windows has no SIGTERM to send to npm')

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`practice and serve print one line each, and a ${signal} to npm ends them without an orphan`, async ({ dataFolder }) => {
      const practice = await startThroughNpm('practice', ['--scenario', 'bakery'])
      expect(Object.keys(practice.said)).toEqual(['url', 'pageId', 'token', 'controlUrl'])
      const serve = await startThroughNpm('serve', ['--data', dataFolder, '--graph', String(practice.said['url']), '--lang', 'fr'], {
        COMPTOIR_PAGE_TOKEN: String(practice.said['token']),
        COMPTOIR_STORE_KEY: storeKey,
      })
      expect(Object.keys(serve.said)).toEqual(['url', 'pid'])

      for (const { npm, said, output } of [serve, practice]) {
        const url = new URL('/', String(said['url'])).href
        expect(await answers(url)).toBe(true)
        npm.kill(signal)
        await once(npm, 'close')
        expect(output().trim().split('\n')).toHaveLength(1)
        expect(await answers(url)).toBe(false)
      }
      expect(() => process.kill(Number(serve.said['pid']), 0)).toThrow()
    })
  }
})
