import { runKept } from './run-kept.mjs'
import { ensureBuilt } from './setup/built-sources.mjs'
import { hasDisplay } from './setup/display.mjs'
import { findExecutable } from './setup/executables.mjs'
import { ensureOfficialElectron, officialVersion } from './setup/official-electron.mjs'
import { say } from './setup/say.mjs'
import { ensureStandIn } from './setup/stand-in.mjs'
import { electronNeeds, ensureSystemPackages } from './setup/system-packages.mjs'
import { readStartArguments } from './start-arguments.mjs'
import { startInBrowser } from './start-in-browser.mjs'
import { startVirtualDisplay } from './virtual-display.mjs'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Opens the app: in Electron, else in the installed browser, else at an address. Gives the status to end with. */
export async function start(node, values) {
  const wanted = readStartArguments(values)
  if (wanted.mistake) {
    say(wanted.mistake)
    return 2
  }
  return wanted.standIn ? startInStandIn(node, wanted) : startInOfficial(node, wanted)
}

async function startInOfficial(node, wanted) {
  if (!hasDisplay()) {
    say('There is no display for a window: the same app is served to a browser instead.')
    return startInBrowser(node, wanted)
  }
  const electron = await ensureOfficialElectron(node)
  if (!electron.path) {
    say(`${electron.problem} The same app opens in your browser instead; every later start tries the download again.`)
    return startInBrowser(node, wanted)
  }
  if ((await ensureSystemPackages(electronNeeds)).length > 0) {
    say(`Electron ${officialVersion()} needs these: the same app opens in your browser instead.`)
    return startInBrowser(node, wanted)
  }
  const folder = await ensureBuilt('app', node)
  return runElectron(electron.path, folder, isRoot ? ['--no-sandbox'] : [], wanted)
}

async function startInStandIn(node, wanted) {
  const electron = await ensureStandIn()
  const missing = electron.path ? await ensureSystemPackages(hasDisplay() ? electronNeeds : [...electronNeeds, 'display']) : []
  const display = hasDisplay() || !findExecutable('Xvfb') ? null : await startVirtualDisplay(node)
  if (!electron.path || missing.length > 0 || (!hasDisplay() && !display)) {
    say(`${electron.problem ?? 'The stand-in Electron lacks what was named above.'} The same app opens in your browser instead.`)
    display?.stop()
    return startInBrowser(node, wanted)
  }
  if (display) say(`There is no display: the window is on ${display.name}, which Xvfb keeps in memory.`)
  const folder = await ensureBuilt('stand-in', node)
  try {
    return await runElectron(electron.path, folder, ['--no-sandbox', '--disable-gpu'], wanted, display?.name)
  } finally {
    display?.stop()
  }
}

function runElectron(electron, folder, ownSwitches, { switches, appArguments }, display) {
  const env = { ...process.env, ...(display && { DISPLAY: display }) }
  // Set by editors that are Electron apps themselves; with it no window would open.
  delete env.ELECTRON_RUN_AS_NODE
  return runKept(electron, [folder, ...new Set([...ownSwitches, ...switches]), ...appArguments], { env })
}
