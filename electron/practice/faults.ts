import { z } from 'zod'

/** The routes of the practice platform, as faults and request counts name them. */
export const routes = ['me', 'page', 'list', 'conversation', 'messages', 'message', 'send', 'attachment', 'other'] as const
export type Route = (typeof routes)[number]

const place = {
  route: z.enum([...routes, 'any']),
  times: z.int().positive().default(1),
}

/** Something that goes wrong on a route, a number of times. Delays are real milliseconds, whatever the practice clock's speed. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...place, kind: z.literal('delay'), delayMs: z.number().nonnegative().max(600_000) }),
  z.strictObject({ ...place, kind: z.literal('status'), status: z.int().min(400).max(599) }),
  z.strictObject({ ...place, kind: z.literal('drop') }),
  z.strictObject({ ...place, kind: z.literal('lost-answer') }),
  z.strictObject({ ...place, kind: z.literal('error'), code: z.int(), subcode: z.int().nullable().default(null) }),
])
export type Fault = z.infer<typeof faultSchema>
export type FaultInput = z.input<typeof faultSchema>

/** Uses up one time of the first fault that concerns the route. Gives it, and the faults that are left. */
export function takeFault(faults: readonly Fault[], route: Route): { fault: Fault | null; left: Fault[] } {
  const fault = faults.find((candidate) => candidate.route === route || candidate.route === 'any') ?? null
  const left = faults.flatMap((candidate) => {
    if (candidate !== fault) return [candidate]
    return candidate.times > 1 ? [{ ...candidate, times: candidate.times - 1 }] : []
  })
  return { fault, left }
}
