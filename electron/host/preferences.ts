import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Preferences } from '../desk/ports'

/** What `electron-store` and `conf`, which is the same library without Electron, have in common. */
type PreferencesFile = { store: Record<string, unknown>; set(values: Record<string, unknown>): void }

/** The name of the preferences' file in the data folder, without its ending. */
export const preferencesName = 'preferences'

/** Opens the preferences of a data folder. A damaged file is set aside whole, and the defaults take its place. */
export function openPreferencesFile(folder: string, open: () => PreferencesFile): Preferences {
  const file = openOrSetAside(folder, open)
  return {
    read: () => Promise.resolve(file.store),
    write: (values) => Promise.resolve(file.set(values)),
  }
}

function openOrSetAside(folder: string, open: () => PreferencesFile): PreferencesFile {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    renameSync(join(folder, `${preferencesName}.json`), join(folder, `${preferencesName}.damaged-${Date.now()}.json`))
    return open()
  }
}
