import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../repository.mjs'
import { skipOutcome } from './outcome.mjs'
import { runPart } from './run-part.mjs'

const report = join(repository, 'test-results', 'vitest.json')

/** @returns {Promise<import('./outcome.mjs').Outcome[]>} */
export async function runVitest(filters) {
  rmSync(report, { force: true })
  const { status } = await runPart(join(repository, 'build', 'testing', 'run-vitest.mjs'), [report, ...filters])
  const { tests, errors } = readReport()
  const outcomes = tests.map(({ part, title, state, words }) => {
    if (state === 'skipped') return skipOutcome(part, title, words)
    return { part, title, result: state === 'passed' ? 'passed' : 'failed', words: words || `ended as ${state}` }
  })
  const failures = errors.map((words) => ({ part: 'vitest', title: 'an error outside the tests', result: 'failed', words }))
  const all = [...outcomes, ...failures]
  if (status === 0 || all.some(({ result }) => result === 'failed')) return all
  return [...all, { part: 'vitest', title: 'the run itself', result: 'failed', words: `vitest ended with status ${status}` }]
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { tests: [], errors: ['vitest left no report'] }
  }
}
