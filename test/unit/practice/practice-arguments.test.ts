import { expect, it } from 'vitest'
import { readPracticeArguments } from '../../../electron/practice/practice-arguments'

it('takes the bakery, free ports and the time of the PC when nothing is said', () => {
  expect(readPracticeArguments([], 1_000)).toEqual({ ok: true, options: { scenario: 'bakery', port: 0, controlPort: 0, startAt: 1_000 } })
})

it('takes what is said', () => {
  const words = ['--port', '4000', '--control-port=4001', '--scenario', 'empty', '--start', '2026-11-20T09:00:00Z']
  expect(readPracticeArguments(words, 0)).toEqual({
    ok: true,
    options: { scenario: 'empty', port: 4000, controlPort: 4001, startAt: Date.parse('2026-11-20T09:00:00Z') },
  })
})

it.each([
  [['--port', '70000'], '--port'],
  [['--port', 'x'], '--port'],
  [['--control-port', '-1'], '--control-port'],
  [['--scenario', 'toys'], 'bakery and empty'],
  [['--start', 'yesterday'], '--start'],
  [['--colour', 'red'], '--colour'],
  [['stray'], 'stray'],
])('answers %j with one sentence', (words, part) => {
  const read = readPracticeArguments(words, 0)
  if (read.ok) throw new Error('it was taken')
  expect(read.sentence).toContain(part)
  expect(read.sentence).not.toContain('\n')
})
