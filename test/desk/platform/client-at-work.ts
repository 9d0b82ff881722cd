import { createUnkeptBudget, type CallBudget } from '../../../electron/desk/platform/budget'
import { createPlatformClient } from '../../../electron/desk/platform/client'
import { createHttp } from '../../../electron/host/http'

export const token = 'EAAsecret'

/** A client over real HTTP. `logged` is every line of its log, as text. */
export function clientFor(
  platformUrl: string,
  options: { token?: string | null; secret?: string; version?: string; budget?: Pick<CallBudget, 'take' | 'learn' | 'throttled'> } = {},
) {
  const logged: string[] = []
  const learned: number[] = []
  const clock = { now: () => Date.now(), learnPlatformTime: (platformTime: number) => void learned.push(platformTime) }
  const client = createPlatformClient({
    http: createHttp(fetch),
    clock,
    log: (...line) => void logged.push(JSON.stringify(line)),
    platformUrl,
    readToken: () => Promise.resolve(options.token === undefined ? token : options.token),
    readAppSecret: () => Promise.resolve(options.secret ?? null),
    graphVersion: () => options.version ?? 'v25.0',
    budget: options.budget ?? createUnkeptBudget(clock),
  })
  return { client, logged, learned }
}
