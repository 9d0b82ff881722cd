import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../../electron/desk/storage/database'
import { newStoreKey, readKeyCheck, storePath } from '../../../electron/desk/storage/key-check'
import { storeKeyAccount } from '../../../electron/host/keychain'
import { findOrMakeStoreKey, findStoreKey } from '../../../electron/host/store-key'
import { createTestKeychain, type TestKeychain } from './kept-secrets'

let folder = ''
let keychain: TestKeychain
let key = ''
const keyCheckPath = () => join(folder, 'comptoir.key-check.json')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-key-'))
  keychain = createTestKeychain()
  const made = await findOrMakeStoreKey(folder, keychain, null)
  if (!made.ok) throw new Error(made.error.code)
  key = made.value.key
  const store = openStore(storePath(folder), key, () => {})
  if (store.ok) store.value.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a folder whose key check is lost', () => {
  test('opens with the one key of the keychain that fits, and has its key check again', async () => {
    const before = readKeyCheck(folder)
    keychain.entries.set(storeKeyAccount('11111111-1111-4111-8111-111111111111'), newStoreKey())
    rmSync(keyCheckPath())
    expect(await findStoreKey(folder, keychain, null)).toMatchObject({ ok: true, value: { key } })
    expect(readKeyCheck(folder)).toEqual(before)
    expect(await findStoreKey(folder, keychain, null)).toMatchObject({ ok: true, value: { key } })
  })

  test('opens with the key that was given for the run', async () => {
    rmSync(keyCheckPath())
    keychain.problem = 'keychain-unavailable'
    expect(await findStoreKey(folder, keychain, key)).toMatchObject({ ok: true, value: { key } })
  })

  test('keeps a damaged one under another name', async () => {
    writeFileSync(keyCheckPath(), '{"folderId":')
    expect(await findStoreKey(folder, keychain, null)).toMatchObject({ ok: true })
    expect(readFileSync(join(folder, 'comptoir.key-check.damaged.json'), 'utf8')).toBe('{"folderId":')
  })

  test('says so when no key fits, changes nothing and gets no new key', async () => {
    rmSync(keyCheckPath())
    keychain.entries.clear()
    keychain.entries.set(storeKeyAccount('11111111-1111-4111-8111-111111111111'), newStoreKey())
    const before = readFileSync(storePath(folder))
    expect(await findStoreKey(folder, keychain, null)).toEqual({ ok: false, error: { code: 'key-check-missing', detail: { folder } } })
    expect(await findOrMakeStoreKey(folder, keychain, null)).toMatchObject({ ok: false, error: { code: 'key-check-missing' } })
    expect(readFileSync(storePath(folder)).equals(before)).toBe(true)
    expect(existsSync(keyCheckPath())).toBe(false)
    expect(keychain.entries.size).toBe(1)
  })

  test('says what ails the keychain when that cannot be asked', async () => {
    rmSync(keyCheckPath())
    keychain.problem = 'keychain-locked'
    expect(await findStoreKey(folder, keychain, null)).toMatchObject({ ok: false, error: { code: 'keychain-locked' } })
  })
})
