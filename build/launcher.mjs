import { join } from 'node:path'
import { repository } from './repository.mjs'
import { runKept } from './run-kept.mjs'
import { ensureBuilt } from './setup/built-sources.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { say } from './setup/say.mjs'
import { start } from './start.mjs'

/** Out of the environment at once: no set-up step and no other command inherits them. */
const secrets = takeFromEnvironment(['COMPTOIR_PAGE_TOKEN', 'COMPTOIR_STORE_KEY'])

const commands = {
  start,
  serve: (node, values) => runBuilt(node, 'browser-host.cjs', values, { ...process.env, ...secrets }),
  practice: (node, values) => runBuilt(node, 'practice.cjs', values),
  test: (node, values) => runScript(node, 'test.mjs', values),
  picture: async (node, values) => {
    await ensureBuilt('app', node)
    await ensureBuilt('stand-in', node)
    return runScript(node, 'picture.mjs', values)
  },
}

/** Sees to everything that a command needs, runs it, and ends with its status. */
export async function launch([name, ...values]) {
  const command = commands[name]
  if (!command) {
    say(`Usage: node build/launch.mjs ${Object.keys(commands).join('|')} [arguments]`)
    process.exitCode = 2
    return
  }
  try {
    const node = await ensureDependencies()
    process.exitCode = await command(node, values)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

async function runBuilt(node, file, values, env = process.env) {
  const folder = await ensureBuilt('app', node)
  return runKept(node, [join(folder, file), ...values], { env })
}

function takeFromEnvironment(names) {
  const taken = Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  for (const name of names) delete process.env[name]
  return taken
}

function runScript(node, file, values) {
  return runKept(node, [join(repository, 'build', file), ...values])
}
