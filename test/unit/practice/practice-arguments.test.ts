import { expect, it } from 'vitest'
import { readPracticeArguments } from '../../../electron/practice/practice-arguments'

it('takes the bakery, free ports and the time of the PC when nothing is said', () => {
  expect(readPracticeArguments([], 1_000)).toEqual({
    ok: true,
    options: { scenario: 'bakery', seed: 1, morePages: [], port: 0, controlPort: 0, startAt: 1_000, errorLanguage: 'en' },
  })
})

it('takes what is said', () => {
  const words = ['--port', '4000', '--control-port=4001', '--seed', '7', '--scenario', 'empty', '--start', '2026-11-20T09:00:00Z', '--error-language=fr']
  expect(readPracticeArguments(words, 0)).toEqual({
    ok: true,
    options: {
      scenario: 'empty',
      seed: 7,
      morePages: [],
      port: 4000,
      controlPort: 4001,
      startAt: Date.parse('2026-11-20T09:00:00Z'),
      errorLanguage: 'fr',
    },
  })
})

it('takes several Pages, the first of which is the one that the ready line names', () => {
  const read = readPracticeArguments(['--pages', 'empty,bakery'], 0)
  expect(read).toMatchObject({ ok: true, options: { scenario: 'empty', morePages: ['bakery'] } })
})

it('takes several generated Pages', () => {
  expect(readPracticeArguments(['--pages', 'size:5,size:6'], 0)).toMatchObject({ ok: true, options: { scenario: 'size:5', morePages: ['size:6'] } })
})

it.each([
  [['--port', '70000'], '--port'],
  [['--port', 'x'], '--port'],
  [['--control-port', '-1'], '--control-port'],
  [['--seed', 'x'], '--seed'],
  [['--scenario', 'size:0'], 'size:0'],
  [['--scenario', 'toys'], 'bakery, repair, clothes, empty and size:NUMBER'],
  [['--start', 'yesterday'], '--start'],
  [['--pages', 'bakery,toys'], 'toys'],
  [['--pages', 'bakery,bakery'], 'twice'],
  [['--pages', 'bakery', '--scenario', 'empty'], 'not both'],
  [['--error-language', 'de'], 'en or fr'],
  [['--colour', 'red'], '--colour'],
  [['stray'], 'stray'],
])('answers %j with one sentence', (words, part) => {
  const read = readPracticeArguments(words, 0)
  if (read.ok) throw new Error('it was taken')
  expect(read.sentence).toContain(part)
  expect(read.sentence).not.toContain('\n')
})
