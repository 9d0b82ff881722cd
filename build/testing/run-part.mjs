import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { repository } from '../repository.mjs'
import { startKeptForeign } from '../run-kept.mjs'

const require = createRequire(import.meta.url)
const limitMs = 15 * 60_000

/** Runs a script on this Node. Its output is shown as it comes, or gathered when `quiet`. */
export async function runPart(script, values, { quiet = false, env = {} } = {}) {
  const stream = quiet ? 'pipe' : 'inherit'
  const { child, ended } = startKeptForeign(process.execPath, process.execPath, [script, ...values], {
    env: { ...process.env, ...env },
    stdin: 'ignore',
    stdout: stream,
    stderr: stream,
  })
  let output = ''
  for (const source of [child.stdout, child.stderr]) source?.on('data', (chunk) => (output += chunk))
  const timer = setTimeout(() => {
    output += `stopped after ${limitMs / 60_000} minutes`
    child.kill()
  }, limitMs)
  const status = await ended
  clearTimeout(timer)
  return { status, output: output.trim() }
}

/** The script behind a package's command. */
export function commandOf(packageName, command) {
  const path = join(repository, 'node_modules', packageName, 'package.json')
  const { bin } = require(path)
  return join(dirname(path), typeof bin === 'string' ? bin : bin[command])
}
