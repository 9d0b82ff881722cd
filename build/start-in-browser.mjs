import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { startKept, startKeptForeign } from './run-kept.mjs'
import { findBrowser } from './setup/browser.mjs'
import { ensureBuilt } from './setup/built-sources.mjs'
import { hasDisplay } from './setup/display.mjs'
import { say } from './setup/say.mjs'
import { cacheFolder } from './setup/stand-in.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Serves the app and opens it as an app window of the installed browser, whose end is the end of both. */
export async function startInBrowser(node, { dataFolder, switches, appArguments }) {
  const folder = await ensureBuilt('app', node)
  const host = startKept(node, [join(folder, 'browser-host.cjs'), ...appArguments], { stdout: 'pipe' })
  const url = await Promise.race([readAddress(host.child), host.ended.then(() => null)])
  if (url === null) return host.ended
  const browser = hasDisplay() ? await chooseBrowser() : null
  if (!browser) {
    say(hasDisplay() ? 'No Chromium, Chrome or Edge was found. Open this address in a browser of this machine:' : 'Open this address in a browser of this machine:')
    process.stdout.write(`${url}\n`)
    return host.ended
  }
  say(`Comptoir is open in ${basename(browser)}; closing its window ends it.`)
  const values = [
    `--app=${url}`,
    `--user-data-dir=${profileFolder(dataFolder)}`,
    '--no-first-run',
    '--no-default-browser-check',
    ...(isRoot ? ['--no-sandbox'] : []),
    ...switches,
  ]
  const window = startKeptForeign(node, browser, values, { stdout: 'ignore', stderr: 'ignore' })
  const ended = await Promise.race([host.ended.then(() => 'host'), window.ended])
  if (ended === 'host') {
    window.child.kill()
    return host.ended
  }
  if (ended !== 0 && host.child.exitCode === null && !host.child.killed) {
    say('The browser could not be opened or was stopped. Open this address in another one:')
    process.stdout.write(`${url}\n`)
    return host.ended
  }
  host.child.kill()
  return host.ended
}

function readAddress(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line).url))
  })
}

async function chooseBrowser() {
  const found = findBrowser()
  if (found) return found
  await ensureSystemPackages(['browser', 'fonts'])
  return findBrowser()
}

/** The browser's own files, apart from those of the owner's everyday browser. */
function profileFolder(dataFolder) {
  const folder = dataFolder === null ? join(cacheFolder, 'browser') : join(resolve(dataFolder), 'browser')
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'comptoir-browser-'))
  }
}
