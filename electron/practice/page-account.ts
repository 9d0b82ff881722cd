import { z } from 'zod'
import {
  changed,
  customerConditionsSchema,
  pageConditionsSchema,
  usualConditions,
  usualCustomer,
  type ConditionsChange,
  type CustomerConditions,
  type PageConditions,
} from './page-conditions'
import { senderActions } from './send-request'

const actionSchema = z.object({
  at: z.number(),
  recipientId: z.string(),
  action: z.enum(senderActions),
  /** The message that was reacted to. */
  messageId: z.string().nullable(),
  emoji: z.string().nullable(),
})
/** A sender action that the platform accepted. */
export type ArrivedAction = z.infer<typeof actionSchema>

/** What a snapshot keeps of how a Page stands with Meta. */
export const pageAccountSchema = z.object({
  conditions: pageConditionsSchema,
  /** By conversation; one that is missing is as usual. */
  customers: z.record(z.string(), customerConditionsSchema),
  actions: z.array(actionSchema),
})
export type KeptAccount = z.infer<typeof pageAccountSchema>

/** How a Page, its app and its customers stand with Meta, apart from what they write. */
export type PageAccount = {
  conditions(): PageConditions
  change(change: ConditionsChange): void
  customer(conversationId: string): CustomerConditions
  changeCustomer(conversationId: string, change: { [Key in keyof CustomerConditions]?: CustomerConditions[Key] | undefined }): void
  recordAction(action: ArrivedAction): void
  kept(): KeptAccount
}

export function newAccount(): KeptAccount {
  return { conditions: usualConditions, customers: {}, actions: [] }
}

/** Goes on from what was kept; `tellChange` hears of every change. */
export function createPageAccount(start: KeptAccount, tellChange: () => void): PageAccount {
  let kept = start

  function keep(next: Partial<KeptAccount>): void {
    kept = { ...kept, ...next }
    tellChange()
  }

  const customerOf = (conversationId: string) => kept.customers[conversationId] ?? usualCustomer

  return {
    conditions: () => kept.conditions,
    change({ quota = {}, ...change }) {
      keep({ conditions: { ...changed(kept.conditions, change), quota: changed(kept.conditions.quota, quota) } })
    },
    customer: customerOf,
    changeCustomer(conversationId, change) {
      keep({ customers: { ...kept.customers, [conversationId]: changed(customerOf(conversationId), change) } })
    },
    recordAction: (action) => keep({ actions: [...kept.actions, action] }),
    kept: () => kept,
  }
}
