import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { failure, success, type Result } from '../../shared/problems'
import { takeFolderLock } from '../desk/storage/database'
import { makeFolder } from './make-folder'

/** A data folder that this process alone uses until it gives it back. */
export type OwnedFolder = { release(): void }

/** Makes the data folder when it is missing and takes its lock. */
export function ownDataFolder(folder: string): Result<OwnedFolder> {
  try {
    makeFolder(folder)
    const probe = join(folder, `.write-probe-${process.pid}`)
    closeSync(openSync(probe, 'w'))
    rmSync(probe)
    const lock = takeFolderLock(join(folder, 'comptoir.lock'))
    return lock ? success(lock) : failure('folder-in-use', { folder })
  } catch {
    return failure('folder-not-writable', { folder })
  }
}
