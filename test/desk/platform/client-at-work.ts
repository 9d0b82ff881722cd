import { setTimeout as delay } from 'node:timers/promises'
import type { CallGate } from '../../../electron/desk/platform/budget'
import { createPlatformClient } from '../../../electron/desk/platform/client'
import { createConnectingGates } from '../../../electron/desk/platform/connecting-budget'
import { createHttp } from '../../../electron/host/http'

export const token = 'EAAsecret'

/** A client over real HTTP. `logged` is every line of its log, as text. */
export function clientFor(
  platformUrl: string,
  options: { token?: string | null; secret?: string; version?: string; tokenAfterMs?: number; budget?: CallGate } = {},
) {
  const logged: string[] = []
  const learned: number[] = []
  const clock = { now: () => Date.now(), learnPlatformTime: (platformTime: number) => void learned.push(platformTime) }
  const client = createPlatformClient({
    http: createHttp(fetch),
    clock,
    log: (...line) => void logged.push(JSON.stringify(line)),
    platformUrl,
    readToken: () => delay(options.tokenAfterMs ?? 0, options.token === undefined ? token : options.token),
    readAppSecret: () => Promise.resolve(options.secret ?? null),
    graphVersion: () => options.version ?? 'v25.0',
    budget: options.budget ?? createConnectingGates(clock)(token),
  })
  return { client, logged, learned }
}
