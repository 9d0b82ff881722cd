import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coveragePath, platformCoverage, readCoverage } from '../../build/platform-coverage.mjs'

describe('the page of what the platform does', () => {
  test('names a test for every fact, and is as the script makes it', () => {
    const { page, problems } = readCoverage()
    expect(problems).toEqual([])
    expect(readFileSync(coveragePath, 'utf8')).toBe(page)
  })

  const sections = [{ title: 'Messages', source: 'a guide', facts: [{ id: 'message.id', what: 'an id' }] }]
  const tag = '// platform:'

  test('is made with the title of the test that follows a tag', () => {
    const text = `${tag} message.id\ntest('an id of any shape is taken', () => {})`
    const { page, problems } = platformCoverage(sections, [{ path: 'test/unit/ids.test.ts', text }])
    expect(problems).toEqual([])
    expect(page).toContain('| `message.id` | an id | an id of any shape is taken (`unit/ids.test.ts`) |')
  })

  test('is refused when a fact has no test, and when a test names no fact', () => {
    const { problems } = platformCoverage(sections, [{ path: 'test/a.test.ts', text: `${tag} message.colour\ntest('x', f)` }])
    expect(problems).toEqual([
      'test/a.test.ts names message.colour, which is no fact of the platform.',
      'No test meets message.id.',
    ])
  })
})
