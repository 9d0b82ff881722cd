/** The width and height of a picture, in pixels. */
export type PictureSize = { width: number; height: number }

/** The size that the header of a PNG, GIF, WebP or JPEG gives; null for anything else, and for a header that ends too early. */
export function pictureSizeOf(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return { width: view.getUint32(16), height: view.getUint32(20) }
    if (startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a')) return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return webpSize(bytes, view)
    if (startsWith(bytes, 0, '\xff\xd8\xff')) return jpegSize(view)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

/** Whether these bytes are at this place, each written as the character of its number. */
export function startsWith(bytes: Uint8Array, place: number, signature: string): boolean {
  for (let at = 0; at < signature.length; at += 1) {
    if (bytes[place + at] !== signature.charCodeAt(at)) return false
  }
  return true
}

/** A canvas with extras, a lossless or a lossy picture (WebP container specification, RFC 9649). */
function webpSize(bytes: Uint8Array, view: DataView): PictureSize | null {
  if (startsWith(bytes, 12, 'VP8X')) {
    return { width: 1 + (view.getUint32(24, true) & 0xff_ffff), height: 1 + (view.getUint32(26, true) >>> 8) }
  }
  if (startsWith(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (startsWith(bytes, 12, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  return null
}

/** A JPEG's size is in its first frame header, behind any number of other segments. */
function jpegSize(view: DataView): PictureSize | null {
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xda || marker === 0xd9) return null
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
