import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient, type MessageBus } from 'dbus-native'
import { startKeptForeign } from '../../build/run-kept.mjs'

/** A session of its own, as a logged-in desktop has it: a message bus and an unlocked keychain that nobody else uses. */
export type SessionBus = {
  /** With these variables a program is in the session. */
  environment: Record<string, string>
  client: MessageBus
  /** As the desktop does when its owner goes away. */
  lockKeychain(): Promise<void>
  /** As its owner does by typing the password. */
  unlockKeychain(): Promise<void>
  stop(): Promise<void>
}

const patienceMs = 10_000
const keychainPassword = 'for the tests'
const loginCollection = '/org/freedesktop/secrets/collection/login'

/** gnome-keyring's own, with which its daemon is unlocked without a window. */
const guiltRidden = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'

/** Starts `dbus-daemon` and `gnome-keyring-daemon` with their files in the given folder. */
export async function startSessionBus(folder: string, display: string): Promise<SessionBus> {
  const environment = makeEnvironment(folder, display)
  const bus = startProgram('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], environment)
  environment['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus.output, 'dbus-daemon')
  const keyring = startProgram('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], environment)
  const client = createClient({ busAddress: environment['DBUS_SESSION_BUS_ADDRESS'] })
  await nameAppears(client, 'org.freedesktop.secrets')
  return {
    environment,
    client,
    lockKeychain: async () => void (await askKeychain(client, 'org.freedesktop.Secret.Service', 'Lock', 'ao', [[loginCollection]])),
    async unlockKeychain() {
      const session = await askKeychain(client, 'org.freedesktop.Secret.Service', 'OpenSession', 'sv', ['plain', ['s', '']])
      const [, path] = session as [unknown, string]
      const password = [path, Buffer.alloc(0), Buffer.from(keychainPassword), 'text/plain']
      await askKeychain(client, guiltRidden, 'UnlockWithMasterPassword', 'o(oayays)', [loginCollection, password])
    },
    async stop() {
      await client.close()
      await keyring.stop()
      await bus.stop()
    },
  }
}

function makeEnvironment(folder: string, display: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^(XDG|DBUS|GNOME|WAYLAND|COMPTOIR)_/.test(entry[0]))
  const folderOf = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }
  return {
    ...Object.fromEntries(inherited),
    DISPLAY: display,
    LANG: 'C.UTF-8',
    HOME: folderOf('home'),
    XDG_CONFIG_HOME: folderOf('config'),
    XDG_DATA_HOME: folderOf('share'),
    XDG_CACHE_HOME: folderOf('cache'),
    XDG_RUNTIME_DIR: folderOf('run'),
  }
}

type Program = { output: Readable; stop(): Promise<void> }

function startProgram(command: string, values: string[], environment: Record<string, string>): Program {
  const { child, ended } = startKeptForeign(process.execPath, command, values, { env: environment, stdin: 'pipe', stdout: 'pipe', stderr: 'ignore' })
  child.stdin?.end(keychainPassword)
  return {
    output: child.stdout as Readable,
    async stop() {
      child.kill()
      await ended
    },
  }
}

async function askKeychain(client: MessageBus, service: string, member: string, signature: string, body: unknown[]): Promise<unknown> {
  return await client.invokeDbus<unknown>({
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets',
    interface: service,
    member,
    signature,
    body,
  })
}

function firstLine(output: Readable, program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output })
    lines.once('line', resolve)
    lines.once('close', () => reject(new Error(`${program} ended before it was ready`)))
  })
}

async function nameAppears(client: MessageBus, name: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await hasOwner(client, name))) {
    if (Date.now() > deadline) throw new Error(`Nobody took the name ${name} on the session bus.`)
    await wait(20)
  }
}

async function hasOwner(client: MessageBus, name: string): Promise<boolean> {
  return await client.invokeDbus<boolean>({ member: 'NameHasOwner', signature: 's', body: [name] })
}
