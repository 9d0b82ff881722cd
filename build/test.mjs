import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './repository.mjs'
import { ensureBuilt } from './setup/built-sources.mjs'
import { checks, runCheck } from './testing/checks.mjs'
import { countOf } from './testing/outcome.mjs'
import { runPlaywright } from './testing/playwright-part.mjs'
import { prepareSurroundings } from './testing/surroundings.mjs'
import { runVitest } from './testing/vitest-part.mjs'

const filters = process.argv.slice(2).filter((value) => !value.startsWith('-'))
const isCi = /^(1|true)$/i.test(process.env.CI ?? '')
// A machine of the project's own has everything; on another system the session bus does not exist.
const mustRunAll = isCi && process.platform === 'linux' && filters.length === 0

const outcomes = []
const notRun = []

process.on('disconnect', () => process.exit(130))
mkdirSync(join(repository, 'test-results'), { recursive: true })
const surroundings = await prepareSurroundings(process.execPath)
print(`Node ${process.version}`)
print(`Electron ${surroundings.electron.version ?? `none: ${surroundings.electron.problem}`}${surroundings.electron.kind === 'stand-in' ? ', the stand-in' : ''}`)
print(`Browser ${surroundings.browser.version ?? `none: ${surroundings.browser.problem}`}`)

const wantedChecks = Object.keys(checks).filter((name) => filters.length === 0 || filters.includes(name))
for (const name of wantedChecks) {
  const outcome = await runCheck(name)
  print(`${outcome.result === 'passed' ? '✓' : '✘'} ${name}${outcome.result === 'passed' ? '' : `\n${outcome.words}`}`)
  outcomes.push(outcome)
}

const appBuilt = await build('app')
const standInBuilt = surroundings.electron.kind === 'stand-in' && surroundings.electron.path ? await build('stand-in') : true

await part('vitest', null, () => runVitest(filters))
await part('page', surroundings.browser.problem ?? (appBuilt ? null : 'the app could not be built'), () =>
  runPlaywright('page', filters, { COMPTOIR_BROWSER: surroundings.browser.path }),
)
await part('app', surroundings.appProblem ?? (appBuilt && standInBuilt ? null : 'the app could not be built'), () =>
  runPlaywright('app', filters, { COMPTOIR_ELECTRON: surroundings.electron.kind }),
)
report()

async function build(name) {
  try {
    await ensureBuilt(name, process.execPath)
    return true
  } catch (error) {
    print(error.message)
    outcomes.push({ part: 'build', title: name, result: 'failed', words: error.message })
    return false
  }
}

async function part(name, problem, run) {
  const reason = problem ?? (name !== 'vitest' && !hasTests(name) ? `test/${name} holds no tests` : null)
  if (reason !== null) {
    notRun.push({ name, reason })
    return
  }
  print(`\n${name}`)
  const found = await run()
  if (found.length === 0 && filters.length === 0) notRun.push({ name, reason: 'no test was found' })
  outcomes.push(...found)
}

function hasTests(name) {
  try {
    return readdirSync(join(repository, 'test', name), { recursive: true }).some((file) => String(file).endsWith('.test.ts'))
  } catch {
    return false
  }
}

function report() {
  print('')
  for (const { part, title, words } of outcomes.filter(({ result }) => result === 'skipped')) print(`skipped  ${part}: ${title}: ${words}`)
  for (const { part, title, words } of outcomes.filter(({ result }) => result === 'failed')) print(`failed   ${part}: ${title}\n${indent(words)}`)
  for (const { name, reason } of notRun) print(`not run  ${name}: ${reason}`)
  const failed = countOf(outcomes, 'failed') + (mustRunAll ? notRun.length : 0)
  const passed = countOf(outcomes, 'passed')
  if (passed + failed === 0) print('Nothing ran.')
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
  print(`${passed} passed, ${failed} failed, ${countOf(outcomes, 'skipped')} skipped`)
  // Its channel to the launcher would keep this process alive.
  process.removeAllListeners('disconnect')
  process.disconnect?.()
}

function indent(words) {
  return words.split('\n').slice(0, 20).map((line) => `         ${line}`).join('\n')
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
