import { randomBytes, randomInt } from 'node:crypto'
import { newAccount } from './page-account'
import type { PlannedMessage, PracticeConversation, PracticeSnapshot } from './practice-state'
import { scenarios, type ScenarioName } from './scenarios/all-scenarios'

/** A shop at its very start: nothing has arrived yet, everything of its scenario is planned. */
export function newShop(scenario: ScenarioName, startAt: number): PracticeSnapshot {
  const script = scenarios[scenario]
  const conversations: PracticeConversation[] = []
  const planned: PlannedMessage[] = []
  for (const { customer, messages, reaction } of script.conversations) {
    const conversation = newConversation(customer, reaction ?? null)
    conversations.push(conversation)
    for (const { atSeconds, from, text, pictures } of messages) {
      const dueAt = startAt + atSeconds * 1_000
      planned.push({ dueAt, conversationId: conversation.id, from, text, pictures: [...(pictures ?? [])] })
    }
  }
  return {
    version: 2,
    scenario,
    now: startAt,
    speed: 1,
    page: script.page,
    token: { value: newToken(), state: 'valid', failure: null },
    account: newAccount(),
    faults: [],
    conversations,
    planned: inOrder(planned),
    sends: [],
    nextSequence: 1,
  }
}

/** A token that opens nothing but one practice platform, in the shape of Meta's. */
export function newToken(): string {
  return `EAAPRACTICE${randomBytes(48).toString('base64').replace(/[^A-Za-z0-9]/g, '')}`
}

/** A conversation without messages. Its ids are random, since a client may derive nothing from them. */
export function newConversation(customerName: string, reaction: PracticeConversation['reaction']): PracticeConversation {
  return {
    id: `t_${randomDigits(16)}`,
    linkNumber: randomDigits(15),
    customer: { id: randomDigits(17), name: customerName },
    messages: [],
    unreadCount: 0,
    reaction,
  }
}

/** Sorts by when each is due; what is due at the same moment keeps its order. */
export function inOrder(planned: PlannedMessage[]): PlannedMessage[] {
  return planned.sort((left, right) => left.dueAt - right.dueAt)
}

/** A number of so many digits that does not begin with 0. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('')
}
