import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphRefusal } from '../../../electron/practice/graph-error'
import { applyFields, formatFields, parseFields, type FieldRequest, type GraphNode, type Json } from '../../../electron/practice/graph-fields'

const named = (name: string, fields: FieldRequest[] | null = null): FieldRequest => ({ name, parameters: [], fields })

function refusalOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    if (error instanceof GraphRefusal) return error.error
    throw error
  }
  return null
}

describe('the fields parameter', () => {
  it('is read with its nested fields and parameters', () => {
    expect(parseFields('id,messages.limit(5).source(PARTICIPANTS){id,from{name}},link')).toEqual([
      named('id'),
      {
        name: 'messages',
        parameters: [
          { name: 'limit', value: '5' },
          { name: 'source', value: 'PARTICIPANTS' },
        ],
        fields: [named('id'), named('from', [named('name')])],
      },
      named('link'),
    ])
  })

  it('asks for the defaults when it is empty', () => {
    expect(parseFields('')).toBeNull()
  })

  it.each(['id,', ',id', 'messages{', 'messages{}', 'messages{id', 'id}', 'messages.limit', 'messages.limit(5', 'id id', 'id,id', 'a-b'])(
    'is refused with a syntax error when it is %j',
    (text) => {
      expect(refusalOf(() => parseFields(text))).toMatchObject({ code: 2500, status: 400 })
    },
  )

  it('says the same after it was written and read again', () => {
    fc.assert(
      fc.property(requests, (fields) => {
        expect(parseFields(formatFields(fields))).toEqual(fields)
      }),
    )
  })
})

const name = fc.stringMatching(/^[a-z_]{1,6}$/)
const parameter = fc.record({ name, value: fc.stringMatching(/^[A-Za-z0-9_-]{0,8}$/) })
const { requests } = fc.letrec<{ request: FieldRequest; requests: FieldRequest[] }>((tie) => ({
  request: fc.record({
    name,
    parameters: fc.array(parameter, { maxLength: 2 }),
    fields: fc.option(tie('requests'), { depthSize: 'small', maxDepth: 3 }),
  }),
  requests: fc.uniqueArray(tie('request'), { minLength: 1, maxLength: 4, selector: (request) => request.name }),
}))

const person = { name: 'Ann', email: '4@facebook.com', id: '4' }
const node: GraphNode = {
  type: 'Message',
  values: { id: 'm_1', message: '', from: person, to: { data: [person, { ...person, id: '5' }] }, sticker: undefined },
  edges: { replies: (request) => ({ data: [{ asked: formatFields(request.fields ?? []) }] }) },
  defaults: ['id', 'message'],
}

describe('an answer', () => {
  it('has the defaults when nothing is asked for', () => {
    expect(applyFields(node, null)).toEqual({ id: 'm_1', message: '' })
  })

  it('has sub-fields of a value and of each entry of a list', () => {
    expect(applyFields(node, parseFields('from{name},to{id}'))).toEqual({ from: { name: 'Ann' }, to: { data: [{ id: '4' }, { id: '5' }] } })
  })

  it('hands the nested fields to an edge', () => {
    expect(applyFields(node, parseFields('replies{id,from{name}}'))).toEqual({ replies: { data: [{ asked: 'id,from{name}' }] } })
  })

  it('leaves out a field without data', () => {
    expect(applyFields(node, parseFields('sticker,id'))).toEqual({ id: 'm_1' })
  })

  it.each(['nonsense', 'constructor', '__proto__'])('refuses the field %s, which does not exist', (field) => {
    expect(refusalOf(() => applyFields(node, parseFields(field)))).toMatchObject({ code: 100 })
  })

  // platform: list.only-fields-asked
  it('holds exactly the fields asked for that have data, whatever is asked', () => {
    const values: Record<string, Json | undefined> = { ...node.values }
    fc.assert(
      fc.property(fc.subarray(Object.keys(values), { minLength: 1 }), fc.subarray(Object.keys(person)), (asked, inner) => {
        const nested = inner.length > 0 ? `{${inner.join(',')}}` : ''
        const answer = applyFields(node, parseFields(asked.map((field) => (field === 'from' ? `from${nested}` : field)).join(',')))
        expect(Object.keys(answer)).toEqual(asked.filter((field) => values[field] !== undefined))
        if (asked.includes('from')) expect(Object.keys(answer['from'] ?? {}).sort()).toEqual([...(nested ? inner : Object.keys(person))].sort())
      }),
    )
  })
})
