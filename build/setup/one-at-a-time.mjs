import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { repository } from '../repository.mjs'

const retryMs = 100

/** Two commands started together must not install or build over each other; a lock of a process that has died counts for nothing. */
export async function oneAtATime(name, work, folder = join(repository, 'out', '.locks')) {
  const path = join(folder, `${name}.lock`)
  mkdirSync(dirname(path), { recursive: true })
  while (!take(path)) await wait(retryMs)
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const owner = ownerOf(path)
  if (owner !== null && !isAlive(owner)) rmSync(path, { force: true })
  return false
}

function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function isAlive(pid) {
  // A file that is just being written is empty: its owner is alive.
  if (pid === 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
