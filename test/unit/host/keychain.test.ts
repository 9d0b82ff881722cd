import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openKeychain } from '../../../electron/host/keychain'

const system = vi.hoisted(() => ({ entries: new Map<string, string>(), asked: [] as string[], unlocked: Promise.resolve() }))

vi.mock('keytar', () => ({
  default: null,
  async setPassword(_service: string, account: string, secret: string) {
    system.asked.push(`set ${account}`)
    await system.unlocked
    system.entries.set(account, secret)
  },
  async getPassword(_service: string, account: string) {
    system.asked.push(`get ${account}`)
    await system.unlocked
    return system.entries.get(account) ?? null
  },
  async deletePassword(_service: string, account: string) {
    system.asked.push(`delete ${account}`)
    await system.unlocked
    return system.entries.delete(account)
  },
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  system.entries.clear()
  system.asked = []
})
afterEach(() => void vi.useRealTimers())

test('a token that a keychain takes late does not stay after it was forgotten', async () => {
  let unlock = () => {}
  system.unlocked = new Promise((resolve) => (unlock = resolve))
  const keychain = openKeychain()
  const written = keychain.write('page:222', 'a token')
  await vi.waitFor(() => expect(system.asked).toEqual(['set page:222']))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await written).toEqual({ ok: false, error: { code: 'keychain-locked' } })
  const later = [keychain.read('page:222'), keychain.remove('page:222')]
  await vi.advanceTimersByTimeAsync(20_000)
  for (const answer of later) expect(await answer).toEqual({ ok: false, error: { code: 'keychain-locked' } })
  expect(system.asked).toEqual(['set page:222'])
  unlock()
  await keychain.idle()
  expect(system.asked).toEqual(['set page:222', 'get page:222', 'delete page:222'])
  expect([...system.entries]).toEqual([])
})

test('a question for the password that nobody answers any more does not keep an unlocked keychain from being read', async () => {
  system.entries.set('page:222', 'a token')
  system.unlocked = new Promise(() => {})
  const keychain = openKeychain()
  const read = keychain.read('page:222')
  await vi.waitFor(() => expect(system.asked).toEqual(['get page:222']))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await read).toEqual({ ok: false, error: { code: 'keychain-locked' } })
  system.unlocked = Promise.resolve()
  expect(await keychain.read('page:222')).toEqual({ ok: true, value: 'a token' })
})
