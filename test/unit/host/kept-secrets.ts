import type { Keychain } from '../../../electron/host/keychain'
import { failure, success, type ProblemCode } from '../../../shared/problems'

/** A keychain in memory, which a test can lock or take away, as a whole or for one account. */
export type TestKeychain = Keychain & { entries: Map<string, string>; problem: ProblemCode | null; failingAccount: string | null }

export function createTestKeychain(): TestKeychain {
  const entries = new Map<string, string>()
  const keychain: TestKeychain = {
    entries,
    problem: null,
    failingAccount: null,
    read: (account) => attempt(account, () => entries.get(account) ?? null),
    write: (account, secret) => attempt(account, () => (entries.set(account, secret), null)),
    remove: (account) => attempt(account, () => (entries.delete(account), null)),
    storeKeys: () =>
      attempt('', () => [...entries].filter(([account]) => account.startsWith('store-key:')).map(([account, secret]) => ({ account, secret }))),
    idle: () => Promise.resolve(),
  }

  function attempt<Value>(account: string, use: () => Value) {
    if (keychain.problem !== null) return Promise.resolve(failure(keychain.problem))
    return Promise.resolve(keychain.failingAccount === account ? failure('keychain-locked') : success(use()))
  }

  return keychain
}
