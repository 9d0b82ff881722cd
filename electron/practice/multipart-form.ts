/** One field of a form; a file has a name and a type. */
export type FormPart = { name: string; fileName: string | null; mimeType: string; bytes: Buffer }

/** Reads a `multipart/form-data` body; null when it cannot be read. */
export function readMultipartForm(body: Buffer, contentType: string): FormPart[] | null {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return null
  const parts: FormPart[] = []
  // Every mark but the first stands after a line's end; one in front lets them all be found alike.
  const text = Buffer.concat([Buffer.from('\r\n'), body])
  const separator = Buffer.from(`\r\n--${mark}`)
  let position = text.indexOf(separator)
  while (position !== -1) {
    const start = position + separator.length
    if (text.subarray(start, start + 2).toString() === '--') return parts
    const end = text.indexOf(separator, start)
    const part = end === -1 ? null : readPart(text.subarray(start + 2, end))
    if (!part) return null
    parts.push(part)
    position = end
  }
  return null
}

/** A media type with its parameters, in letters that a header may have; what is none counts as not said. */
const mediaTypeLine = /^content-type:[ \t]*([!-~]+\/[!-~][ -~]*)$/im

function readPart(part: Buffer): FormPart | null {
  const headersEnd = part.indexOf('\r\n\r\n')
  if (headersEnd === -1) return null
  const headers = part.subarray(0, headersEnd).toString()
  const name = /^content-disposition:.*[;\s]name="([^"]*)"/im.exec(headers)?.[1]
  if (name === undefined) return null
  return {
    name,
    fileName: /^content-disposition:.*[;\s]filename="([^"]*)"/im.exec(headers)?.[1] ?? null,
    mimeType: mediaTypeLine.exec(headers)?.[1] ?? 'application/octet-stream',
    bytes: part.subarray(headersEnd + 4),
  }
}
