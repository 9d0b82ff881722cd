import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../desk/ports'
import { makeFolder } from './make-folder'

const largestBytes = 1_000_000
const secretPattern = /EAA[A-Za-z0-9]+|[0-9a-fA-F]{64}/g

/** A log of codes and figures in `logs/comptoir.log`, one JSON line each. What looks like a token or a key is struck out. */
export function openFileLog(dataFolder: string): Log {
  const folder = join(dataFolder, 'logs')
  const path = join(folder, 'comptoir.log')

  function rotate(): void {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > largestBytes) renameSync(path, join(folder, 'comptoir.1.log'))
  }

  return (level, code, figures = {}) => {
    const line = JSON.stringify({ at: new Date().toISOString(), level, code, ...figures }).replace(secretPattern, '[struck out]')
    try {
      makeFolder(folder)
      rotate()
      appendFileSync(path, `${line}\n`)
    } catch {
      // A log that cannot be written must not stop the shop; that the folder cannot be written is the owner's screen to tell.
    }
  }
}
