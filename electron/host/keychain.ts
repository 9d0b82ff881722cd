import { failure, success, type Result } from '../../shared/problems'

const service = 'comptoir'
const patienceMs = 20_000

/** The system's keychain: what stands there under this app's name. */
export type Keychain = {
  read(account: string): Promise<Result<string | null>>
  write(account: string, secret: string): Promise<Result<null>>
  remove(account: string): Promise<Result<null>>
  /** Every store key that is kept, with its account. */
  storeKeys(): Promise<Result<{ account: string; secret: string }[]>>
  /** Resolves when nothing is asked of it any more: a process that ends while its threads ask may hang. */
  idle(): Promise<void>
}

/** The account of a Page's token. */
export function tokenAccount(pageId: string): string {
  return `page:${pageId}`
}

/** The account of the secret of a Page's Meta app. */
export function appSecretAccount(pageId: string): string {
  return `app-secret:${pageId}`
}

const storeKeyPrefix = 'store-key:'

/** The account of a data folder's store key. */
export function storeKeyAccount(folderId: string): string {
  return storeKeyPrefix + folderId
}

/** The folder's id of an account of `storeKeyAccount`. */
export function folderIdOf(account: string): string {
  return account.slice(storeKeyPrefix.length)
}

type Keytar = typeof import('keytar')

/** Loaded when it is needed: on a system without its library it fails, which is a keychain that cannot be reached. */
async function loadKeytar(): Promise<Keytar> {
  const loaded: Keytar & { default?: Keytar } = await import('keytar')
  return loaded.default ?? loaded
}

/**
 * Opens the system's keychain through keytar. A keychain that cannot be reached and a locked one are two problems. It is asked one
 * thing at a time: keytar's calls run in threads of their own, and the system's libraries below it do not all bear that. Only a reading
 * that was given up does not keep the next from its turn.
 */
export function openKeychain(): Keychain {
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** A reading that was given up may wait for ever, for a question of the system that nobody answers once the keychain is unlocked. */
  function attempt<Value>(use: (keytar: Keytar) => Promise<Value>): Promise<Result<Value>> {
    const reading = lastTurn.then(loadKeytar).then(use)
    lastTurn = lastTurn.then(() => patiently(reading))
    return patiently(reading)
  }

  /** A change that was given up goes on, and the next turn waits for its end: one that comes late must not undo what was asked after it. */
  function attemptChange(use: (keytar: Keytar) => Promise<unknown>): Promise<Result<null>> {
    const change = lastTurn.then(loadKeytar).then(use).then(() => null)
    lastTurn = change.catch(() => undefined)
    return patiently(change)
  }

  return {
    read: (account) => attempt((keytar) => keytar.getPassword(service, account)),
    write: (account, secret) => attemptChange((keytar) => keytar.setPassword(service, account, secret)),
    remove: (account) => attemptChange((keytar) => keytar.deletePassword(service, account)),
    storeKeys: () =>
      attempt(async (keytar) => {
        const found = await keytar.findCredentials(service)
        return found.filter(({ account }) => account.startsWith(storeKeyPrefix)).map(({ account, password }) => ({ account, secret: password }))
      }),
    idle: () => lastTurn.then(() => undefined),
  }
}

async function patiently<Value>(asked: Promise<Value>): Promise<Result<Value>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the keychain is locked or does not answer')), patienceMs)
    })
    return success(await Promise.race([asked, tooLong]))
  } catch (error) {
    return failure(/locked|dismissed|cancel/i.test(String(error)) ? 'keychain-locked' : 'keychain-unavailable')
  } finally {
    clearTimeout(timer)
  }
}
