import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Act, QueueView } from '../../shared/model'
import { minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

let work: DeskAtWork
let claire: string

beforeEach(async () => {
  work = await openDeskAtWork()
  claire = work.customerWrites('Claire Fontaine', 'Merci beaucoup !')
  await work.get('checkNow', {})
})
afterEach(() => work.close())

async function act(what: Act, actId: string = crypto.randomUUID()): Promise<string> {
  await work.get('act', { conversationId: claire, actId, act: what })
  return actId
}

async function names(view: QueueView): Promise<string[]> {
  const { items } = await work.get('listConversations', { page: null, view, offset: 0, limit: 50 })
  return items.map((item) => item.customerName)
}

describe('a conversation marked as done', () => {
  test('leaves the waiting ones, is among the done ones, and nothing is told about it', async () => {
    await act({ kind: 'done' })
    expect(await names('waiting')).toEqual([])
    expect(await names('done')).toEqual(['Claire Fontaine'])
    expect(await work.conversation(claire)).toMatchObject({ done: true, attention: { kind: 'none' } })
    work.practice.shop.clock.advance(20 * minute)
    await work.get('checkNow', {})
    expect(work.notices).toEqual([])
  })

  test('comes back when its act is undone, and is done again when the undoing is', async () => {
    const done = await act({ kind: 'done' })
    const undone = await act({ kind: 'undone', actId: done })
    expect(await names('waiting')).toEqual(['Claire Fontaine'])
    expect(await names('done')).toEqual([])
    await act({ kind: 'undone', actId: undone })
    expect(await names('done')).toEqual(['Claire Fontaine'])
  })

  test('waits again when the customer writes, from that message on', async () => {
    await act({ kind: 'done' })
    work.practice.shop.clock.advance(5 * minute)
    work.customerWrites('customer', 'Au fait, êtes-vous ouverts lundi ?', claire)
    await work.get('checkNow', {})
    expect(await names('done')).toEqual([])
    const { items } = await work.get('listConversations', { page: null, view: 'waiting', offset: 0, limit: 5 })
    expect(items).toMatchObject([{ excerpt: { text: 'Au fait, êtes-vous ouverts lundi ?' }, done: false }])
  })

  test('can be reopened without undoing', async () => {
    await act({ kind: 'done' })
    await act({ kind: 'reopened' })
    expect(await names('waiting')).toEqual(['Claire Fontaine'])
  })

  test('is still done after a restart', async () => {
    await act({ kind: 'done' })
    await work.restart()
    expect(await names('done')).toEqual(['Claire Fontaine'])
  })

  test('is marked once when the page asks twice under one id', async () => {
    const actId = await act({ kind: 'done' })
    await act({ kind: 'done' }, actId)
    const { history } = await work.get('readCustomer', { conversationId: claire })
    expect(history).toHaveLength(1)
  })
})

describe('notes about a customer', () => {
  const noteId = crypto.randomUUID()

  async function notes(): Promise<string[]> {
    return (await work.get('readCustomer', { conversationId: claire })).notes.map((note) => note.text)
  }

  test('are written, changed and removed, and each step can be undone', async () => {
    await act({ kind: 'note-written', noteId, text: 'Allergique aux noix' })
    const changed = await act({ kind: 'note-written', noteId, text: 'Allergique aux noix et au sésame' })
    expect(await notes()).toEqual(['Allergique aux noix et au sésame'])
    const removed = await act({ kind: 'note-removed', noteId })
    expect(await notes()).toEqual([])
    await act({ kind: 'undone', actId: removed })
    await act({ kind: 'undone', actId: changed })
    expect(await notes()).toEqual(['Allergique aux noix'])
  })

  test('stand in the history with what was undone', async () => {
    const written = await act({ kind: 'note-written', noteId, text: 'Passe le samedi' })
    await act({ kind: 'undone', actId: written })
    const { history } = await work.get('readCustomer', { conversationId: claire })
    expect(history.map(({ act: { kind }, inForce }) => [kind, inForce])).toEqual([
      ['undone', true],
      ['note-written', false],
    ])
  })
})

describe('a draft', () => {
  test('is there after a crash, and gone when it is emptied', async () => {
    await work.get('saveDraft', { conversationId: claire, text: 'Bonjour Claire, ' })
    await work.restart()
    expect((await work.conversation(claire)).draft).toBe('Bonjour Claire, ')
    await work.get('saveDraft', { conversationId: claire, text: '' })
    expect((await work.conversation(claire)).draft).toBe('')
  })
})

test('nothing can be done in a conversation that is not there', async () => {
  const refused = await work.ask('act', { conversationId: 't_none', actId: crypto.randomUUID(), act: { kind: 'done' } })
  expect(refused).toMatchObject({ ok: false, error: { code: 'conversation-unknown' } })
})
