import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failure, success, type Result } from '../../shared/problems'
import { opensStore } from '../desk/storage/database'
import { keyFits, makeKeyCheck, newStoreKey, readKeyCheck, setKeyCheckAside, storeExists, storePath, writeKeyCheck } from '../desk/storage/key-check'
import { folderIdOf, storeKeyAccount, type Keychain } from './keychain'

/** Where a store is and what opens it. */
export type OpenableStore = { folder: string; key: string; endsWithThisRun: boolean }

/**
 * The key of the store that a folder has. A given key wins over the keychain's; a new key is never made here. A key check that is lost
 * is written anew for the key that opens the store.
 */
export async function findStoreKey(folder: string, keychain: Keychain, givenKey: string | null): Promise<Result<OpenableStore>> {
  const keyCheck = readKeyCheck(folder)
  if (!keyCheck) return findKeyWithoutCheck(folder, keychain, givenKey)
  const kept = givenKey === null ? await keychain.read(storeKeyAccount(keyCheck.folderId)) : success(givenKey)
  if (!kept.ok) return kept
  if (kept.value === null) return failure('store-key-missing')
  if (!isStoreKey(kept.value) || !keyFits(kept.value, keyCheck)) return failure('store-key-wrong')
  return success({ folder, key: kept.value, endsWithThisRun: false })
}

/** Without its key check a folder does not know which of the keychain's keys is its own: the store itself tells. */
async function findKeyWithoutCheck(folder: string, keychain: Keychain, givenKey: string | null): Promise<Result<OpenableStore>> {
  const found = givenKey === null ? await keychain.storeKeys() : success([{ account: null, secret: givenKey }])
  if (!found.ok) return found
  for (const { account, secret: key } of found.value) {
    if (!isStoreKey(key) || !opensStore(storePath(folder), key)) continue
    setKeyCheckAside(folder)
    writeKeyCheck(folder, account === null ? makeKeyCheck(key) : makeKeyCheck(key, folderIdOf(account)))
    return success({ folder, key, endsWithThisRun: false })
  }
  return failure('key-check-missing', { folder })
}

/**
 * The key for a store that may have to be made. Where there is no keychain and no store yet, the store is made in a
 * temporary folder with a key that nobody keeps, so that nothing secret is written.
 */
export async function findOrMakeStoreKey(folder: string, keychain: Keychain, givenKey: string | null): Promise<Result<OpenableStore>> {
  if (storeExists(folder)) return findStoreKey(folder, keychain, givenKey)
  const key = givenKey ?? newStoreKey()
  const keyCheck = makeKeyCheck(key)
  if (givenKey === null) {
    const kept = await keychain.write(storeKeyAccount(keyCheck.folderId), key)
    if (!kept.ok && kept.error.code === 'keychain-unavailable') {
      return success({ folder: mkdtempSync(join(tmpdir(), 'comptoir-')), key, endsWithThisRun: true })
    }
    if (!kept.ok) return kept
  }
  writeKeyCheck(folder, keyCheck)
  return success({ folder, key, endsWithThisRun: false })
}

/** Whether a text has the form of a store key: 64 hex digits. */
export function isStoreKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text)
}
