import { existsSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { repository } from '../repository.mjs'

const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
const ownPackages = join(repository, 'node_modules') + sep

/** The machine's search path without this repository's own packages, which npm puts before it. */
export function machinePath() {
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(delimiter)
  return folders.filter((folder) => folder !== '' && !`${folder}${sep}`.startsWith(ownPackages))
}

/** The first of these commands that the machine has; null when it has none. */
export function findExecutable(...names) {
  for (const name of names) {
    for (const folder of machinePath()) {
      const found = endings.map((ending) => join(folder, name + ending)).find((path) => existsSync(path))
      if (found) return found
    }
  }
  return null
}
