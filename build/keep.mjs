import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const [command, ...values] = process.argv.slice(2)
const child = spawn(command, values, { stdio: 'inherit' })

const end = () => child.kill()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
process.on('disconnect', end)
child.on('error', (error) => {
  process.stderr.write(`${command} could not be started: ${error.message}\n`)
  process.exit(127)
})
child.on('exit', (status, signal) => process.exit(status ?? 128 + constants.signals[signal]))
