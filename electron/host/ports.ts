import type { Language } from '../../shared/model'
import type { Http, Notifier, Opener, Preferences } from '../desk/ports'

/** What a host, in Electron or behind a loopback server, hands to the part that all hosts share. */
export type HostPorts = {
  kind: 'electron' | 'browser'
  version: string
  /** Where everything of this shop lives; made when it is missing. */
  dataFolder: string
  /** The origin that counts as Meta's. */
  platformUrl: string
  /** The file of the desk's worker thread. */
  deskScript: string
  /** The language that the command line asked for, and the system's. */
  language: { chosen: Language | null; system: Language }
  http: Http
  notifier: Notifier
  opener: Opener
  openPreferences: (folder: string) => Preferences
  /** Given by automation for this run alone, and kept nowhere. */
  secrets: { token: string | null; storeKey: string | null }
}
