import { randomBytes, randomInt } from 'node:crypto'
import { newAccount } from './page-account'
import type { PlannedAct, PracticeConversation, PracticeSnapshot } from './practice-state'
import { scenarios } from './scenarios/all-scenarios'
import type { Scenario } from './scenarios/scenario'
import { isWritten, type ScenarioName } from './scenarios/scenario-names'

/** A shop at its very start: nothing has arrived yet, everything of its scenario is planned. */
export function newShop(scenario: ScenarioName, startAt: number, seed: number): PracticeSnapshot {
  const script = isWritten(scenario) ? scenarios[scenario] : generatedScenario(seed)
  const conversations: PracticeConversation[] = []
  const planned: PlannedAct[] = []
  for (const { customer, acts, turns } of script.conversations) {
    const conversation = { ...newConversation(customer), turns: [...(turns ?? [])] }
    conversations.push(conversation)
    for (const { seconds, act } of acts) {
      planned.push({ dueAt: startAt + seconds * 1_000, conversationId: conversation.id, act, isOfTurn: false })
    }
  }
  return {
    version: 2,
    scenario,
    seed,
    startedAt: startAt,
    now: startAt,
    speed: 1,
    page: script.page,
    token: { value: newToken(), state: 'valid', failure: null },
    account: newAccount(),
    faults: [],
    conversations,
    planned: inOrder(planned),
    unsent: [],
    sends: [],
    calls: [],
    nextSequence: 1,
  }
}

/** The Page of a generated shop, whose id is its seed's and whose conversations are made when they are looked at. */
function generatedScenario(seed: number): Scenario {
  return {
    page: {
      id: `104200${String(seed).padStart(9, '0')}`,
      name: 'Grand Bazar',
      category: 'Department store',
      hours: null,
      picture: { shows: 'shopfront', hue: 20 },
      automaticReply: null,
    },
    conversations: [],
  }
}

/** A token that opens nothing but one practice platform, in the shape of Meta's. */
export function newToken(): string {
  return `EAAPRACTICE${randomBytes(48).toString('base64').replace(/[^A-Za-z0-9]/g, '')}`
}

/** A conversation without messages. Its ids are random, since a client may derive nothing from them. */
export function newConversation(customerName: string): PracticeConversation {
  return {
    id: `t_${randomDigits(16)}`,
    linkNumber: randomDigits(15),
    customer: { id: randomDigits(17), name: customerName },
    messages: [],
    messageCount: 0,
    newestSequence: 0,
    unreadCount: 0,
    turns: [],
  }
}

/** Sorts by when each is due; what is due at the same moment keeps its order. */
export function inOrder(planned: PlannedAct[]): PlannedAct[] {
  return planned.sort((left, right) => left.dueAt - right.dueAt)
}

/** A number of so many digits that does not begin with 0. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('')
}
