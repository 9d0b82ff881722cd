import { randomBytes } from 'node:crypto'

/** An error as the Graph API words it: clients decide by `code` and `subcode`, never by the text. */
export type GraphError = {
  status: number
  code: number
  subcode: number | null
  type: 'OAuthException' | 'GraphMethodException'
  message: string
}

/** Thrown inside the practice platform and answered by its server. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'

  constructor(readonly error: GraphError) {
    super(error.message)
  }
}

function oauthError(code: number, subcode: number | null, message: string): GraphError {
  return { status: code === 1 || code === 2 ? 500 : 400, code, subcode, type: 'OAuthException', message }
}

/** Any error by its figures, as a fault asks for it. Codes 1 and 2 come with HTTP 500, the others with 400. */
export function plainError(code: number, subcode: number | null): GraphError {
  return oauthError(code, subcode, code === 1 ? 'An unknown error occurred' : `(#${code}) The practice shop was asked for this error.`)
}

/** Error 190: the token is wrong or dead (Graph API error guide, crawled 2026; the subcodes say why). */
export function tokenRefused(code: number, subcode: number | null): GraphError {
  const reasons = new Map<number | null, string>([
    [458, 'Error validating access token: The user has not authorized the application.'],
    [459, 'Error validating access token: The user is checkpointed and has to log in at www.facebook.com.'],
    [460, 'Error validating access token: The session has been invalidated because the user changed their password.'],
    [463, 'Error validating access token: Session has expired.'],
    [464, 'Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.'],
    [467, 'Error validating access token: The session is invalid because the user logged out.'],
  ])
  return oauthError(code, subcode, reasons.get(subcode) ?? 'Invalid OAuth access token - Cannot parse access token')
}

export function invalidParameter(sentence: string): GraphError {
  return oauthError(100, null, `(#100) ${sentence}`)
}

export function unknownField(field: string, nodeType: string): GraphError {
  return invalidParameter(`Tried accessing nonexisting field (${field}) on node type (${nodeType})`)
}

export function fieldSyntax(sentence: string, position: number): GraphError {
  return oauthError(2500, null, `Syntax error "${sentence}" at character ${position}: fields`)
}

export function unknownPath(edge: string): GraphError {
  return oauthError(2500, null, `Unknown path components: /${edge}`)
}

/** 100/33: the object does not exist, or the token may not see it (Graph API error guide, crawled 2026). */
export function unknownObject(method: string, id: string): GraphError {
  const message =
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
    'permissions, or does not support this operation.'
  return { status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message }
}

/** 100/2018001: no such person for this Page (Messenger Platform error codes, 2026-06-25). */
export function unknownRecipient(): GraphError {
  return oauthError(100, 2018001, '(#100) No matching user found')
}

/** 10/2018278: the messaging window has closed (Messenger Platform error codes, 2026-06-25). */
export function windowClosed(): GraphError {
  return oauthError(10, 2018278, '(#10) This message is sent outside of allowed window.')
}

/** The body of an error's answer; what has no meaning for this error is left out, as Meta leaves it out. */
export function errorBody(error: GraphError): object {
  return {
    error: {
      message: error.message,
      type: error.type,
      code: error.code,
      ...(error.subcode === null ? {} : { error_subcode: error.subcode }),
      ...(error.code === 1 || error.code === 2 ? { is_transient: true } : {}),
      fbtrace_id: `A${randomBytes(15).toString('base64url')}`,
    },
  }
}
