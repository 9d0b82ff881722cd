import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coveragePath, platformCoverage, readCoverage } from '../../build/platform-coverage.mjs'

describe('the page of what the platform does', () => {
  test('names a test for every fact, and is as the script makes it', () => {
    const { page, problems } = readCoverage()
    expect(problems).toEqual([])
    expect(readFileSync(coveragePath, 'utf8')).toBe(page)
  })

  const tag = '// platform:'
  const fact = { id: 'message.id', what: 'an id' }

  function coverageOf(facts: object[], text: string, path = 'test/desk/ids.test.ts') {
    return platformCoverage([{ title: 'Messages', source: 'a guide', facts }], [{ path, text }])
  }

  test('has the titles of the test below a tag and of its group', () => {
    const text = `describe('an id', () => {\n  ${tag} message.id\n  test.each([[(a) => a(')')]])('of the shape %s is taken', () => {})\n})`
    const { page, problems } = coverageOf([fact], text)
    expect(problems).toEqual([])
    expect(page).toContain('| `message.id` | an id | an id › of the shape … is taken (`desk/ids.test.ts`) |')
  })

  test('is refused when a fact has no test, and when a tag names no fact or stands above no test', () => {
    const text = `${tag} message.colour\ntest('x', f)\n${tag} message.id\nconst y = 1`
    expect(coverageOf([fact], text).problems).toEqual([
      'test/desk/ids.test.ts names message.colour, which is no fact of the platform.',
      'test/desk/ids.test.ts names message.id above no test.',
      'No test meets message.id.',
    ])
  })

  test('says why the app does not use a fact, with the practice platform’s tests of it or without', () => {
    const text = `${tag} message.id\ntest('x', f)`
    const unused = { ...fact, notUsed: 'nobody needs it' }
    const practicePath = 'test/desk/practice/ids.test.ts'
    expect(coverageOf([unused], text, practicePath)).toMatchObject({
      problems: [],
      page: expect.stringContaining('| *Not used: nobody needs it.*<br>x (`desk/practice/ids.test.ts`) |'),
    })
    expect(coverageOf([unused], '')).toMatchObject({ problems: [], page: expect.stringContaining('| *Not used: nobody needs it.* |') })
    expect(coverageOf([fact], text, practicePath).problems).toEqual(['Only the practice platform meets message.id.'])
  })

  test('is refused when no reason is given, or when a test of the app meets the fact', () => {
    const text = `${tag} message.id\ntest('x', f)`
    for (const notUsed of ['', ' ', true]) {
      expect(coverageOf([{ ...fact, notUsed }], '').problems).toEqual(['message.id is said not to be used, without a reason.'])
    }
    expect(coverageOf([{ ...fact, notUsed: 'nobody needs it' }], text).problems).toEqual([
      'message.id is met by a test of the app, and must not be said not to be used.',
    ])
  })
})
