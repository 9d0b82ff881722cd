import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { repository } from '../repository.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { quietRun } from './quiet-run.mjs'
import { say } from './say.mjs'

const packageFolder = join(repository, 'node_modules', 'electron')
const downloadMs = 10 * 60_000
const answerMs = 5_000

/** The Electron that owners get, downloaded by its own package at the first run: `{path}`, or `{problem}`. */
export async function ensureOfficialElectron(node) {
  const found = findOfficialElectron()
  if (found) return { path: found }
  const version = officialVersion()
  return oneAtATime('electron', async () => {
    const other = findOfficialElectron()
    if (other) return { path: other }
    say(`Downloading Electron ${version} (about 120 MB, once) …`)
    if (await isReachable()) await quietRun(node, [join(packageFolder, 'install.js')], { cwd: packageFolder, timeoutMs: downloadMs })
    const path = findOfficialElectron()
    return path ? { path } : { problem: `Electron ${version} could not be downloaded from github.com.` }
  })
}

/** The path of the installed runtime; null when it has not been downloaded. */
export function findOfficialElectron() {
  try {
    const downloaded = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8').trim().replace(/^v/, '')
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    return downloaded === officialVersion() && existsSync(path) ? path : null
  } catch {
    return null
  }
}

export function officialVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

/** A network that swallows everything would hold every start until the download gives up. A mirror or a proxy is for the downloader to know. */
function isReachable() {
  const names = Object.keys(process.env).map((name) => name.toLowerCase())
  if (names.some((name) => /proxy$|electron_mirror$/.test(name) && !name.startsWith('no_') && !name.endsWith('noproxy'))) return true
  return new Promise((resolve) => {
    const request = get('https://github.com/electron/electron/releases', { timeout: answerMs }, (response) => {
      response.destroy()
      resolve(true)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
