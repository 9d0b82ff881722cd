import { randomBytes } from 'node:crypto'
import { errorTexts, type ErrorLanguage, type ErrorText } from './error-texts'

/** An error as the Graph API words it: clients decide by `code` and `subcode`, never by the text. */
export type GraphError = {
  status: number
  code: number
  subcode: number | null
  type: 'OAuthException' | 'GraphMethodException'
  texts: Record<ErrorLanguage, ErrorText>
}

/** Thrown inside the practice platform and answered by its server. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'

  constructor(readonly error: GraphError) {
    super(error.texts.en.message)
  }
}

/** An error by its figures. Codes 1 and 2 come with HTTP 500, the others with 400. */
export function graphError(code: number, subcode: number | null = null): GraphError {
  const status = code === 1 || code === 2 ? 500 : 400
  return { status, code, subcode, type: 'OAuthException', texts: errorTexts(code, subcode) }
}

/** An error with a sentence of its own in place of its code's. */
function worded(code: number, english: string, french: string): GraphError {
  return { ...graphError(code), texts: { en: { message: english }, fr: { message: french } } }
}

/** Error 100, with what is wrong in both languages. */
export function invalidParameter(english: string, french: string): GraphError {
  return worded(100, `(#100) ${english}`, `(#100) ${french}`)
}

export function emptyMessage(): GraphError {
  return invalidParameter('param message must be non-empty.', 'Le paramètre message est vide.')
}

/** Error 10 for a permission that the token does not have (Graph API error guide, crawled 2026). */
export function missingPermission(permission: string): GraphError {
  return worded(
    10,
    `(#10) This endpoint requires the '${permission}' permission or feature.`,
    `(#10) Cet appel demande l’autorisation « ${permission} ».`,
  )
}

/** Error 190 for a user token where the Page's own is wanted. */
export function pageTokenWanted(): GraphError {
  return worded(190, '(#190) This method must be called with a Page Access Token', '(#190) Cet appel demande un jeton d’accès de Page')
}

export function unknownField(field: string, nodeType: string): GraphError {
  return invalidParameter(
    `Tried accessing nonexisting field (${field}) on node type (${nodeType})`,
    `Le champ (${field}) n’existe pas pour le type de nœud (${nodeType})`,
  )
}

export function fieldSyntax(english: string, french: string, position: number): GraphError {
  return worded(
    2500,
    `Syntax error "${english}" at character ${position}: fields`,
    `Erreur de syntaxe « ${french} » au caractère ${position} : fields`,
  )
}

export function unknownPath(edge: string): GraphError {
  return worded(2500, `Unknown path components: /${edge}`, `Chemin inconnu : /${edge}`)
}

/** 100/33: the object does not exist, or the token may not see it (Graph API error guide, crawled 2026). */
export function unknownObject(method: string, id: string): GraphError {
  const english =
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
    'permissions, or does not support this operation.'
  const french =
    `Requête ${method.toLowerCase()} non prise en charge. L’objet dont l’identifiant est « ${id} » n’existe pas, ne peut pas être ` +
    'chargé faute d’autorisations ou n’accepte pas cette opération.'
  return { ...worded(100, english, french), subcode: 33, type: 'GraphMethodException' }
}

/** The body of an error's answer; what has no meaning for this error is left out, as Meta leaves it out. */
export function errorBody(error: GraphError, language: ErrorLanguage): object {
  const { message, title, advice } = error.texts[language]
  return {
    error: {
      message,
      type: error.type,
      code: error.code,
      ...(error.subcode === null ? {} : { error_subcode: error.subcode }),
      ...(title === undefined ? {} : { error_user_title: title }),
      ...(advice === undefined ? {} : { error_user_msg: advice }),
      ...(error.code === 1 || error.code === 2 ? { is_transient: true } : {}),
      fbtrace_id: `A${randomBytes(15).toString('base64url')}`,
    },
  }
}
