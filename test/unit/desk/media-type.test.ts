import { describe, expect, test } from 'vitest'
import { mediaTypeOf, unknownMediaType } from '../../../electron/desk/attachments/media-type'
import { pictureSizeOf } from '../../../electron/desk/attachments/picture-size'

function bytes(...parts: (string | number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
}

const big = (value: number, size: 2 | 4) => (size === 2 ? [value >>> 8, value & 255] : [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255])
const little = (value: number, size: 2 | 3 | 4) => big(value, 4).reverse().slice(0, size)

const png = (width: number, height: number) => bytes('\x89PNG\r\n\x1a\n', big(13, 4), 'IHDR', big(width, 4), big(height, 4), [8, 6, 0, 0, 0])
const gif = (width: number, height: number) => bytes('GIF89a', little(width, 2), little(height, 2), [0, 0, 0])
const jpeg = (width: number, height: number) =>
  bytes('\xff\xd8', '\xff\xe0', big(16, 2), 'JFIF\0', Array<number>(9).fill(0), '\xff\xff\xc2', big(17, 2), [8], big(height, 2), big(width, 2), [3])
const webp = (kind: string, ...header: number[][]) => bytes('RIFF', little(100, 4), 'WEBP', kind, little(50, 4), ...header)
const webpLossy = (width: number, height: number) => webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a], little(width, 2), little(height, 2))
const webpLossless = (width: number, height: number) => webp('VP8L', [0x2f], little(((height - 1) << 14) | (width - 1), 4))
const webpExtended = (width: number, height: number) => webp('VP8X', [0, 0, 0, 0], little(width - 1, 3), little(height - 1, 3))

const pictures = [
  ['image/png', png],
  ['image/gif', gif],
  ['image/jpeg', jpeg],
  ['image/webp', webpLossy],
  ['image/webp', webpLossless],
  ['image/webp', webpExtended],
] as const

describe('the type of a content by its own bytes', () => {
  test.each(pictures)('is %s for a picture that is not too large to show', (type, draw) => {
    expect(pictureSizeOf(draw(1234, 567))).toEqual({ width: 1234, height: 567 })
    expect(mediaTypeOf(draw(1234, 567), false)).toBe(type)
    expect(mediaTypeOf(draw(9_999, 5_000), false)).toBe(type)
  })

  test.each(pictures)('is not %s for a picture of more than 50 megapixels, or of none', (_type, draw) => {
    expect(mediaTypeOf(draw(10_001, 5_000), false)).toBe(unknownMediaType)
    if (draw === png || draw === gif || draw === jpeg) expect(mediaTypeOf(draw(0, 5_000), false)).toBe(unknownMediaType)
  })

  test.each(pictures)('is not %s for a header that ends early', (_type, draw) => {
    const whole = draw(1234, 567)
    for (let length = 0; length < whole.length - 8; length += 1) {
      expect([unknownMediaType, mediaTypeOf(whole, false)]).toContain(mediaTypeOf(whole.subarray(0, length), false))
    }
    expect(mediaTypeOf(whole.subarray(0, 12), false)).toBe(draw === gif ? 'image/gif' : unknownMediaType)
  })

  test.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff', 'a picture of 18 trillion megapixels'],
    ['\xff\xd8\xff\xe0\0\0'.padEnd(64, '\0'), 'a JPEG whose segments go nowhere'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG'],
    ['<!doctype html><script>alert(1)</script>', 'HTML'],
    ['%!PS-Adobe', 'PostScript'],
    ['MZ\x90\0', 'a program'],
    ['PK\x03\x04', 'an archive'],
    ['\xff\xfe<\0s\0v\0g\0', 'text of two bytes a letter'],
    ['RIFF\0\0\0\0AVI ', 'another RIFF'],
    ['', 'nothing'],
  ])('is unknown for %j: %s', (text) => {
    expect(mediaTypeOf(bytes(text), false)).toBe(unknownMediaType)
    expect(mediaTypeOf(bytes(text), true)).toBe(unknownMediaType)
  })

  test.each([
    ['\0\0\0\x20ftypisom', 'video/mp4', 'audio/mp4'],
    ['\0\0\0\x20ftypM4A ', 'audio/mp4', 'audio/mp4'],
    ['\x1a\x45\xdf\xa3', 'video/webm', 'audio/webm'],
    ['OggS', 'video/ogg', 'audio/ogg'],
    ['ID3\x04', 'audio/mpeg', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg', 'audio/mpeg'],
    ['\xff\xf1\x50\x80', 'audio/aac', 'audio/aac'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav', 'audio/wav'],
    ['fLaC', 'audio/flac', 'audio/flac'],
    ['%PDF-1.7', 'application/pdf', 'application/pdf'],
  ])('of %j is %s, and %s for a voice note', (text, otherwise, asSound) => {
    expect(mediaTypeOf(bytes(text), false)).toBe(otherwise)
    expect(mediaTypeOf(bytes(text), true)).toBe(asSound)
  })
})
