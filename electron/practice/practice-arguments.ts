import { parseArgs } from 'node:util'
import { errorLanguages, type ErrorLanguage } from './error-texts'
import { isScenarioName, scenarioNames, type ScenarioName } from './scenarios/scenario-names'

export type PracticeOptions = {
  scenario: ScenarioName
  /** Makes a generated shop what it is. */
  seed: number
  morePages: ScenarioName[]
  port: number
  controlPort: number
  startAt: number
  errorLanguage: ErrorLanguage
}
export type PracticeArguments = { ok: true; options: PracticeOptions } | { ok: false; sentence: string }

/** Reads the command's arguments. `now` is the start when none is given, in UTC milliseconds. */
export function readPracticeArguments(words: string[], now: number): PracticeArguments {
  const read = readOptions(words)
  if (typeof read === 'string') return refused(read)
  const { start } = read
  const port = readPort(read.port)
  const controlPort = readPort(read['control-port'])
  const startAt = start === undefined ? now : Date.parse(start)
  const language = read['error-language'] ?? 'en'
  const errorLanguage = errorLanguages.find((known) => known === language)
  const pages = readPages(read)
  const seed = read.seed ?? '1'
  if (port === null) return refused(`--port wants a number from 0 to 65535, not ${read.port}.`)
  if (controlPort === null) return refused(`--control-port wants a number from 0 to 65535, not ${read['control-port']}.`)
  if (!pages.ok) return pages
  if (!/^\d{1,9}$/.test(seed)) return refused(`--seed wants a whole number, not ${seed}.`)
  if (!errorLanguage) return refused(`--error-language wants ${errorLanguages.join(' or ')}, not ${language}.`)
  if (!Number.isFinite(startAt)) return refused(`--start wants a time such as 2026-11-20T09:00:00Z, not ${start}.`)
  const { scenario, morePages } = pages
  return { ok: true, options: { scenario, seed: Number(seed), morePages, port, controlPort, startAt, errorLanguage } }
}

type Pages = { ok: true; scenario: ScenarioName; morePages: ScenarioName[] }

/** One Page by `--scenario`, or several by `--pages`, each scenario once: a written Page's id is its scenario's. */
function readPages(read: { scenario?: string | undefined; pages?: string | undefined }): Pages | { ok: false; sentence: string } {
  if (read.scenario !== undefined && read.pages !== undefined) return refused('Give --scenario or --pages, not both.')
  const named = read.pages?.split(',') ?? [read.scenario ?? 'bakery']
  const scenarios: ScenarioName[] = []
  for (const name of named) {
    const known = isScenarioName(name) ? name : null
    if (!known) return refused(`There is no scenario ${name}; there are ${scenarioNames.join(', ')} and size:NUMBER.`)
    if (scenarios.includes(known)) return refused(`--pages wants each scenario once, and ${name} is there twice.`)
    scenarios.push(known)
  }
  const [scenario = 'bakery', ...morePages] = scenarios
  return { ok: true, scenario, morePages }
}

function refused(sentence: string): { ok: false; sentence: string } {
  return { ok: false, sentence }
}

function readOptions(words: string[]) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        port: { type: 'string' },
        'control-port': { type: 'string' },
        scenario: { type: 'string' },
        seed: { type: 'string' },
        pages: { type: 'string' },
        'error-language': { type: 'string' },
        start: { type: 'string' },
      },
    })
    return values
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  }
}

function readPort(text = '0'): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null
}
