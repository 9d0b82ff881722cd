import type { Pixels } from './png-file'

/** Writes an animated GIF that repeats for ever, in the 216 colours of a 6 by 6 by 6 cube. */
export function gifFile(frames: readonly Pixels[], delayMs: number): Buffer {
  const { width = 1, height = 1 } = frames[0] ?? {}
  const size = [width & 255, width >> 8, height & 255, height >> 8]
  const palette = Array.from({ length: 256 }, (_, index) => (index < 216 ? [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map((step) => step * 51) : [0, 0, 0]))
  const hundredths = Math.round(delayMs / 10)
  const parts = frames.map((frame) => [
    ...[0x21, 0xf9, 4, 0, hundredths & 255, hundredths >> 8, 0, 0],
    ...[0x2c, 0, 0, 0, 0, ...size, 0, 8],
    ...inBlocks(compress(indices(frame))),
  ])
  const repeats = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0', 'latin1'), 3, 1, 0, 0, 0]
  return Buffer.from([...Buffer.from('GIF89a', 'latin1'), ...size, 0xf7, 0, 0, ...palette.flat(), ...repeats, ...parts.flat(), 0x3b])
}

function indices({ bytes }: Pixels): number[] {
  const found: number[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]].map((value) => Math.round((value ?? 0) / 51))
    found.push(red * 36 + green * 6 + blue)
  }
  return found
}

/** Lempel-Ziv-Welch codes of 9 to 12 bits, the lowest bit first. */
function compress(values: readonly number[]): number[] {
  const [clear, end] = [256, 257]
  const bytes: number[] = []
  let codes = new Map<number, number>()
  let width = 9
  let next = 258
  let waiting = 0
  let bits = 0
  const write = (code: number) => {
    waiting |= code << bits
    for (bits += width; bits >= 8; bits -= 8) {
      bytes.push(waiting & 255)
      waiting >>>= 8
    }
  }
  write(clear)
  let [prefix = 0] = values
  for (const value of values.slice(1)) {
    const known = codes.get(prefix * 256 + value)
    if (known !== undefined) {
      prefix = known
      continue
    }
    write(prefix)
    if (next < 4_096) {
      codes.set(prefix * 256 + value, next)
      if (next === 1 << width) width += 1
      next += 1
    } else {
      write(clear)
      codes = new Map()
      width = 9
      next = 258
    }
    prefix = value
  }
  write(prefix)
  write(end)
  if (bits > 0) bytes.push(waiting & 255)
  return bytes
}

function inBlocks(bytes: readonly number[]): number[] {
  const blocks: number[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255)
    blocks.push(block.length, ...block)
  }
  return [...blocks, 0]
}
