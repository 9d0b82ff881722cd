import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findExecutable } from './executables.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { quietRun } from './quiet-run.mjs'
import { lastLines, say } from './say.mjs'

/** What a run may need of a Linux system: how its presence shows, and its Debian packages, the newer name first. */
const needs = {
  gtk: { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  nss: { library: 'libnss3.so', packages: ['libnss3'] },
  sound: { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  graphics: { library: 'libgbm.so.1', packages: ['libgbm1'] },
  notifications: { library: 'libnotify.so.4', packages: ['libnotify4'] },
  secrets: { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
  display: { commands: ['Xvfb'], packages: ['xvfb'] },
  bus: { commands: ['dbus-daemon'], packages: ['dbus'] },
  keychain: { commands: ['gnome-keyring-daemon'], packages: ['gnome-keyring'] },
  browser: { commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'], packages: ['chromium'] },
  fonts: { folder: '/usr/share/fonts/truetype/liberation', packages: ['fonts-liberation'] },
  emoji: { file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf', packages: ['fonts-noto-color-emoji'] },
  python: { commands: ['python3'], packages: ['python3'] },
  pip: { commands: ['pip3', 'pip'], packages: ['python3-pip'] },
}

export const electronNeeds = ['gtk', 'nss', 'sound', 'graphics', 'secrets', 'notifications']

/** Sees to it that the system has these; gives the names of what is still missing. On another system than Linux nothing is needed. */
export async function ensureSystemPackages(names) {
  if (process.platform !== 'linux') return []
  const missing = names.filter((name) => !isPresent(needs[name]))
  if (missing.length === 0) return []
  if (!findExecutable('apt-get')) {
    say(`Missing on this system: ${describe(missing)}. Install them with its package manager.`)
    return missing
  }
  if (process.getuid?.() !== 0) {
    say(`Missing on this system: ${describe(missing)}. To get them: sudo apt-get install ${(await debianNames(missing)).join(' ')}`)
    return missing
  }
  return oneAtATime('system-packages', () => install(missing))
}

async function install(missing) {
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  say(`Installing ${describe(missing)} with apt-get …`)
  await quietRun('apt-get', ['update', '-qq'], quiet)
  const wanted = await debianNames(missing)
  const { status, output } = await quietRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], quiet)
  if (status !== 0) say(`apt-get could not install ${wanted.join(' ')}:\n${lastLines(output, 3)}`)
  return missing.filter((name) => !isPresent(needs[name]))
}

async function debianNames(missing) {
  const chosen = await Promise.all(
    missing.map(async (name) => {
      const { packages } = needs[name]
      if (packages.length === 1) return packages[0]
      const { output } = await quietRun('apt-cache', ['policy', packages[0]])
      return /Candidate: (?!\(none\))/.test(output) ? packages[0] : packages[1]
    }),
  )
  return chosen
}

function describe(names) {
  return names.map((name) => needs[name].packages.at(-1)).join(', ')
}

function isPresent({ library, commands, file, folder }) {
  if (library) return libraryFolders().some((path) => existsSync(join(path, library)))
  if (commands) return findExecutable(...commands) !== null
  return existsSync(file ?? folder)
}

let knownLibraryFolders = null

function libraryFolders() {
  knownLibraryFolders ??= ['/usr/lib', '/lib', '/usr/lib64', '/lib64', ...nestedFolders('/usr/lib')]
  return knownLibraryFolders
}

/** Debian keeps the libraries of each architecture in a folder of its own. */
function nestedFolders(path) {
  try {
    return readdirSync(path).filter((name) => name.includes('-linux-gnu')).map((name) => join(path, name))
  } catch {
    return []
  }
}
