import type { ServedContent } from '../../../shared/attachment-address'
import type { PageKey } from '../../../shared/model'
import { failure, success, type Result } from '../../../shared/problems'
import type { Http, Log } from '../ports'
import type { Reader, Store } from '../storage/database'
import type { ContentFiles } from './content-files'
import { contentHosts } from './content-origin'
import type { AttachmentFetching } from './fetching'
import { mediaTypeOf } from './media-type'

const pictureTimeoutMs = 60_000
const largestPictureBytes = 5 * 1024 * 1024

/** Content as it is served: its type by its own bytes, and the name that its sender gave it, which nobody may trust. */
export type StoredContent = { mimeType: string; bytes: Uint8Array; name: string }

/** The content that the store has of one Page: of its attachments, and its own picture. */
export type PageContent = {
  /** Fetches it first when it still waits. `attachment-gone` when there is none, or none can be had now. */
  read(content: ServedContent): Promise<Result<StoredContent>>
  hasPicture(): boolean
  /** Keeps the Page's picture, once in a run, from its address at Meta, which expires; one of before stays when that fails. */
  keepPicture(url: string): Promise<void>
  /** Resolves when nothing of it touches the disk any more, once its signal has ended it. */
  ended(): Promise<void>
}

type ContentRow = { kind: string; name: string; content: string; file: string | null }
type PictureRow = { picture_file: string | null; picture_type: string | null }

/** Makes the content of one Page. `pictureChanged` hears of a new picture. */
export function createPageContent(options: {
  page: PageKey
  store: Store
  files: ContentFiles
  fetching: Pick<AttachmentFetching, 'fetchNow'>
  http: Pick<Http, 'download'>
  log: Log
  platformUrl: string
  /** Ends with the Page's work: the store may be closed after that. */
  signal: AbortSignal
  pictureChanged: () => void
}): PageContent {
  const { store, files, fetching, http, log, signal } = options
  const pageKey: PageKey = { pageId: options.page.pageId, platform: options.page.platform }
  const hosts = contentHosts(options.platformUrl)
  let keepingPicture: Promise<void> = Promise.resolve()
  let keptPicturePath: string | null = null

  async function readAttachment(messageId: string, ordinal: number): Promise<Result<StoredContent>> {
    const key = { ...pageKey, messageId, ordinal }
    const kept = await readKept(key)
    if (kept || signal.aborted) return kept ? success(kept) : failure('attachment-gone')
    await fetching.fetchNow(messageId, ordinal)
    const fetched = signal.aborted ? null : await readKept(key)
    return fetched ? success(fetched) : failure('attachment-gone')
  }

  async function readKept(key: PageKey & { messageId: string; ordinal: number }): Promise<StoredContent | null> {
    const ofAttachment = 'page_id = $pageId AND platform = $platform AND message_id = $messageId AND ordinal = $ordinal'
    const row = store.get<ContentRow>(`SELECT kind, name, content, file FROM attachments WHERE ${ofAttachment}`, key)
    if (row?.content !== 'kept' || row.file === null) return null
    const bytes = await files.read(row.file)
    if (bytes) return { mimeType: mediaTypeOf(bytes, row.kind === 'audio'), bytes, name: row.name }
    log('warning', 'attachment-file-not-read')
    if (!signal.aborted) {
      store.write((writer) => writer.run(`UPDATE attachments SET content = 'waiting', file = NULL WHERE ${ofAttachment}`, key))
    }
    return null
  }

  function pictureRow(): PictureRow | undefined {
    return store.get<PictureRow>('SELECT picture_file, picture_type FROM pages WHERE page_id = $pageId AND platform = $platform', pageKey)
  }

  async function keepPicture(url: string): Promise<void> {
    // What follows the path is a signature, new each time.
    const path = new URL(url).pathname
    if (path === keptPicturePath) return
    const outcome = await http.download({ url, hosts, timeoutMs: pictureTimeoutMs, largestBytes: largestPictureBytes }, signal)
    if (signal.aborted || outcome.kind !== 'bytes' || outcome.status !== 200) return
    const type = mediaTypeOf(outcome.bytes, false)
    if (!type.startsWith('image/')) return
    const file = files.nameFor({ kind: 'page-picture', ...pageKey })
    await files.write(file, outcome.bytes)
    if (signal.aborted) return
    keptPicturePath = path
    store.write((writer) =>
      writer.run('UPDATE pages SET picture_file = $file, picture_type = $type WHERE page_id = $pageId AND platform = $platform', {
        ...pageKey,
        file,
        type,
      }),
    )
    options.pictureChanged()
  }

  return {
    async read(content) {
      if (content.kind === 'attachment') return readAttachment(content.messageId, content.ordinal)
      const { picture_file: file, picture_type: mimeType } = pictureRow() ?? { picture_file: null, picture_type: null }
      const bytes = file === null ? null : await files.read(file)
      return bytes && mimeType !== null ? success({ mimeType, bytes, name: '' }) : failure('attachment-gone')
    },

    hasPicture: () => pictureRow()?.picture_file != null,

    keepPicture(url) {
      keepingPicture = keepPicture(url).catch((error: unknown) => log('error', 'picture-not-kept', { reason: String(error) }))
      return keepingPicture
    },

    ended: () => keepingPicture,
  }
}

/** Removes every file with content of one Page, also one that was being written when its work ended. */
export async function removeContentOf(reader: Reader, files: ContentFiles, { pageId, platform }: PageKey): Promise<void> {
  const rows = reader.all<{ message_id: string; ordinal: number }>(
    `SELECT message_id, ordinal FROM attachments
     WHERE page_id = $pageId AND platform = $platform AND content IN ('waiting', 'kept')`,
    { pageId, platform },
  )
  const page = { pageId, platform }
  await files.remove(files.nameFor({ kind: 'page-picture', ...page }))
  for (const { message_id: messageId, ordinal } of rows) {
    await files.remove(files.nameFor({ kind: 'attachment', ...page, messageId, ordinal }))
  }
}
