import { spawn } from 'node:child_process'

/** Runs a tool without showing its output. `status` is null when it could not be started or took longer than `timeoutMs`. */
export function quietRun(command, values, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, values, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options })
    let output = ''
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const settle = (status, text) => {
      clearTimeout(timer)
      resolve({ status, output: text })
    }
    child.on('error', (error) => settle(null, error.message))
    child.on('close', (status) => settle(status, output))
  })
}
