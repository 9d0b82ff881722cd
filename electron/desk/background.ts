import type { Log } from './ports'

/** Does what nobody waits for. Whatever it throws, then or later, is logged under `code` and ends neither its caller nor the desk's thread. */
export function inBackground(log: Log, code: string, work: () => unknown): void {
  void (async () => {
    await work()
  })().catch((error: unknown) => log('error', code, { reason: String(error) }))
}
