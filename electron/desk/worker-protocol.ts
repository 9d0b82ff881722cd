import type { DeskEvent, DeskRequestName } from '../../shared/contract'
import type { Connection, Page, PageKey, Settings } from '../../shared/model'
import type { Result } from '../../shared/problems'
import type { ClockAnchor } from './clock'
import type { DownloadOutcome, DownloadRequest, HttpOutcome, HttpRequest, Log, ReminderNotice } from './ports'

/** How to open a shop's store and reach its platform. */
export type ShopOpening = {
  /** The folder of `comptoir.db`; it exists and can be written. */
  folder: string
  /** 64 hex digits; already checked against the key check beside the store. */
  storeKey: string
  /** The platform's origin, such as `https://graph.facebook.com`. */
  platformUrl: string
  /** The Page to connect. Without it the Page that the store has as connected. */
  page?: Page
}

/** What the host may ask of the desk's worker. */
export type DeskFunctions = {
  readSettings(): Promise<Settings>
  /** Asks the platform which Page a token is for, and whether it may read the Page's conversations. */
  identify(question: { platformUrl: string; token: string }): Promise<Result<Page>>
  /** Opens the store and starts looking. The value is null when no Page is connected in this store. */
  openShop(opening: ShopOpening): Promise<Result<Page | null>>
  /** Marks the open shop's Page as disconnected and closes the store. */
  disconnectShop(): Promise<void>
  closeShop(): Promise<void>
  answer(name: DeskRequestName, input: unknown): Promise<Result<unknown>>
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
  readPreferences(): Promise<unknown>
  writePreferences(values: Record<string, unknown>): Promise<void>
  showNotice(notice: ReminderNotice): Promise<boolean>
  writeLog(...line: Parameters<Log>): void
  deskEvent(event: DeskEvent): void
  connectionChanged(connection: Connection): void
  settingsChanged(settings: Settings): void
  clockChanged(reading: { now: number; speed: number }): void
}
