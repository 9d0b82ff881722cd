import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/** Crockford's base 32, which has no I, L, O and U: those that are typed for a 1 or a 0 are read as such. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretLength = 26
const checkLength = 4
const groupLength = 5

/** For 130 random bits this is ample; it makes the code's key in about a tenth of a second. */
const scryptCost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

const hexOf = (byteCount: number) => z.string().regex(new RegExp(`^[0-9a-f]{${byteCount * 2}}$`))

/** A store key under the key of a recovery code: AES-256-GCM, with a salt for scrypt. */
export const sealedKeySchema = z.object({ salt: hexOf(16), nonce: hexOf(12), sealed: hexOf(32), tag: hexOf(16) })
export type SealedKey = z.infer<typeof sealedKeySchema>

/** A new random recovery code of 130 bits with a check of 20, in groups for the eye: `4T9KM-0WXYZ-...`. */
export function newRecoveryCode(): string {
  const secret = Array.from(randomBytes(secretLength), (byte) => signs.charAt(byte % signs.length)).join('')
  return inGroups(secret + checkOf(secret))
}

/** The code that somebody typed, however it is spaced and in whichever case; null when it has a slip. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}.]/gu, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
  if (code.length !== secretLength + checkLength || [...code].some((sign) => !signs.includes(sign))) return null
  return checkOf(code.slice(0, secretLength)) === code.slice(secretLength) ? inGroups(code) : null
}

/** Seals the store key of a folder (64 hex digits) with a code of `newRecoveryCode`. */
export async function sealKey(storeKey: string, code: string, folderId: string): Promise<SealedKey> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(code, salt), nonce).setAAD(Buffer.from(folderId))
  const sealed = Buffer.concat([cipher.update(storeKey, 'hex'), cipher.final()])
  const inHex = (bytes: Buffer) => bytes.toString('hex')
  return { salt: inHex(salt), nonce: inHex(nonce), sealed: inHex(sealed), tag: inHex(cipher.getAuthTag()) }
}

/** The store key that was sealed for this folder, or null when the code is another. */
export async function openSealedKey(sealedKey: SealedKey, code: string, folderId: string): Promise<string | null> {
  const [salt, nonce, sealed, tag] = [sealedKey.salt, sealedKey.nonce, sealedKey.sealed, sealedKey.tag].map((hex) => Buffer.from(hex, 'hex')) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  const key = await keyOf(code, salt)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(folderId)).setAuthTag(tag)
  const opened = decipher.update(sealed)
  try {
    decipher.final()
    return opened.toString('hex')
  } catch {
    // The tag does not fit: another code, or another folder's.
    return null
  }
}

function keyOf(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, scryptCost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** Tells a slip of the hand from the code of another folder. It gives nothing away: who has it has the code. */
function checkOf(secret: string): string {
  const digest = createHash('sha256').update(`comptoir recovery code ${secret}`).digest()
  return Array.from(digest.subarray(0, checkLength), (byte) => signs.charAt(byte % signs.length)).join('')
}

function inGroups(code: string): string {
  return (code.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}
