import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = dirname(dirname(fileURLToPath(import.meta.url)))

export const appFolder = join(repository, 'out', 'app')
export const standInFolder = join(repository, 'out', 'stand-in')
