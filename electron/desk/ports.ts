import type { ClockReading, ConversationKey, PageKey } from '../../shared/model'

/** What a desk needs from outside. Every host hands these over; the tests hand over the same. */
export type Ports = {
  clock: Clock
  http: Http
  vault: TokenVault
  preferences: Preferences
  notifier: Notifier
  opener: Opener
  log: Log
}

/** The desk's time: the PC's, corrected by the platform's, or the practice shop's. */
export type Clock = {
  /** UTC milliseconds. */
  now(): number
  reading(): ClockReading
  /** Calls back once at or after `at` (UTC milliseconds of this clock), also when the clock is moved there. Gives a cancel. */
  setTimer(at: number, callback: () => void): () => void
  /** The platform's time as one of its answers gave it, and when its request left and its answer came, by the PC's clock. */
  learnPlatformTime(platformTime: number, sentAt: number, receivedAt: number): void
  /** Whether the last answer told another time than the one that is kept, so that one more answer would show which is right. */
  isInDoubt(): boolean
  /** Calls back when the clock was moved or its speed changed. Gives an unsubscribe. */
  onChange(listener: () => void): () => void
}

export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  timeoutMs: number
}

/** `unsent`: the request cannot have arrived. `lost`: it may have arrived, but no whole answer came back. */
export type HttpOutcome =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string; sentAt: number; receivedAt: number }
  | { kind: 'unsent' }
  | { kind: 'lost' }

export type DownloadRequest = {
  url: string
  /** What may be asked, redirects included: a host with everything below it, over https only, or one whole origin such as `http://127.0.0.1:4000`. */
  hosts: readonly string[]
  timeoutMs: number
  largestBytes: number
}

/** `failed`: not allowed, not reached, not whole, or ended by the caller. Any status counts as an answer. */
export type DownloadOutcome =
  | { kind: 'bytes'; status: number; contentType: string | null; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'failed' }

/** Requests to the platform, which carry the token and follow no redirect, and downloads of attachments, which carry nothing. */
export type Http = {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome>
  download(request: DownloadRequest, signal: AbortSignal): Promise<DownloadOutcome>
}

export type TokenVault = {
  /** The Page's token, or null when the vault has none. Rejects when the vault cannot be reached. */
  readToken(page: PageKey): Promise<string | null>
  /** The secret of the Meta app that the Page's token is of, when the owner gave it. */
  readAppSecret(page: PageKey): Promise<string | null>
}

export type Preferences = {
  read(): Promise<unknown>
  write(values: Record<string, unknown>): Promise<void>
}

export type ReminderNotice = { title: string; body: string; conversation: ConversationKey | null }

export type Notifier = {
  /** Shows a native notification. False when nobody could have seen it, so that it is worth telling again. */
  show(notice: ReminderNotice): Promise<boolean>
}

export type Opener = {
  /** Opens a web address that the desk has checked outside, in a browser. False when that went wrong. */
  open(url: string): Promise<boolean>
}

/** One line for the log: a code and figures. Never a customer's words, a token or a key. */
export type Log = (level: 'info' | 'warning' | 'error', code: string, figures?: Record<string, string | number>) => void
