import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../repository.mjs'

const watched = [
  'electron',
  'shared',
  'renderer',
  'test/stand-in',
  'build/bundle.mjs',
  'build/bundle-targets.mjs',
  'package.json',
  'package-lock.json',
]
const stampName = 'sources.stamp'

/** A digest of names, sizes and times: reading the files themselves would cost a start more than it saves. */
export function readSourcesState() {
  const digest = createHash('sha256')
  for (const path of watched) addPath(digest, path)
  return digest.digest('hex')
}

function addPath(digest, path) {
  const status = statSync(join(repository, path), { throwIfNoEntry: false })
  if (!status) return
  if (!status.isDirectory()) {
    digest.update(`${path}\n${status.size}\n${status.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(join(repository, path)).sort()) addPath(digest, `${path}/${name}`)
}

export function isBuilt(folder, state) {
  try {
    return readFileSync(join(folder, stampName), 'utf8') === state
  } catch {
    return false
  }
}

export function recordBuilt(folder, state) {
  writeFileSync(join(folder, stampName), state)
}
