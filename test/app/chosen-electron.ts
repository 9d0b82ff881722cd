import { appFolder, standInFolder } from '../../build/repository.mjs'
import { findOfficialElectron } from '../../build/setup/official-electron.mjs'
import { findStandIn } from '../../build/setup/stand-in.mjs'

/** The Electron that the tests run on, and the build made for it. */
export type ChosenElectron = { kind: 'official' | 'stand-in'; executablePath: string; appFolder: string; switches: string[] }

const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The official one when it is installed, else the stand-in; `COMPTOIR_ELECTRON` decides otherwise. */
export function chooseElectron(): ChosenElectron {
  const forced = process.env['COMPTOIR_ELECTRON']
  const official = forced === 'stand-in' ? null : findOfficialElectron()
  if (official) return { kind: 'official', executablePath: official, appFolder, switches: asRoot }
  const standIn = forced === 'official' ? null : findStandIn()
  if (standIn) return { kind: 'stand-in', executablePath: standIn, appFolder: standInFolder, switches: ['--no-sandbox', '--disable-gpu'] }
  throw new Error('No Electron is installed here: `npm test` fetches one.')
}
