import { describe, expect, test } from 'vitest'
import { readCommandLine } from '../../../electron/host/command-line'

describe('the command line', () => {
  test('names the data folder, the platform, the language and the port, among switches of others', () => {
    const values = ['/app', '--no-sandbox', '--data', '/tmp/shop', '--graph=http://127.0.0.1:4000', '--remote-debugging-port=9222', '--lang', 'fr', '--port', '7000']
    expect(readCommandLine(values, 'en-US')).toEqual({
      dataFolder: '/tmp/shop',
      platformUrl: 'http://127.0.0.1:4000',
      language: { chosen: 'fr', system: 'en' },
      port: 7000,
    })
  })

  test('without anything it is Meta, the usual folder and the system’s language', () => {
    expect(readCommandLine([], 'fr-CA')).toMatchObject({
      platformUrl: 'https://graph.facebook.com',
      dataFolder: expect.stringMatching(/Comptoir$/),
      language: { chosen: null, system: 'fr' },
    })
  })

  test.each([
    [['--lang', 'de'], '--lang'],
    [['--graph', 'file:///etc/passwd'], '--graph'],
    [['--graph', 'nonsense'], '--graph'],
    [['--port', '99999'], '--port'],
  ])('%j is answered with one sentence', (values, named) => {
    const answer = readCommandLine(values, 'en')
    expect('mistake' in answer && answer.mistake).toContain(named)
  })
})
