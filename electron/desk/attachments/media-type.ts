import { pictureSizeOf, startsWith } from './picture-size'

/** What nobody vouches for: it is saved, never shown. */
export const unknownMediaType = 'application/octet-stream'

/** A picture of more pixels than this fills the memory of whoever shows it, however small its file is. */
const mostPixels = 50_000_000

/** The start of a file, its place and what it is. */
const pictures: [place: number, signature: string, type: string][] = [
  [0, '\x89PNG\r\n\x1a\n', 'image/png'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, 'GIF87a', 'image/gif'],
  [0, 'GIF89a', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
]

const recordings: [place: number, signature: string, type: string][] = [
  [0, 'ID3', 'audio/mpeg'],
  [8, 'WAVE', 'audio/wav'],
  [0, 'fLaC', 'audio/flac'],
  [4, 'ftypM4A ', 'audio/mp4'],
  [0, '%PDF-', 'application/pdf'],
]

/** Containers of sound alone as well as of films; which it is, the attachment's kind says. */
const containers: [place: number, signature: string, subtype: string][] = [
  [4, 'ftyp', 'mp4'],
  [0, '\x1a\x45\xdf\xa3', 'webm'],
  [0, 'OggS', 'ogg'],
]

/**
 * The media type of a content by its own first bytes, whatever the far end claims: one that is safe to show, or
 * `unknownMediaType`. A picture that is too large to show, or that hides its size, is unknown too.
 */
export function mediaTypeOf(bytes: Uint8Array, isSound: boolean): string {
  const has = ([place, signature]: readonly [number, string, string]) => startsWith(bytes, place, signature)
  const picture = pictures.find(has)
  if (picture) return canBeShown(bytes) ? picture[2] : unknownMediaType
  const recording = recordings.find(has)
  if (recording) return recording[2]
  const container = containers.find(has)
  if (container) return `${isSound ? 'audio' : 'video'}/${container[2]}`
  return isMpegSound(bytes) ? 'audio/mpeg' : isAacSound(bytes) ? 'audio/aac' : unknownMediaType
}

function canBeShown(bytes: Uint8Array): boolean {
  const size = pictureSizeOf(bytes)
  const pixels = size ? size.width * size.height : 0
  return pixels > 0 && pixels <= mostPixels
}

/** A frame of MP3 without tags before it: eleven bits that are set, a version, layer 3. */
function isMpegSound([first, second]: Uint8Array): boolean {
  return first === 0xff && second !== undefined && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02
}

/** A frame of AAC in its transport stream: twelve bits that are set, then layer 0. */
function isAacSound([first, second]: Uint8Array): boolean {
  return first === 0xff && second !== undefined && (second & 0xf6) === 0xf0
}
