import { graphError, GraphRefusal } from './graph-error'
import { randomDigits } from './new-shop'
import type { SentAttachment } from './send-request'

/** A file as it came, or null for one that was given by its address: the practice platform fetches nothing. */
export type UploadedFile = { bytes: Buffer; mimeType: string }

export type Upload = SentAttachment & { file: UploadedFile | null }

/** 25 MB, and an attachment id that serves for 90 days (saving assets, 2026-04-22). */
const largestFileBytes = 25 * 1024 * 1024
const reusableForMs = 90 * 24 * 3_600_000

/** What a Page has uploaded in this run; the files are not part of a snapshot. */
export type Uploads = {
  /** Keeps an upload for the Page to send at any time. Gives its attachment id. */
  keep(upload: Upload, pageId: string, now: number): string
  /** Finds what a Page uploaded. Throws a GraphRefusal (100/2018074) when it may not be sent. */
  reuse(attachmentId: string, pageId: string, now: number): Upload
  /** Remembers the file of an attachment in a conversation. */
  attach(attachmentId: string, file: UploadedFile): void
  /** Null: the file was given by its address, or in another run. */
  fileOf(attachmentId: string): UploadedFile | null
}

export function createUploads(): Uploads {
  const kept = new Map<string, { upload: Upload; pageId: string; at: number }>()
  const files = new Map<string, UploadedFile>()
  return {
    keep(upload, pageId, at) {
      const id = randomDigits(16)
      kept.set(id, { upload, pageId, at })
      return id
    },
    reuse(attachmentId, pageId, now) {
      const found = kept.get(attachmentId)
      if (!found || found.pageId !== pageId || now >= found.at + reusableForMs) throw new GraphRefusal(graphError(100, 2018074))
      return found.upload
    },
    attach: (attachmentId, file) => void files.set(attachmentId, file),
    fileOf: (attachmentId) => files.get(attachmentId) ?? null,
  }
}

/** Checks a file against the type that the sender gives it. Throws a GraphRefusal. */
export function checkFile(type: SentAttachment['type'], file: UploadedFile): void {
  if (file.bytes.length > largestFileBytes) throw new GraphRefusal(graphError(100, 2018109))
  if (type !== 'file' && !file.mimeType.startsWith(`${type}/`)) throw new GraphRefusal(graphError(100, 2018047))
}

/** Checks the address of a file that the platform would fetch. Throws a GraphRefusal (100/2018008). Gives the file's name. */
export function nameInAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new GraphRefusal(graphError(100, 2018008))
  return (url.pathname.split('/').at(-1) ?? '').slice(0, 200) || 'attachment'
}
