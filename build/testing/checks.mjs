import { join } from 'node:path'
import { repository } from '../repository.mjs'
import { commandOf, runPart } from './run-part.mjs'

const projects = ['shared', 'electron', 'renderer', 'test']

/** What is checked without running the app: each is one test. */
export const checks = {
  types: async () => {
    const compiler = commandOf('@typescript/native', 'tsc')
    const runs = await Promise.all(projects.map((project) => runPart(compiler, ['-p', join(repository, project)], { quiet: true })))
    return { status: Math.max(...runs.map((run) => run.status)), output: runs.map((run) => run.output).filter(Boolean).join('\n') }
  },
  lint: () => runPart(commandOf('eslint', 'eslint'), ['--max-warnings=0', repository], { quiet: true }),
  walls: () => runPart(join(repository, 'build', 'walls.mjs'), [], { quiet: true }),
}

/** @returns {Promise<import('./outcome.mjs').Outcome>} */
export async function runCheck(name) {
  const { status, output } = await checks[name]()
  return { part: 'checks', title: name, result: status === 0 ? 'passed' : 'failed', words: output }
}
