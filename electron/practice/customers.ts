import type { ConversationBook } from './conversation-book'
import { inOrder } from './new-shop'
import type { Act, PlannedAct, PracticeConversation, PracticeMessage, PracticePage } from './practice-state'

/** What the customers of a practice shop still mean to do, and how they take an answer. */
export type Customers = {
  /** Does everything that is due by `now`, each thing at its own time. Tells whether anything was. */
  actUntil(now: number): boolean
  /** Takes note of a message that was just added. `at` in UTC milliseconds. */
  noticed(conversation: PracticeConversation, message: PracticeMessage, at: number): void
  planned(): PlannedAct[]
}

/** Makes the customers who have planned these acts, in the order in which they are due. */
export function createCustomers(book: ConversationBook, page: PracticePage, plannedAtStart: PlannedAct[]): Customers {
  let planned = plannedAtStart

  function plan(conversation: PracticeConversation, at: number, acts: readonly { seconds: number; act: Act }[], isOfTurn: boolean): void {
    const added = acts.map(({ seconds, act }) => ({ dueAt: at + seconds * 1_000, conversationId: conversation.id, act, isOfTurn }))
    planned = inOrder([...planned, ...added])
  }

  function noticed(conversation: PracticeConversation, message: PracticeMessage, at: number): void {
    if (message.from === 'customer') {
      conversation.unreadCount += 1
      if (page.automaticReply && conversation.messageCount === 1) plan(conversation, at, [automaticReply(page.automaticReply)], false)
      return
    }
    conversation.unreadCount = 0
    takeTurn(conversation, message)
  }

  function takeTurn(conversation: PracticeConversation, answer: PracticeMessage): void {
    const [turn, ...later] = conversation.turns
    if (!turn || planned.some((act) => act.isOfTurn && act.conversationId === conversation.id)) return
    const chosen = turn.find(({ ifAnswer }) => ifAnswer === null || new RegExp(ifAnswer, 'iu').test(answer.text))
    if (!chosen) return
    conversation.turns = later
    plan(conversation, answer.createdAt, chosen.acts, true)
  }

  function perform(conversation: PracticeConversation, act: Act, at: number): void {
    const newestOf = (author: 'customer' | 'page') => {
      const message = conversation.messages.filter((candidate) => candidate.from === author).at(-1)
      return message ? { conversation, message } : null
    }
    const target = newestOf(act.kind === 'react' ? 'page' : 'customer')
    switch (act.kind) {
      case 'message': {
        const replyTo = act.repliesTo === null ? null : (newestOf(act.repliesTo)?.message.id ?? null)
        const { from, text, attachments, isUnsupported } = act
        const message = book.add(conversation, { from, at, text, attachments, replyTo, isUnsupported })
        if (from === 'customer') noticed(conversation, message, at)
        else if (!act.isAutomatic) conversation.unreadCount = 0
        return
      }
      case 'react':
        if (target) book.react(target, { from: 'customer', emoji: act.emoji, at })
        return
      case 'edit':
        if (target) book.edit(target, act.text)
        return
      case 'unsend':
        if (target) book.unsend(target)
    }
  }

  return {
    actUntil(now) {
      let next = planned[0]
      if (!next || next.dueAt > now) return false
      while (next && next.dueAt <= now) {
        planned = planned.slice(1)
        const conversation = book.findPlanned(next.conversationId)
        if (conversation) perform(conversation, next.act, next.dueAt)
        next = planned[0]
      }
      return true
    },
    noticed,
    planned: () => planned,
  }
}

function automaticReply({ afterSeconds, text }: NonNullable<PracticePage['automaticReply']>): { seconds: number; act: Act } {
  const act: Act = { kind: 'message', from: 'page', text, attachments: [], repliesTo: null, isUnsupported: false, isAutomatic: true }
  return { seconds: afterSeconds, act }
}
