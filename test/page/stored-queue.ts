import { addMessage, refreshConversationTimes } from '../../electron/desk/inbox/messages'
import { keepConnected } from '../../electron/desk/pages'
import { openStore } from '../../electron/desk/storage/database'
import { makeKeyCheck, storePath, writeKeyCheck } from '../../electron/desk/storage/key-check'
import type { PageKey } from '../../shared/model'
import { foldText } from '../../shared/text/fold'
import { storeKey } from './served-app'

/** A conversation as a test tells it: who, and what was said when, oldest first. */
export type ToldConversation = { customer: string; said: { at: number; text: string; from?: 'customer' | 'page' }[] }

/** Makes the store of a Page with these conversations, as if they had been read from the platform. */
export function storeQueue(folder: string, page: PageKey & { name: string }, conversations: readonly ToldConversation[]): void {
  const keyCheck = makeKeyCheck(storeKey)
  writeKeyCheck(folder, keyCheck)
  const opened = openStore(storePath(folder), storeKey, () => {})
  if (!opened.ok) throw new Error('the store does not open')
  const store = opened.value
  keepConnected(store, page, Date.now())
  store.write((writer) => {
    conversations.forEach(({ customer, said }, index) => {
      const key = { pageId: page.pageId, platform: page.platform, conversationId: `t_${index}` }
      const lastAt = said.at(-1)?.at ?? 0
      writer.run(
        `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, folded_name, link, platform_updated_at,
           platform_message_count, last_message_at)
         VALUES ($pageId, $platform, $conversationId, $customerId, $customer, $folded, NULL, $lastAt, $count, $lastAt)`,
        { ...key, customerId: `1${index}`, customer, folded: foldText(customer), lastAt, count: said.length },
      )
      said.forEach(({ at, text, from = 'customer' }, ordinal) => {
        const message = { id: `m_${index}_${ordinal}`, sender: from, sentAt: at, text, attachments: [], reactions: [], replyTo: null, raw: '{}' }
        addMessage(writer, key, message)
      })
      refreshConversationTimes(writer, key)
    })
  })
  store.close()
}
