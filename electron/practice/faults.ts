import { z } from 'zod'
import { momentSchema } from './platform-time'

/** The routes of the practice platform, as faults and request counts name them. */
export const routes = [
  'me',
  'accounts',
  'page',
  'list',
  'conversation',
  'messages',
  'message',
  'send',
  'upload',
  'attachment',
  'debug-token',
  'other',
] as const
export type Route = (typeof routes)[number]

/** Those of the Conversations API, which have permissions and a quota of their own. */
export const conversationRoutes: readonly Route[] = ['list', 'conversation', 'messages', 'message']

const place = {
  route: z.enum([...routes, 'any']),
  times: z.int().positive().default(1),
  /** How many requests that it concerns pass unharmed first. */
  after: z.int().nonnegative().default(0),
  /** Only from the one moment of practice time until before the other. */
  between: z.tuple([momentSchema, momentSchema]).nullable().default(null),
}

/** Something that goes wrong on a route, a number of times. Delays are real milliseconds, whatever the practice clock's speed. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...place, kind: z.literal('delay'), delayMs: z.number().nonnegative().max(600_000) }),
  z.strictObject({ ...place, kind: z.literal('status'), status: z.int().min(400).max(599) }),
  z.strictObject({ ...place, kind: z.literal('drop') }),
  z.strictObject({ ...place, kind: z.literal('lost-answer') }),
  z.strictObject({
    ...place,
    kind: z.literal('error'),
    code: z.int(),
    subcode: z.int().nullable().default(null),
    /** The minutes after which the usage header lets the client come back. */
    waitMinutes: z.int().positive().nullable().default(null),
  }),
  z.strictObject({ ...place, kind: z.literal('error-although-sent') }),
  z.strictObject({ ...place, kind: z.literal('truncated') }),
  z.strictObject({ ...place, kind: z.literal('html'), status: z.int().min(200).max(599).default(502) }),
  z.strictObject({ ...place, kind: z.literal('unknown-attachment') }),
  z.strictObject({ ...place, kind: z.literal('wrong-date'), offsetMs: z.number().min(-1e12).max(1e12) }),
  z.strictObject({ ...place, kind: z.literal('redirect'), to: z.url({ normalize: true }) }),
])
export type Fault = z.infer<typeof faultSchema>
export type FaultInput = z.input<typeof faultSchema>

/**
 * Uses up one time of the first fault that concerns the route at `now` (UTC milliseconds of practice time). Gives it, and
 * the faults that are left.
 */
export function takeFault(faults: readonly Fault[], route: Route, now: number): { fault: Fault | null; left: Fault[] } {
  const concerned = faults.filter((fault) => concerns(fault, route, now))
  const fault = concerned.find((candidate) => candidate.after === 0) ?? null
  const waiting = fault ? concerned.slice(0, concerned.indexOf(fault)) : concerned
  const left = faults.flatMap((candidate) => {
    if (waiting.includes(candidate)) return [{ ...candidate, after: candidate.after - 1 }]
    if (candidate !== fault) return [candidate]
    return candidate.times > 1 ? [{ ...candidate, times: candidate.times - 1 }] : []
  })
  return { fault, left }
}

function concerns(fault: Fault, route: Route, now: number): boolean {
  if (fault.route !== route && fault.route !== 'any') return false
  return !fault.between || (now >= fault.between[0] && now < fault.between[1])
}
