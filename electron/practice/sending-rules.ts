import { maximumTextLength } from '../../shared/rules/message-text'
import { messagingWindowEnd } from '../../shared/rules/messaging-window'
import { lastCustomerAct } from './conversation-book'
import { emptyMessage, graphError, invalidParameter, missingPermission, type GraphError } from './graph-error'
import type { CustomerConditions, PageConditions } from './page-conditions'
import type { PracticeConversation } from './practice-state'
import type { ActionInput, SendInput } from './send-request'

/** What the rules look at, apart from the message itself. */
export type SendingCircumstances = {
  /** Null when nobody of that id has written to the Page. */
  conversation: PracticeConversation | null
  page: PageConditions
  customer: CustomerConditions
  /** UTC milliseconds of practice time. */
  now: number
}

/** How long a person of the shop may answer with the tag HUMAN_AGENT (Messenger Platform policy, 2026-09-28). */
const humanAgentWindowMs = 7 * 24 * 3_600_000

/** The conversation that is written to, or why not. */
export type SendingVerdict = { ok: true; conversation: PracticeConversation } | { ok: false; error: GraphError }

/** Decides on a reply. Codes: Messenger Platform error codes, 2026-06-25. */
export function decideSend(send: SendInput, circumstances: SendingCircumstances): SendingVerdict {
  const { now, page } = circumstances
  const wrong = contentError(send) ?? wayError(send)
  const reached = wrong ? refusal(wrong) : reach(circumstances)
  if (!reached.ok) return reached
  const { conversation } = reached
  if (send.replyTo && !hasMessage(conversation, send.replyTo)) {
    return refusal(invalidParameter('param reply_to[mid] is no message of this conversation.', 'Le paramètre reply_to[mid] n’est pas un message de cette discussion.'))
  }
  // What Meta answers to HUMAN_AGENT without the approval was never seen; a closed window is the likeliest.
  const asHumanAgent = send.tag === 'HUMAN_AGENT' && page.humanAgentApproved
  return windowIsOpen(conversation, now, asHumanAgent) ? reached : refusal(graphError(10, 2018278))
}

/** Decides on a sender action. That `mark_seen` needs no open window is unverified. */
export function decideAction({ action, messageId }: ActionInput, circumstances: SendingCircumstances): SendingVerdict {
  const reached = reach(circumstances)
  if (!reached.ok || action === 'mark_seen') return reached
  const reacts = action === 'react' || action === 'unreact'
  if (reacts && !hasMessage(reached.conversation, messageId)) {
    const french = 'Le paramètre payload[message_id] n’est pas un message de cette discussion.'
    return refusal(invalidParameter('param payload[message_id] is no message of this conversation.', french))
  }
  return windowIsOpen(reached.conversation, circumstances.now, false) ? reached : refusal(graphError(10, 2018278))
}

function refusal(error: GraphError): SendingVerdict {
  return { ok: false, error }
}

function hasMessage(conversation: PracticeConversation, id: string | null): boolean {
  return conversation.messages.some((message) => message.id === id)
}

function contentError({ text, attachments = [] }: SendInput): GraphError | null {
  if (text.trim() === '' && attachments.length === 0) return emptyMessage()
  if (text !== '' && attachments.length > 0) {
    return invalidParameter('param message has a text or an attachment, not both.', 'Le paramètre message a un texte ou une pièce jointe, pas les deux.')
  }
  if (text.length <= maximumTextLength) return null
  return invalidParameter(
    `Length of param message[text] must be less than or equal to ${maximumTextLength}`,
    `La longueur du paramètre message[text] est au plus de ${maximumTextLength}`,
  )
}

/**
 * The tags CONFIRMED_EVENT_UPDATE, ACCOUNT_UPDATE and POST_PURCHASE_UPDATE are refused like any unknown one since 2026-04-27
 * (changelog). UTILITY wants an approved template and a permission of its own (2026-03-13), and there is none here.
 */
function wayError({ messagingType = 'RESPONSE', tag = null }: SendInput): GraphError | null {
  if (messagingType === 'UTILITY') return missingPermission('page_utility_messaging')
  if (messagingType === 'MESSAGE_TAG') {
    return tag === 'HUMAN_AGENT' ? null : invalidParameter('Param tag must be one of {HUMAN_AGENT}', 'Le paramètre tag vaut HUMAN_AGENT')
  }
  return tag === null ? null : invalidParameter('Param tag wants messaging_type MESSAGE_TAG', 'Le paramètre tag demande le messaging_type MESSAGE_TAG')
}

function reach({ conversation, page, customer }: SendingCircumstances): SendingVerdict {
  if (page.restricted) return refusal(graphError(10, 1893063))
  if (!conversation) return refusal(graphError(100, 2018001))
  if (page.appInDevelopment && !customer.tester) return refusal(graphError(200, 2018028))
  if (customer.threadOwner === 'other-app') return refusal(graphError(100, 2534037))
  if (customer.threadOwner === 'handed-over') return refusal(graphError(2018300))
  if (customer.customer === 'unavailable') return refusal(graphError(200, 1545041))
  return customer.customer === 'blocked' ? refusal(graphError(551)) : { ok: true, conversation }
}

function windowIsOpen(conversation: PracticeConversation, now: number, asHumanAgent: boolean): boolean {
  const lastAct = lastCustomerAct(conversation)
  if (lastAct === null) return false
  return now < (asHumanAgent ? lastAct + humanAgentWindowMs : messagingWindowEnd(lastAct))
}
