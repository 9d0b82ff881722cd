import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { repository } from '../repository.mjs'
import { findExecutable, machinePath } from './executables.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { quietRun } from './quiet-run.mjs'
import { lastLines, say } from './say.mjs'

const packages = join(repository, 'node_modules')
const stamp = join(packages, '.comptoir-lock')
const nodeBinaries = ['node.exe', 'node'].map((name) => join(packages, 'node', 'bin', name))
const wantedNode = 'v24.'

/** Installs what the lock file names when that is not what is installed, and gives the path of Node 24. */
export async function ensureDependencies() {
  const lock = createHash('sha256').update(readFileSync(join(repository, 'package-lock.json'))).digest('hex')
  if (!isInstalled(lock)) {
    await oneAtATime('dependencies', async () => {
      if (!isInstalled(lock)) await install(lock)
    })
  }
  return nodeBinaries.find((path) => existsSync(path)) ?? process.execPath
}

function isInstalled(lock) {
  try {
    return readFileSync(stamp, 'utf8') === lock
  } catch {
    return false
  }
}

async function install(lock) {
  if (!matchesInstalledPackages()) {
    say('Installing the dependencies (about 580 MB, once) …')
    const { status, output } = await runNpm()
    if (status !== 0) throw new Error(`npm could not install the dependencies:\n${lastLines(output)}`)
  }
  await assertNode()
  writeFileSync(stamp, lock)
}

/** Somebody may have run npm already; npm keeps a copy of the lock with what it has installed. */
function matchesInstalledPackages() {
  const wanted = readPackages(join(repository, 'package-lock.json'))
  const installed = readPackages(join(packages, '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, { version, optional, extraneous }]) => {
    if (path === '' || ((optional || extraneous) && !installed[path])) return true
    return installed[path]?.version === version
  })
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return null
  }
}

function runNpm() {
  // Windows cannot replace the Node that is running this, which `ci` would.
  const verb = process.platform === 'win32' && existsSync(packages) ? 'install' : 'ci'
  const values = [verb, '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: repository, env: { ...process.env, PATH: machinePath().join(delimiter) } }
  const { npm_execpath: npmScript, npm_node_execpath: npmNode } = process.env
  if (npmScript?.endsWith('.js') && npmNode && existsSync(npmNode)) return quietRun(npmNode, [npmScript, ...values], options)
  const npm = findExecutable('npm')
  if (!npm) throw new Error('npm is not installed: it comes with Node.js, which nodejs.org offers.')
  return quietRun(npm.includes(' ') ? `"${npm}"` : npm, values, { ...options, shell: process.platform === 'win32' })
}

async function assertNode() {
  const node = nodeBinaries.find((path) => existsSync(path)) ?? process.execPath
  const { output } = await quietRun(node, ['--version'])
  if (output.trim().startsWith(wantedNode)) return
  throw new Error(`Node 24 is needed and ${output.trim()} would be used: let npm run the install script of the package "node", then try again.`)
}
