import { createHmac } from 'node:crypto'
import { errorTexts } from './error-texts'
import { graphError, GraphRefusal, invalidParameter, missingPermission, pageTokenWanted, type GraphError } from './graph-error'
import type { JsonObject } from './graph-fields'
import { parameterIn, type GraphRequest } from './graph-requests'
import { conversationRoutes } from './faults'
import { permissions, type PageConditions, type Permission } from './page-conditions'
import { callerOf, type PracticePlatform } from './practice-platform'
import type { PracticeToken } from './practice-state'

/** What can happen to a token, and the error that the platform then gives (Graph API error guide, crawled 2026). */
export const tokenFailures = {
  valid: null,
  malformed: { code: 190, subcode: null },
  expired: { code: 190, subcode: 463 },
  'password-changed': { code: 190, subcode: 460 },
  removed: { code: 190, subcode: 458 },
  checkpoint: { code: 190, subcode: 459 },
  unconfirmed: { code: 190, subcode: 464 },
  invalid: { code: 190, subcode: 467 },
  'no-page-role': { code: 190, subcode: 492 },
  session: { code: 102, subcode: null },
} as const
export type TokenState = keyof typeof tokenFailures
export const tokenStates = Object.keys(tokenFailures) as [TokenState, ...TokenState[]]

/** Why the request's token opens nothing, or null. */
export function tokenError(platform: PracticePlatform, request: GraphRequest): GraphError | null {
  const { caller } = request
  if (caller.kind === 'nobody') return graphError(190)
  const failure = caller.kind === 'page' ? caller.shop.tokenFailure() : platform.userToken().failure
  return failure ? graphError(failure.code, failure.subcode) : proofError(request)
}

/** An app can want a proof with every call: HMAC-SHA256 of the token, keyed with the app's secret (guide "secure requests"). */
function proofError(request: GraphRequest): GraphError | null {
  const { shop, token } = request
  const secret = shop.account.conditions().requiredAppSecret
  if (secret === null || token === null) return null
  const proof = parameterIn(request, 'appsecret_proof')
  if (proof === null) {
    return invalidParameter('API calls from the server require an appsecret_proof argument', 'Les appels du serveur demandent le paramètre appsecret_proof')
  }
  const isRight = proof === createHmac('sha256', secret).update(token).digest('hex')
  return isRight ? null : invalidParameter('Invalid appsecret_proof provided in the API argument', 'Le paramètre appsecret_proof n’est pas valable')
}

const forConversations: readonly Permission[] = ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement']

/**
 * Why a Page's conversations may not be read or answered with this token, or null. The permissions and the tasks are those of
 * the Conversations API guide, 2026-02-11; that a missing task is 190/492 is unverified.
 */
export function accessError({ route, caller, shop }: GraphRequest): GraphError | null {
  const reads = conversationRoutes.includes(route)
  if (!reads && route !== 'send' && route !== 'upload') return null
  if (caller.kind !== 'page') return pageTokenWanted()
  const conditions = shop.account.conditions()
  if (!conditions.tasks.some((task) => task === 'MESSAGING' || task === 'MODERATE')) return graphError(190, 492)
  const wanted = reads ? forConversations : forConversations.slice(0, 1)
  const missing = wanted.find((permission) => conditions.missingPermissions.includes(permission))
  return missing ? missingPermission(missing) : null
}

/** Answers `GET /debug_token`, which wants the token of one of the app's own people (library docs). */
export function answerDebugToken(platform: PracticePlatform, { caller, query, shop }: GraphRequest): JsonObject {
  if (caller.kind !== 'person') {
    throw new GraphRefusal(
      invalidParameter(
        'You must provide an app access token, or a user access token that is an owner or developer of the app',
        'Il faut un jeton d’accès de l’application, ou celui d’une personne qui la possède ou la développe',
      ),
    )
  }
  const asked = callerOf(platform, query.get('input_token'))
  if (asked.kind === 'nobody') return { data: { error: problem(190, null, shop.account.conditions()), is_valid: false, scopes: [] } }
  return asked.kind === 'page'
    ? described(platform, asked.shop.tokenFailure(), asked.shop.account.conditions(), { type: 'PAGE', profile_id: asked.shop.pageId })
    : described(platform, platform.userToken().failure, shop.account.conditions(), { type: 'USER' })
}

const dayMs = 24 * 3_600_000

/** The keys of recorded answers (restfb fixtures); the error of a dead token is unverified. */
function described(
  platform: PracticePlatform,
  failure: PracticeToken['failure'],
  conditions: PageConditions,
  about: { type: 'PAGE'; profile_id: string } | { type: 'USER' },
): JsonObject {
  const now = platform.clock.now()
  const scopes = permissions.filter((permission) => !conditions.missingPermissions.includes(permission))
  const targets = about.type === 'PAGE' ? [about.profile_id] : platform.shops.map((shop) => shop.pageId)
  return {
    data: {
      app_id: '1',
      application: 'Practice app',
      ...about,
      user_id: platform.person.id,
      is_valid: failure === null,
      ...(failure ? { error: problem(failure.code, failure.subcode, conditions) } : {}),
      issued_at: Math.floor(now / 1_000),
      expires_at: about.type === 'PAGE' ? 0 : Math.floor((now + 60 * dayMs) / 1_000),
      data_access_expires_at: Math.floor((now + 90 * dayMs) / 1_000),
      scopes,
      granular_scopes: scopes.map((scope) => ({ scope, target_ids: targets })),
    },
  }
}

function problem(code: number, subcode: number | null, { errorLanguage }: PageConditions): JsonObject {
  return { code, message: errorTexts(code, subcode)[errorLanguage].message, ...(subcode === null ? {} : { subcode }) }
}
