import { describe, expect, test } from 'vitest'
import { isDeskRequest, isRequestName, parseAnswer, parseEvent, parseInput } from '../../../shared/contract'

describe('the contract', () => {
  test('a request that nobody knows has no name, whatever it is called', () => {
    expect(isRequestName('connect')).toBe(true)
    for (const name of ['constructor', '__proto__', 'toString', '', 7, null]) expect(isRequestName(name)).toBe(false)
  })

  test('the one request that carries a token is the host’s, and a bad one is not repeated in the answer', () => {
    expect(isDeskRequest('connect')).toBe(false)
    const answer = parseInput('connect', { token: ['EAAsecret'] })
    expect(answer).toEqual({ ok: false, error: { code: 'request-invalid', detail: { request: 'connect' } } })
    expect(JSON.stringify(answer)).not.toContain('EAAsecret')
  })

  test('an empty reply and one over 2,000 characters do not pass', () => {
    const key = { pageId: '1', platform: 'messenger', conversationId: 't_1', deliveryId: '3f0e8f0a-6c1f-4f3e-9d80-0d0c8f8a9a11' }
    expect(parseInput('sendReply', { ...key, text: 'Oui.' }).ok).toBe(true)
    expect(parseInput('sendReply', { ...key, text: '  \n ' }).ok).toBe(false)
    expect(parseInput('sendReply', { ...key, text: 'a'.repeat(2001) }).ok).toBe(false)
    expect(parseInput('sendReply', { ...key, deliveryId: 'x', text: 'Oui.' }).ok).toBe(false)
  })

  test('an answer of another shape is a bug, not something to show', () => {
    expect(parseAnswer('checkNow', { ok: true, value: {} })).toEqual({ ok: true, value: {} })
    expect(parseAnswer('readStatus', { ok: true, value: { screen: 'shop' } })).toMatchObject({ ok: false, error: { code: 'bug' } })
    expect(parseAnswer('checkNow', undefined)).toMatchObject({ ok: false, error: { code: 'bug' } })
  })

  test('an event of a newer version is passed over', () => {
    expect(parseEvent({ name: 'somethingNew', payload: {} })).toBeNull()
    expect(parseEvent({ name: 'openConversation', payload: { pageId: '1' } })).toBeNull()
    const payload = { pageId: '1', platform: 'messenger', conversationId: 't_1' }
    expect(parseEvent({ name: 'openConversation', payload })).toEqual({ name: 'openConversation', payload })
  })
})
