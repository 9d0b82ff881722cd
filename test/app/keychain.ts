import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { SessionBus } from './session-bus'

const run = promisify(execFile)

export type KeychainEntry = { account: string; password: string }

/** The session's keychain, seen from outside the app: keytar connects once per process, so each look is a process of its own. */
export type Keychain = {
  read(service?: string): Promise<KeychainEntry[]>
  write(account: string, password: string, service?: string): Promise<void>
  remove(account: string, service?: string): Promise<void>
}

export function openKeychain(bus: SessionBus): Keychain {
  async function ask(method: string, ...values: string[]): Promise<unknown> {
    const script = `require('keytar')[${JSON.stringify(method)}](...${JSON.stringify(values)}).then((answer) => process.stdout.write(JSON.stringify(answer ?? null)))`
    const { stdout } = await run(process.execPath, ['-e', script], { env: bus.environment })
    return JSON.parse(stdout)
  }
  return {
    read: async (service = 'comptoir') => (await ask('findCredentials', service)) as KeychainEntry[],
    write: async (account, password, service = 'comptoir') => void (await ask('setPassword', service, account, password)),
    remove: async (account, service = 'comptoir') => void (await ask('deletePassword', service, account)),
  }
}
