import { fieldSyntax, GraphRefusal, unknownField } from './graph-error'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

/** One field of a `fields` parameter, as in `messages.limit(5).source(PARTICIPANTS){id,from}`. */
export type FieldRequest = {
  name: string
  /** In the order in which they were written. */
  parameters: { name: string; value: string }[]
  /** Null when no braces were written: the field's default. */
  fields: FieldRequest[] | null
}

/** A list that hangs on a node, with fields and paging of its own. */
export type GraphEdge = (request: FieldRequest) => JsonObject

/** Something of the Graph. A value that is undefined is a field that exists and has no data: it is left out. */
export type GraphNode = {
  type: string
  values: Record<string, Json | undefined>
  edges: Record<string, GraphEdge>
  /** The fields of an answer when none are asked for. */
  defaults: readonly string[]
}

/** Reads a `fields` parameter; null when it asks for nothing. Throws a GraphRefusal (2500) where it cannot be read. */
export function parseFields(text: string): FieldRequest[] | null {
  if (text.trim() === '') return null
  let position = 0

  function refuse(english: string, french: string): never {
    throw new GraphRefusal(fieldSyntax(english, french, position))
  }

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = position
    const found = pattern.exec(text)
    if (!found) return null
    position = pattern.lastIndex
    return found[1] ?? ''
  }

  function readParameters(): FieldRequest['parameters'] {
    const parameters: FieldRequest['parameters'] = []
    while (take(/\s*\./y) !== null) {
      const name = take(/(\w+)/y) ?? refuse('Expected the name of a parameter', 'Nom de paramètre attendu')
      const value = take(/\(([^()]*)\)/y) ?? refuse('Expected a value in parentheses', 'Valeur entre parenthèses attendue')
      parameters.push({ name, value })
    }
    return parameters
  }

  function readList(): FieldRequest[] {
    const fields: FieldRequest[] = []
    do {
      const name = take(/\s*(\w+)/y) ?? refuse('Expected the name of a field', 'Nom de champ attendu')
      if (fields.some((field) => field.name === name)) refuse(`Field ${name} specified more than once`, `Champ ${name} donné plusieurs fois`)
      const parameters = readParameters()
      const nested = take(/\s*\{/y) === null ? null : readList()
      if (nested && take(/\s*\}/y) === null) refuse('Expected the end of the fields', 'Fin des champs attendue')
      fields.push({ name, parameters, fields: nested })
    } while (take(/\s*,/y) !== null)
    return fields
  }

  const fields = readList()
  if (take(/\s*$/y) === null) refuse('Expected the end of the string', 'Fin du texte attendue')
  return fields
}

/** Writes fields as a `fields` parameter, the opposite of `parseFields`. */
export function formatFields(fields: readonly FieldRequest[]): string {
  return fields
    .map((field) => {
      const parameters = field.parameters.map(({ name, value }) => `.${name}(${value})`).join('')
      return `${field.name}${parameters}${field.fields ? `{${formatFields(field.fields)}}` : ''}`
    })
    .join(',')
}

/** What a parameter of a field says; null when it was not written. */
export function parameterOf(request: FieldRequest, name: string): string | null {
  return request.parameters.find((parameter) => parameter.name === name)?.value ?? null
}

/** The answer for a node: the fields asked for and no other. Throws a GraphRefusal (100) for a field that does not exist. */
export function applyFields(node: GraphNode, fields: readonly FieldRequest[] | null): JsonObject {
  const requests = fields ?? node.defaults.map((name) => ({ name, parameters: [], fields: null }))
  const answer: JsonObject = {}
  for (const request of requests) {
    const edge = Object.hasOwn(node.edges, request.name) ? node.edges[request.name] : undefined
    if (!edge && !Object.hasOwn(node.values, request.name)) throw new GraphRefusal(unknownField(request.name, node.type))
    const value = edge ? edge(request) : node.values[request.name]
    if (value !== undefined) answer[request.name] = edge || !request.fields ? value : pick(value, request.fields)
  }
  return answer
}

/** Sub-fields of plain values: they go through lists and their `data` wrappers, and what is not there is left out. */
export function pick(value: Json, fields: readonly FieldRequest[]): Json {
  if (Array.isArray(value)) return value.map((entry) => pick(entry, fields))
  if (typeof value !== 'object' || value === null) return value
  if (typeof value['data'] === 'object' && value['data'] !== null) return { ...value, data: pick(value['data'], fields) }
  const picked: JsonObject = {}
  for (const field of fields) {
    const inner = Object.hasOwn(value, field.name) ? value[field.name] : undefined
    if (inner !== undefined) picked[field.name] = field.fields ? pick(inner, field.fields) : inner
  }
  return picked
}
