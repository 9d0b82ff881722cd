import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, takeFolderLock, type Store } from '../../electron/desk/storage/database'
import { keyFits, makeKeyCheck, newStoreKey, readKeyCheck, storePath, writeKeyCheck } from '../../electron/desk/storage/key-check'
import { migrations } from '../../electron/desk/storage/migrations'

let folder = ''
const key = newStoreKey()
const quiet = () => {}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(keyHex = key): Store {
  const opened = openStore(storePath(folder), keyHex, quiet)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

function addPage(store: Store, pageId: string): void {
  store.write((writer) =>
    writer.run('INSERT INTO pages (page_id, platform, name, connected) VALUES ($pageId, $platform, $name, 1)', {
      pageId,
      platform: 'messenger',
      name: 'Boulangerie du Port',
    }),
  )
}

describe('the encrypted store', () => {
  test('keeps what was written, and a copy of it is unreadable without the key', () => {
    const store = open()
    addPage(store, '222')
    store.close()

    const bytes = readFileSync(storePath(folder))
    expect(bytes.includes(Buffer.from('Boulangerie'))).toBe(false)
    expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3')
    expect(openStore(storePath(folder), newStoreKey(), quiet)).toMatchObject({ ok: false })

    const again = open()
    expect(again.get('SELECT name FROM pages')).toEqual({ name: 'Boulangerie du Port' })
    again.close()
  })

  test('takes back everything of a write that fails half way', () => {
    const store = open()
    expect(() =>
      store.write((writer) => {
        writer.run("INSERT INTO pages (page_id, platform, name, connected) VALUES ('1', 'messenger', 'A', 1)")
        writer.run("INSERT INTO pages (page_id, platform, name, connected) VALUES ('1', 'messenger', 'A', 1)")
      }),
    ).toThrow()
    expect(store.all('SELECT page_id FROM pages')).toEqual([])
    store.close()
  })

  test('refuses a store of a newer Comptoir and leaves it as it was', () => {
    const newer = openStore(storePath(folder), key, quiet, [...migrations, { name: 'of tomorrow', sql: 'CREATE TABLE tomorrow (a)' }])
    if (newer.ok) newer.value.close()
    const before = readFileSync(storePath(folder))

    expect(openStore(storePath(folder), key, quiet)).toEqual({ ok: false, error: { code: 'store-newer' } })
    expect(readFileSync(storePath(folder)).equals(before)).toBe(true)
  })

  test('brings a store with data in it to the next schema', () => {
    const store = open()
    addPage(store, '222')
    store.close()

    const next = openStore(storePath(folder), key, quiet, [
      ...migrations,
      { name: 'of tomorrow', sql: "ALTER TABLE pages ADD COLUMN of_tomorrow TEXT NOT NULL DEFAULT 'green'" },
    ])
    expect(next.ok && next.value.get('SELECT name, of_tomorrow FROM pages')).toEqual({ name: 'Boulangerie du Port', of_tomorrow: 'green' })
    if (next.ok) next.value.close()
  })

  test('calls a store with a damaged first page damaged and changes nothing', () => {
    open().close()
    writeFileSync(storePath(folder), Buffer.alloc(8192, 7))
    expect(openStore(storePath(folder), key, quiet)).toEqual({ ok: false, error: { code: 'store-damaged' } })
    expect(readFileSync(storePath(folder)).equals(Buffer.alloc(8192, 7))).toBe(true)
  })
})

describe('the check of the key', () => {
  test('knows its key from any other, and holds nothing of it', () => {
    writeKeyCheck(folder, makeKeyCheck(key))
    const keyCheck = readKeyCheck(folder)
    expect(keyCheck && keyFits(key, keyCheck)).toBe(true)
    expect(keyCheck && keyFits(newStoreKey(), keyCheck)).toBe(false)
    expect(JSON.stringify(keyCheck)).not.toContain(key)
  })

  test('is missing when its file is damaged', () => {
    writeFileSync(join(folder, 'comptoir.key-check.json'), '{"folderId":')
    expect(readKeyCheck(folder)).toBeNull()
  })
})

describe('the lock of a data folder', () => {
  test('is held by one, and free again when given back', () => {
    const path = join(folder, 'comptoir.lock')
    const first = takeFolderLock(path)
    expect(first).not.toBeNull()
    expect(takeFolderLock(path)).toBeNull()
    first?.release()
    const second = takeFolderLock(path)
    expect(second).not.toBeNull()
    second?.release()
  })
})
