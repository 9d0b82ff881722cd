import { findBrowser } from '../setup/browser.mjs'
import { ensureOfficialElectron } from '../setup/official-electron.mjs'
import { quietRun } from '../setup/quiet-run.mjs'
import { say } from '../setup/say.mjs'
import { ensureStandIn } from '../setup/stand-in.mjs'
import { electronNeeds, ensureSystemPackages } from '../setup/system-packages.mjs'

/** Finds or installs what the tests run on: the browser, an Electron, and on Linux a display, a session bus and a keychain. */
export async function prepareSurroundings(node) {
  const missing = await ensureSystemPackages([...electronNeeds, 'display', 'bus', 'keychain', 'browser', 'fonts', 'emoji'])
  const browser = findBrowser()
  const electron = await chooseElectron(node)
  return {
    browser: browser === null ? { problem: 'there is no Chromium, Chrome or Edge' } : { path: browser, version: await browserVersion(browser) },
    electron: electron.path ? { ...electron, version: await electronVersion(electron.path) } : electron,
    appProblem: appProblem(missing, electron),
  }
}

async function chooseElectron(node) {
  const forced = process.env.COMPTOIR_ELECTRON
  if (forced !== 'stand-in') {
    const official = await ensureOfficialElectron(node)
    if (official.path || forced === 'official') return { kind: 'official', ...official }
    say(`${official.problem} The app's tests run on the stand-in instead.`)
  }
  return { kind: 'stand-in', ...(await ensureStandIn()) }
}

function appProblem(missing, electron) {
  if (process.platform !== 'linux') return 'it needs the session bus and the keychain of a Linux desktop'
  if (!electron.path) return electron.problem
  const needed = missing.filter((name) => !['browser', 'fonts', 'emoji'].includes(name))
  return needed.length > 0 ? `this system lacks ${needed.join(', ')}` : null
}

async function electronVersion(path) {
  const { output } = await quietRun(path, ['-p', '`${process.versions.electron} (Node ${process.versions.node})`'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  return output.trim()
}

async function browserVersion(path) {
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return path
  const { output } = await quietRun(path, ['--version'])
  // Debian's start script has complaints of its own.
  return output.trim().split('\n').at(-1)
}

