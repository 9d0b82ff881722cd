import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { repository } from '../repository.mjs'
import { skipOutcome } from './outcome.mjs'
import { commandOf, runPart } from './run-part.mjs'

/** @returns {Promise<import('./outcome.mjs').Outcome[]>} */
export async function runPlaywright(project, filters, env) {
  const report = join(repository, 'test-results', `${project}.json`)
  rmSync(report, { force: true })
  const output = join(repository, 'test-results', project)
  const values = ['test', '--project', project, '--reporter=list,json', '--output', output, '--pass-with-no-tests', ...filters]
  const { status } = await runPart(commandOf('@playwright/test', 'playwright'), values, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  const { suites, errors } = readReport(report)
  const outcomes = suites.flatMap((suite) => outcomesOf(project, suite, []))
  const failures = errors.map(({ message }) => ({ part: project, title: 'an error outside the tests', result: 'failed', words: plain(message) }))
  const all = [...outcomes, ...failures]
  if (status === 0 || all.some(({ result }) => result === 'failed')) return all
  return [...all, { part: project, title: 'the run itself', result: 'failed', words: `playwright ended with status ${status}` }]
}

function outcomesOf(project, suite, above) {
  const path = [...above, suite.title]
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => outcomeOf(project, [...path, spec.title].join(' > '), test)))
  return [...own, ...(suite.suites ?? []).flatMap((inner) => outcomesOf(project, inner, path))]
}

function outcomeOf(project, title, test) {
  if (test.status === 'skipped') {
    const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
    return skipOutcome(project, title, reason)
  }
  if (test.status === 'expected') return { part: project, title, result: 'passed', words: '' }
  const words = test.results.flatMap((result) => result.errors.map(({ message }) => plain(message)))
  return { part: project, title, result: 'failed', words: words.join('\n') || `ended as ${test.status}` }
}

function plain(text = '') {
  return stripVTControlCharacters(text)
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { suites: [], errors: [{ message: 'playwright left no report' }] }
  }
}
