import { contentHosts } from '../desk/attachments/content-origin'
import { mediaTypeOf } from '../desk/attachments/media-type'
import type { StoredContent } from '../desk/attachments/stored-content'
import type { Http } from '../desk/ports'
import type { OfferedAccount } from '../desk/worker-protocol'
import { failure, success, type Result } from '../../shared/problems'

const timeoutMs = 20_000
/** The platform's small pictures of Pages have a few kilobytes. */
const largestBytes = 512 * 1024

/** The pictures of the Pages that a person's token offers: in memory alone, and only while these are offered. */
export type OfferedPictures = {
  /** Null for a Page that is not offered or has no picture. */
  read(pageId: string): Promise<Result<StoredContent>> | null
  end(): void
}

/** Makes the pictures of these Pages. Each is fetched once, from where content may be fetched, when it is first asked for. */
export function createOfferedPictures(accounts: readonly OfferedAccount[], http: Pick<Http, 'download'>, platformUrl: string): OfferedPictures {
  const hosts = contentHosts(platformUrl)
  const ending = new AbortController()
  const fetched = new Map<string, Promise<Result<StoredContent>>>()

  async function fetchPicture(url: string): Promise<Result<StoredContent>> {
    const outcome = await http.download({ url, hosts, timeoutMs, largestBytes }, ending.signal)
    if (outcome.kind !== 'bytes' || outcome.status !== 200) return failure('attachment-gone')
    const mimeType = mediaTypeOf(outcome.bytes, false)
    return mimeType.startsWith('image/') ? success({ mimeType, bytes: outcome.bytes, name: '' }) : failure('attachment-gone')
  }

  return {
    read(pageId) {
      const url = accounts.find((account) => account.pageId === pageId)?.pictureUrl
      if (!url) return null
      const picture = fetched.get(pageId) ?? fetchPicture(url)
      fetched.set(pageId, picture)
      return picture
    },
    end() {
      ending.abort()
      fetched.clear()
    },
  }
}
