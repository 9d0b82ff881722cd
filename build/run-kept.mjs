import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const keeper = fileURLToPath(new URL('./keep.mjs', import.meta.url))
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Starts a program that ends with this process, however this process ends: it sees the channel between them close.
 * Signals are handed on to it.
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number> }}
 */
export function startKept(command, values, { env = process.env, stdin = 'inherit', stdout = 'inherit', stderr = 'inherit' } = {}) {
  const child = spawn(command, values, { stdio: [stdin, stdout, stderr, 'ipc'], env })
  const handOn = forwarded.map((signal) => ({ signal, listener: () => child.kill(signal) }))
  for (const { signal, listener } of handOn) process.on(signal, listener)
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal]))
  }).finally(() => {
    for (const { signal, listener } of handOn) process.off(signal, listener)
  })
  return { child, ended }
}

/** The same for a program that knows nothing of the channel: a keeper watches it. */
export function startKeptForeign(node, command, values, options) {
  return startKept(node, [keeper, command, ...values], options)
}

/** Runs a program to its end and gives its status. */
export function runKept(command, values, options) {
  return startKept(command, values, options).ended
}
