import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConversation } from '../../electron/desk/inbox/conversation'
import { readReadingState } from '../../electron/desk/inbox/archive'
import { search } from '../../electron/desk/inbox/search'
import { openStore, type Store } from '../../electron/desk/storage/database'
import { newStoreKey, storePath } from '../../electron/desk/storage/key-check'
import { migrations } from '../../electron/desk/storage/migrations'

const key = newStoreKey()
const page = { pageId: '222', platform: 'messenger' as const }
const conversation = { ...page, conversationId: 't_1' }
const monday = Date.parse('2026-11-23T09:00:00Z')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(steps = migrations): Store {
  const opened = openStore(storePath(folder), key, () => {}, steps)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

/** A store as the first release left it. */
function fillFirstRelease(): void {
  const store = open(migrations.slice(0, 1))
  store.write((writer) => {
    writer.run("INSERT INTO pages (page_id, platform, name, connected) VALUES ('222', 'messenger', 'Boulangerie du Port', 1)")
    writer.run(
      `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, platform_updated_at, platform_message_count,
         last_message_at, last_customer_message_at, first_unanswered_at, first_unanswered_position)
       VALUES ('222', 'messenger', 't_1', '444', 'Éloïse Garçon', $at, 2, $at, $at, $at, $position)`,
      { at: monday, position: monday * 1_000 + 1 },
    )
    const messages = [
      { id: 'm_1', text: 'Une tarte aux pêches et aux œufs', attachments: '[]', position: monday * 1_000 },
      { id: 'm_2', text: '', attachments: '[{"kind":"image","name":"photo"},{"kind":"file","name":"menu.pdf"}]', position: monday * 1_000 + 1 },
    ]
    for (const message of messages) {
      writer.run(
        `INSERT INTO messages (position, page_id, platform, conversation_id, message_id, sender, sent_at, text, attachments, raw)
         VALUES ($position, '222', 'messenger', 't_1', $id, 'customer', $at, $text, $attachments, '{}')`,
        { ...message, at: monday },
      )
    }
  })
  store.close()
}

test('a store of the first release is brought to the whole inbox with everything in it found again', () => {
  fillFirstRelease()
  const store = open(migrations.slice(0, 2))
  const basis = { now: monday, replyTargetMinutes: 15 }
  const read = readConversation(store, conversation, { count: 50, reachMessageId: null }, basis)
  expect(read?.messages.map(({ text, attachments }) => [text, attachments.map(({ kind, name }) => `${kind} ${name}`)])).toEqual([
    ['Une tarte aux pêches et aux œufs', []],
    ['', ['image photo', 'file menu.pdf']],
  ])
  expect(read).toMatchObject({ customerName: 'Éloïse Garçon', attention: { kind: 'waiting' }, done: false })
  const found = (query: string) => search(store, [page], { query, before: null, limit: 10 })
  expect(found('peche').messages).toMatchObject([{ messageId: 'm_1' }])
  expect(found('oeufs').messages).toMatchObject([{ messageId: 'm_1' }])
  expect(found('garcon').customers).toMatchObject([{ conversationId: 't_1' }])
  expect(readReadingState(store, page)).toMatchObject({ firstSyncEndedAt: monday, olderComplete: false })
  store.close()
})
