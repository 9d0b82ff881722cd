import { describe, expect, test } from 'vitest'
import { newStoreKey } from '../../../electron/desk/storage/key-check'
import { newRecoveryCode, openSealedKey, readRecoveryCode, sealKey } from '../../../electron/desk/storage/recovery-code'

describe('a recovery code', () => {
  test('is six groups of five signs that nobody mistakes for one another, and never the same twice', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('is read as people type it: in small letters, spaced anyhow, with O for 0 and I or L for 1', () => {
    const code = newRecoveryCode()
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'i')
    expect(readRecoveryCode(` ${typed}\n`)).toBe(code)
    expect(readRecoveryCode(code.replaceAll('-', '–'))).toBe(code)
    expect(readRecoveryCode(code.replaceAll('-', ''))).toBe(code)
  })

  test('with one sign wrong, one missing or two exchanged is a slip', () => {
    const code = newRecoveryCode()
    const other = code.startsWith('7') ? '8' : '7'
    expect(readRecoveryCode(other + code.slice(1))).toBeNull()
    expect(readRecoveryCode(code.slice(1))).toBeNull()
    expect(readRecoveryCode(`${code}0`)).toBeNull()
    expect(readRecoveryCode('')).toBeNull()
    expect(readRecoveryCode('U'.repeat(30))).toBeNull()
    const at = [...code].findIndex((sign, index) => sign !== '-' && code[index + 1] !== '-' && sign !== code[index + 1])
    const exchanged = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2)
    expect(readRecoveryCode(exchanged)).toBeNull()
  })

  test('opens what was sealed with it, for that folder alone', async () => {
    const key = newStoreKey()
    const code = newRecoveryCode()
    const sealed = await sealKey(key, code, 'folder-1')
    expect(JSON.stringify(sealed)).not.toContain(key)
    expect(await openSealedKey(sealed, code, 'folder-1')).toBe(key)
    expect(await openSealedKey(sealed, code, 'folder-2')).toBeNull()
    expect(await openSealedKey(sealed, newRecoveryCode(), 'folder-1')).toBeNull()
  })
})
