import { startKeptForeign } from './run-kept.mjs'
import { findExecutable } from './setup/executables.mjs'

/** Starts an X server without a screen, which picks a free number itself; null when it does not start. */
export async function startVirtualDisplay(node, size = '1280x900') {
  const values = ['-displayfd', '1', '-screen', '0', `${size}x24`, '-nolisten', 'tcp']
  const { child, ended } = startKeptForeign(node, findExecutable('Xvfb'), values, { stdout: 'pipe', stderr: 'ignore' })
  const number = await Promise.race([new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))), ended.then(() => null)])
  return number === null ? null : { name: `:${number}`, stop: () => child.kill() }
}
