import { parseArgs } from 'node:util'
import { scenarioNames, type ScenarioName } from './scenarios/scenario-names'

export type PracticeArguments =
  | { ok: true; options: { scenario: ScenarioName; port: number; controlPort: number; startAt: number } }
  | { ok: false; sentence: string }

/** Reads the command's arguments. `now` is the start when none is given, in UTC milliseconds. */
export function readPracticeArguments(words: string[], now: number): PracticeArguments {
  const read = readOptions(words)
  if (typeof read === 'string') return { ok: false, sentence: read }
  const { scenario = 'bakery', start } = read
  const port = readPort(read.port)
  const controlPort = readPort(read['control-port'])
  const startAt = start === undefined ? now : Date.parse(start)
  const known = scenarioNames.find((name) => name === scenario)
  if (port === null) return { ok: false, sentence: `--port wants a number from 0 to 65535, not ${read.port}.` }
  if (controlPort === null) return { ok: false, sentence: `--control-port wants a number from 0 to 65535, not ${read['control-port']}.` }
  if (!known) return { ok: false, sentence: `There is no scenario ${scenario}; there are ${scenarioNames.join(' and ')}.` }
  if (!Number.isFinite(startAt)) return { ok: false, sentence: `--start wants a time such as 2026-11-20T09:00:00Z, not ${start}.` }
  return { ok: true, options: { scenario: known, port, controlPort, startAt } }
}

function readOptions(words: string[]) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        port: { type: 'string' },
        'control-port': { type: 'string' },
        scenario: { type: 'string' },
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
