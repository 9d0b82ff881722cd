import { writeFileSync } from 'node:fs'
import { startVitest } from 'vitest/node'

const [report, ...filters] = process.argv.slice(2)

/** Vitest's own JSON leaves out the reasons of skipped tests. */
const collector = {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(describeTest))
    const errors = [
      ...modules.flatMap((module) => module.errors().map((error) => `${module.relativeModuleId}: ${error.message}`)),
      ...modules.flatMap((module) => [...module.children.allSuites()].flatMap((suite) => suite.errors().map((error) => `${suite.fullName}: ${error.message}`))),
      ...unhandledErrors.map((error) => error.stack ?? error.message),
    ]
    writeFileSync(report, JSON.stringify({ tests, errors }))
  },
}

function describeTest(test) {
  const result = test.result()
  return {
    part: test.project.name,
    title: `${test.module.relativeModuleId} > ${test.fullName}`,
    state: result.state,
    words: result.state === 'skipped' ? (result.note ?? '') : (result.errors ?? []).map((error) => error.message).join('\n'),
  }
}

const vitest = await startVitest('test', filters, { run: true, watch: false, passWithNoTests: true, reporters: ['default', collector] })
await vitest.close()
