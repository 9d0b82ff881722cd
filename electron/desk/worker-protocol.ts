import type { ServedContent } from '../../shared/attachment-address'
import type { DeskEvent, DeskRequestName } from '../../shared/contract'
import type { PageKey, Settings, Shop } from '../../shared/model'
import type { Result } from '../../shared/problems'
import type { StoredContent } from './attachments/stored-content'
import type { ClockAnchor } from './clock'
import type { PageToConnect } from './pages'
import type { DownloadOutcome, DownloadRequest, HttpOutcome, HttpRequest, Log, ReminderNotice } from './ports'

/** How to open a store and reach its Pages' platform. */
export type ShopOpening = {
  /** The folder of `comptoir.db`; it exists and can be written. */
  folder: string
  /** 64 hex digits; already checked against the key check beside the store. */
  storeKey: string
  /** The platform's origin, such as `https://graph.facebook.com`. */
  platformUrl: string
  /** The Pages to connect beside those that the store has as connected. */
  connect: PageToConnect[]
}

/** A token to identify, with the secret of its Meta app when that wants one. */
export type TokenQuestion = { platformUrl: string; token: string; appSecret: string | null }

/** A Page that a person's token opens, with its own token. It never leaves the main process. */
export type OfferedAccount = PageToConnect & { token: string; canMessage: boolean; pictureUrl: string | null }

export type IdentifiedToken = { kind: 'page'; page: PageToConnect } | { kind: 'person'; accounts: OfferedAccount[] }

/** What the host may ask of the desk's worker. */
export type DeskFunctions = {
  readSettings(): Promise<Settings>
  /** Asks the platform whose token this is: a Page's, whose conversations it may read, or a person's. */
  identify(question: TokenQuestion): Promise<Result<IdentifiedToken>>
  /** Nobody waits for that any more: its calls end. */
  giveUpIdentifying(): Promise<void>
  /** Opens the store and starts looking. The value is empty when no Page is connected in this store, and nothing is open then. */
  openShops(opening: ShopOpening): Promise<Result<Shop[]>>
  /** Marks a Page as disconnected; when asked to, what the store has of it is erased in the background. */
  disconnectPage(page: PageKey, conversations: 'keep' | 'erase'): Promise<void>
  closeShops(): Promise<void>
  /** Whether the page is before the owner's eyes. */
  focusChanged(focused: boolean): Promise<void>
  answer(name: DeskRequestName, input: unknown): Promise<Result<unknown>>
  /** The content of an attachment or a Page's picture, fetched first when it still waits. */
  readContent(content: ServedContent): Promise<Result<StoredContent>>
  /** Somebody can see notifications again: tells what could not be told. */
  reviewReminders(): Promise<void>
  followClock(anchor: ClockAnchor | null): Promise<void>
}

/** A number that no other call of this thread has. */
export type HttpCall = { id: number }

/** What the desk's worker may ask of its host: the ports, over the thread's wall. */
export type HostFunctions = {
  sendHttp(request: HttpRequest & HttpCall): Promise<HttpOutcome>
  downloadHttp(request: DownloadRequest & HttpCall): Promise<DownloadOutcome>
  /** Ends a call that is under way; no abort signal passes from thread to thread. */
  abortHttp(id: number): void
  readToken(page: PageKey): Promise<string | null>
  readAppSecret(page: PageKey): Promise<string | null>
  readPreferences(): Promise<unknown>
  writePreferences(values: Record<string, unknown>): Promise<void>
  showNotice(notice: ReminderNotice): Promise<boolean>
  openAddress(url: string): Promise<boolean>
  writeLog(...line: Parameters<Log>): void
  deskEvent(event: DeskEvent): void
  shopsChanged(shops: Shop[]): void
  settingsChanged(settings: Settings): void
  clockChanged(reading: { now: number; speed: number }): void
}
