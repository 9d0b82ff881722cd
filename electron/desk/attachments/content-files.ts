import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServedContent } from '../../../shared/attachment-address'

/** The largest content that is kept, in bytes: what Meta takes in a message (Send API, saving assets, 2026-04-22). */
export const largestContentBytes = 25 * 1024 * 1024

const algorithm = 'aes-256-gcm'
const formatVersion = 1
const nonceBytes = 12
const tagBytes = 16

/** The encrypted files beside a store in which the content of attachments and the pictures of Pages are. */
export type ContentFiles = {
  /** The name of the file for this content, from which nobody learns what is in it. */
  nameFor(content: ServedContent): string
  /** Writes a file whole or not at all; rejects when the disk does not take it. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** The content of a file; null when it is missing, damaged, or another one's under this name. */
  read(name: string): Promise<Uint8Array | null>
  remove(name: string): Promise<void>
}

/**
 * The content files of the store in `folder`. Their keys are derived from the store's own, one for names and one for content, which
 * AES-256-GCM encrypts: a version byte, a random nonce, the content, the tag that also covers the name.
 */
export function openContentFiles(folder: string, storeKey: string): ContentFiles {
  const place = join(folder, 'attachments')
  const contentKey = deriveKey(storeKey, 'comptoir attachment content')
  const nameKey = deriveKey(storeKey, 'comptoir attachment names')

  return {
    nameFor(content) {
      const { platform, pageId } = content
      const message = content.kind === 'attachment' ? [content.messageId, content.ordinal] : []
      return createHmac('sha256', nameKey).update(JSON.stringify([content.kind, platform, pageId, ...message])).digest('hex')
    },

    async write(name, bytes) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, contentKey, nonce).setAAD(Buffer.from(name))
      const encrypted = [Buffer.from([formatVersion]), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]
      mkdirSync(place, { recursive: true, mode: 0o700 })
      const draft = await open(draftOf(name), 'w', 0o600)
      try {
        await draft.writeFile(Buffer.concat(encrypted))
        await draft.sync()
      } finally {
        await draft.close()
      }
      await rename(draftOf(name), join(place, name))
    },

    async read(name) {
      const file = await readFile(join(place, name)).catch(() => null)
      if (!file || file.length < 1 + nonceBytes + tagBytes || file[0] !== formatVersion) return null
      const nonce = file.subarray(1, 1 + nonceBytes)
      const decipher = createDecipheriv(algorithm, contentKey, nonce, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(name)).setAuthTag(file.subarray(-tagBytes))
      try {
        return Buffer.concat([decipher.update(file.subarray(1 + nonceBytes, -tagBytes)), decipher.final()])
      } catch {
        return null
      }
    },

    async remove(name) {
      await rm(join(place, name), { force: true })
      await rm(draftOf(name), { force: true })
    },
  }

  function draftOf(name: string): string {
    return join(place, `${name}.new`)
  }
}

function deriveKey(storeKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(storeKey, 'hex'), '', purpose, 32))
}
