import { z } from 'zod'
import { attachmentContentSchema } from './attachment-content'
import { faultSchema } from './faults'
import { startLoopbackServer, type ListenOptions, type LoopbackRequest, type LoopbackServer } from './loopback-server'
import { conditionsChangeSchema, customerConditionsSchema } from './page-conditions'
import { tokenFailures, tokenStates } from './page-tokens'
import { lastMoment, momentSchema } from './platform-time'
import type { PracticePlatform } from './practice-platform'
import type { ChangeOutcome, PracticeShop } from './practice-shop'
import type { PracticeToken } from './practice-state'
import { readJson } from './read-json'

const clockSchema = z
  .strictObject({
    set: momentSchema.optional(),
    advanceMs: z.number().min(0).optional(),
    speed: z.number().min(0).max(1_000_000).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'wants "set", "advanceMs" or "speed"')

const saySchema = z.strictObject({
  conversation: z.string().nullable().default(null),
  from: z.string().trim().min(1).max(200),
  text: z.string().max(20_000).default(''),
  attachments: z
    .array(attachmentContentSchema)
    .max(10)
    .default([]),
  replyTo: z.string().nullable().default(null),
  bare: z.enum(['unsupported', 'nothing']).nullable().default(null),
})

const reactSchema = z.strictObject({
  message: z.string(),
  from: z.enum(['customer', 'page']).default('customer'),
  emoji: z.string().min(1).max(40).nullable(),
})
const editSchema = z.strictObject({ message: z.string(), text: z.string().max(20_000) })
const unsendSchema = z.strictObject({ message: z.string() })

const faultsSchema = z.array(faultSchema)

/** Whose token: the Page's, or the person's who looks after the Pages. */
const whose = { kind: z.enum(['page', 'user']).default('page') }
const tokenSchema = z.union([
  z.strictObject({ ...whose, state: z.enum(tokenStates) }),
  z.strictObject({ ...whose, code: z.int(), subcode: z.int().nullable().default(null) }),
  z.strictObject({ ...whose, token: z.string().regex(/^\S{1,500}$/) }),
])

/** With a conversation it is about that customer, else about the Page. */
const conditionsSchema = z.union([
  customerConditionsSchema.partial().extend({ conversation: z.string() }),
  conditionsChangeSchema,
])

type ControlAnswer = { status: number; body: object }

/**
 * Serves the control interface of a practice platform: JSON in, JSON out. A request is about the first Page unless it names
 * another, as `?page=ID`. It is for programs on this computer alone, so a
 * request that a web page sent is refused. Rejects when the port is taken.
 */
export function startControlServer(platform: PracticePlatform, options: ListenOptions): Promise<LoopbackServer> {
  return startLoopbackServer(options, async (request) => {
    const { status, body } = isFromElsewhere(request)
      ? refused(403, 'The practice shop is driven by programs of this computer only, not by a web page.')
      : answer(platform, request)
    return {
      kind: 'answer',
      status,
      headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' },
      body: `${JSON.stringify(body)}\n`,
    }
  })
}

/** A browser says from which page a request comes, and a rebound name shows in `Host`. */
function isFromElsewhere({ headers }: LoopbackRequest): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  return headers.origin !== undefined || !['127.0.0.1', 'localhost', '[::1]'].includes(host)
}

function answer(platform: PracticePlatform, request: LoopbackRequest): ControlAnswer {
  const pageId = request.query.get('page')
  const shop = pageId === null ? platform.shops[0] : platform.shops.find((candidate) => candidate.pageId === pageId)
  return shop ? answerAbout(platform, shop, request) : refused(400, `There is no Page ${JSON.stringify(pageId)} here.`)
}

function answerAbout(platform: PracticePlatform, shop: PracticeShop, request: LoopbackRequest): ControlAnswer {
  const call = `${request.method} /${request.path.join('/')}`
  switch (call) {
    case 'GET /state':
      return { status: 200, body: { ...shop.state(), ...platformState(platform) } }
    case 'POST /clock':
      return withInput(request, clockSchema, ({ set, advanceMs, speed }) => {
        const end = (set ?? shop.clock.now()) + (advanceMs ?? 0)
        if (end > lastMoment) return refused(400, 'The practice clock does not go beyond the year 9999.')
        if (set !== undefined || advanceMs !== undefined) shop.clock.set(end)
        if (speed !== undefined) shop.clock.setSpeed(speed)
        return { status: 200, body: shop.state().clock }
      })
    case 'POST /say':
      return withInput(request, saySchema, (input) => {
        const said = shop.say({ ...input, conversation: input.conversation === 'new' ? null : input.conversation })
        return said.ok ? { status: 200, body: { conversation: said.conversation, message: said.message } } : refused(400, said.sentence)
      })
    case 'POST /react':
      return withInput(request, reactSchema, (input) => changed(shop.react(input)))
    case 'POST /edit':
      return withInput(request, editSchema, (input) => changed(shop.edit(input)))
    case 'POST /unsend':
      return withInput(request, unsendSchema, (input) => changed(shop.unsend(input)))
    case 'POST /faults':
      return withInput(request, faultsSchema, (faults) => {
        shop.setFaults(faults)
        return { status: 200, body: shop.state().faults }
      })
    case 'POST /token':
      return withInput(request, tokenSchema, (input) => {
        const change: Partial<PracticeToken> =
          'state' in input
            ? { state: input.state, failure: tokenFailures[input.state] }
            : 'token' in input
              ? { value: input.token, state: 'valid', failure: null }
              : { state: 'refused', failure: { code: input.code, subcode: input.subcode } }
        if (input.kind === 'user') platform.setUserToken(change)
        else shop.setToken(change)
        const { value, state } = input.kind === 'user' ? platform.userToken() : shop.state().token
        return { status: 200, body: { value, state } }
      })
    case 'POST /conditions':
      return withInput(request, conditionsSchema, (input) => {
        if (!('conversation' in input)) {
          shop.account.change(input)
          return { status: 200, body: shop.account.conditions() }
        }
        const { conversation, ...change } = input
        if (!shop.findConversation(conversation)) return refused(400, `There is no conversation ${JSON.stringify(conversation)}.`)
        shop.account.changeCustomer(conversation, change)
        return { status: 200, body: shop.account.customer(conversation) }
      })
    default:
      return refused(404, `There is no ${call}: there are GET /state and POST /clock, /say, /react, /edit, /unsend, /faults, /token, /conditions.`)
  }
}

function platformState(platform: PracticePlatform): object {
  const { value, state } = platform.userToken()
  return { userToken: { value, state }, pages: platform.shops.map(({ pageId, pageName, token }) => ({ pageId, name: pageName, token })) }
}

function withInput<Schema extends z.ZodType>(
  request: LoopbackRequest,
  schema: Schema,
  act: (input: z.output<Schema>) => ControlAnswer,
): ControlAnswer {
  if (request.body === null) return refused(413, 'The body is larger than 1 MiB.')
  const json = readJson(request.body.toString())
  if (json === undefined) return refused(400, 'The body is no JSON.')
  const input = schema.safeParse(json)
  return input.success ? act(input.data) : refused(400, sentenceAbout(input.error))
}

function sentenceAbout(error: z.ZodError): string {
  const issue = error.issues[0]
  const place = issue && issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'The body'
  return `${place} is not right: ${issue?.message ?? 'it cannot be read'}.`
}

function changed(outcome: ChangeOutcome): ControlAnswer {
  return outcome.ok ? { status: 200, body: {} } : refused(400, outcome.sentence)
}

function refused(status: number, sentence: string): ControlAnswer {
  return { status, body: { error: sentence } }
}
