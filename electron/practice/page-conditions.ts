import { z } from 'zod'
import { errorLanguages } from './error-texts'

/** The permissions that reading and answering need (Conversations API guide, 2026-02-11; Meta's overview, 2026-09-26). */
export const permissions = ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement', 'pages_show_list'] as const
export type Permission = (typeof permissions)[number]

/** What a person may do on a Page, as `/me/accounts` lists it. */
const tasks = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'] as const

const quotaSchema = z.strictObject({
  /** 200 calls for each engaged person in 24 hours. */
  enforced: z.boolean(),
  /** Two calls of the Conversations API in a second. */
  perSecond: z.boolean(),
})

/** How things stand between a Page, the app that asks for it and Meta. */
export const pageConditionsSchema = z.strictObject({
  humanAgentApproved: z.boolean(),
  missingPermissions: z.array(z.enum(permissions)),
  /** What the token's person may do on the Page. Reading and answering want MESSAGING or MODERATE. */
  tasks: z.array(z.enum(tasks)),
  /** Meta has forbidden the Page to send for a while. */
  restricted: z.boolean(),
  /** The app is not live: only testers are listed and can be messaged. */
  appInDevelopment: z.boolean(),
  /** The app answers only requests with an `appsecret_proof` made with this secret; null when it wants none. */
  requiredAppSecret: z.string().min(1).max(200).nullable(),
  /** A word of Meta's such as `TEMPORARILY_CLOSED`; null when the Page has none. */
  temporaryStatus: z.string().max(100).nullable(),
  displayedResponseTime: z.string().max(100).nullable(),
  errorLanguage: z.enum(errorLanguages),
  /** How long an attachment's address serves, in hours of practice time. */
  attachmentHours: z.number().positive().max(10_000),
  quota: quotaSchema,
})
export type PageConditions = z.infer<typeof pageConditionsSchema>

export const usualConditions: PageConditions = {
  humanAgentApproved: false,
  missingPermissions: [],
  tasks: [...tasks],
  restricted: false,
  appInDevelopment: false,
  requiredAppSecret: null,
  temporaryStatus: 'OPERATING_AS_USUAL',
  displayedResponseTime: 'FEW_HOURS',
  errorLanguage: 'en',
  attachmentHours: 24,
  quota: { enforced: true, perSecond: false },
}

/** How things stand with one customer. */
export const customerConditionsSchema = z.strictObject({
  /** `unavailable` and `blocked` people cannot be messaged now, for reasons that Meta tells apart or not. */
  customer: z.enum(['reachable', 'unavailable', 'blocked']),
  /** `other-app` refuses with 100/2534037, `handed-over` with 2018300. */
  threadOwner: z.enum(['this-app', 'other-app', 'handed-over']),
  /** Whether the customer has a role on an app in development. */
  tester: z.boolean(),
})
export type CustomerConditions = z.infer<typeof customerConditionsSchema>

export const usualCustomer: CustomerConditions = { customer: 'reachable', threadOwner: 'this-app', tester: false }

/** A change of a Page's conditions; what it does not name stays. */
export const conditionsChangeSchema = pageConditionsSchema.partial().extend({ quota: quotaSchema.partial().optional() })
export type ConditionsChange = z.infer<typeof conditionsChangeSchema>

/** Applies a change: what is undefined stays as it was. */
export function changed<Shape extends object>(before: Shape, change: { [Key in keyof Shape]?: Shape[Key] | undefined }): Shape {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(said) }
}
