import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sealedKeySchema } from './recovery-code'

const keyCheckSchema = z.object({
  folderId: z.uuid(),
  check: z.string().regex(/^[0-9a-f]{64}$/),
  recovery: z.union([z.literal('none'), z.literal('declined'), sealedKeySchema]).catch('none').default('none'),
})

/**
 * What stands beside a store: the folder's id, by which the keychain knows its key, a check of that key, and the key sealed with
 * a recovery code when the owner has made one.
 */
export type KeyCheck = z.infer<typeof keyCheckSchema>

/** A new random store key: 256 bits as 64 hex digits. */
export function newStoreKey(): string {
  return randomBytes(32).toString('hex')
}

/** Where the store of a folder is. */
export function storePath(folder: string): string {
  return join(folder, 'comptoir.db')
}

/** Whether a store was ever made in this folder: as long as one is, no new key is made. */
export function storeExists(folder: string): boolean {
  return existsSync(storePath(folder)) || existsSync(keyCheckPath(folder))
}

/** The folder's key check, or null when it is missing or cannot be read. */
export function readKeyCheck(folder: string): KeyCheck | null {
  if (!existsSync(keyCheckPath(folder))) return null
  try {
    return keyCheckSchema.parse(JSON.parse(readFileSync(keyCheckPath(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Writes the folder's key check, whole or not at all. */
export function writeKeyCheck(folder: string, keyCheck: KeyCheck): void {
  const draft = `${keyCheckPath(folder)}.new`
  writeFileSync(draft, `${JSON.stringify(keyCheck, null, 2)}\n`, { flush: true })
  renameSync(draft, keyCheckPath(folder))
}

/** Keeps a key check that cannot be read under another name: a recovery code may still be in it. */
export function setKeyCheckAside(folder: string): void {
  if (existsSync(keyCheckPath(folder))) renameSync(keyCheckPath(folder), join(folder, 'comptoir.key-check.damaged.json'))
}

/** Makes the id and the check for a key. Nothing about the key can be learnt from them. */
export function makeKeyCheck(key: string, folderId: string = randomUUID()): KeyCheck {
  return { folderId, check: checkOf(key, folderId), recovery: 'none' }
}

/** Whether a key is the one that the check was made with. It tells a wrong key from a damaged store, which look alike to SQLCipher. */
export function keyFits(key: string, keyCheck: KeyCheck): boolean {
  return timingSafeEqual(Buffer.from(checkOf(key, keyCheck.folderId), 'hex'), Buffer.from(keyCheck.check, 'hex'))
}

function checkOf(key: string, folderId: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`comptoir key check ${folderId}`).digest('hex')
}

function keyCheckPath(folder: string): string {
  return join(folder, 'comptoir.key-check.json')
}
