import { success, type Result } from '../../shared/problems'
import { appSecretAccount, tokenAccount, type Keychain } from './keychain'

/** What opens a Page: its token, and the secret of its Meta app when the owner gave it. */
export type PageSecret = { token: string; appSecret: string | null }

/** The secrets of the Pages: those of this run in memory, those of earlier ones in the keychain. */
export type PageSecrets = {
  /** Null when there is none. Rejects when the keychain cannot be reached. */
  readToken(pageId: string): Promise<string | null>
  /** As `readToken`. */
  readAppSecret(pageId: string): Promise<string | null>
  /** Whether there is any, of this run or in the keychain. */
  have(pageId: string): Promise<Result<boolean>>
  /** Until the run ends. */
  hold(pageId: string, secret: PageSecret): void
  /** In the keychain, in place of what was there. */
  keep(pageId: string, secret: PageSecret): Promise<Result<null>>
  /** Removes the Page's secrets everywhere. Those that were never kept need no keychain. */
  forget(pageId: string, wereKept: boolean): Promise<Result<null>>
}

/** `givenToken` was given for this run by automation, which does not say for which Page: it serves where there is no other. */
export function createPageSecrets(keychain: Keychain, givenToken: string | null): PageSecrets {
  const ofThisRun = new Map<string, PageSecret>()

  async function readKept(account: string): Promise<string | null> {
    const kept = await keychain.read(account)
    if (kept.ok) return kept.value
    if (givenToken !== null) return null
    throw new Error(kept.error.code)
  }

  async function change(pageId: string, { token, appSecret }: { token: string | null; appSecret: string | null }): Promise<Result<null>> {
    for (const [account, secret] of [
      [appSecretAccount(pageId), appSecret],
      [tokenAccount(pageId), token],
    ] as const) {
      const changed = await (secret === null ? keychain.remove(account) : keychain.write(account, secret))
      if (!changed.ok) return changed
    }
    return success(null)
  }

  return {
    async readToken(pageId) {
      const held = ofThisRun.get(pageId)
      if (held) return held.token
      return (await readKept(tokenAccount(pageId))) ?? givenToken
    },
    async readAppSecret(pageId) {
      const held = ofThisRun.get(pageId)
      return held ? held.appSecret : readKept(appSecretAccount(pageId))
    },
    async have(pageId) {
      if (ofThisRun.has(pageId)) return success(true)
      for (const account of [tokenAccount(pageId), appSecretAccount(pageId)]) {
        const kept = await keychain.read(account)
        if (!kept.ok) return kept
        if (kept.value !== null) return success(true)
      }
      return success(false)
    },
    hold: (pageId, secret) => void ofThisRun.set(pageId, secret),
    keep: (pageId, secret) => change(pageId, secret),
    async forget(pageId, wereKept) {
      const removed = await change(pageId, { token: null, appSecret: null })
      if (!removed.ok && (wereKept || removed.error.code !== 'keychain-unavailable')) return removed
      ofThisRun.delete(pageId)
      return success(null)
    },
  }
}
