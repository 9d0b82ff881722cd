import { deflateSync } from 'node:zlib'

/** The size of every drawn picture, in pixels. */
export const pictureSize = { width: 320, height: 240 }

type Colour = readonly [red: number, green: number, blue: number]

const tableColours: readonly Colour[] = [
  [121, 148, 160],
  [150, 120, 100],
  [104, 130, 104],
  [140, 122, 150],
]
const plate: Colour = [244, 240, 232]
const crust: Colour = [190, 126, 60]
const cut: Colour = [232, 196, 138]

/** Draws a loaf on a plate as a PNG; the same seed draws the same picture. */
export function drawPicture(seed: string): Buffer {
  const { width, height } = pictureSize
  const number = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7)
  const table = tableColours[number % tableColours.length] ?? plate
  const loafWidth = 80 + (number % 40)
  const cuts = 3 + (number % 3)
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [x - width / 2, y - height / 2]
      const onPlate = (across / 140) ** 2 + (down / 95) ** 2 < 1
      const onLoaf = (across / loafWidth) ** 2 + (down / 48) ** 2 < 1
      const onCut = Math.abs(((across + down / 2 + loafWidth) % ((loafWidth * 2) / cuts)) - loafWidth / cuts) < 5 && Math.abs(down) < 30
      const colour = onLoaf ? (onCut ? cut : crust) : onPlate ? plate : table
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits a channel, colours without transparency, no interlacing.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(cyclicRedundancyCheck(typed))
  return Buffer.concat([length, typed, checksum])
}

function cyclicRedundancyCheck(bytes: Buffer): number {
  let remainder = 0xffffffff
  for (const byte of bytes) {
    remainder ^= byte
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  }
  return (remainder ^ 0xffffffff) >>> 0
}
