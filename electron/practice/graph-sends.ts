import { z } from 'zod'
import { GraphRefusal, invalidParameter, unknownObject, unknownPath } from './graph-error'
import type { JsonObject } from './graph-fields'
import type { GraphRequest } from './graph-requests'
import type { PracticeShop } from './practice-shop'

/** The parts of a send that this platform reads: a text, as an answer or an update (Graph API spec, 2026-03-26). */
const sendSchema = z.object({
  recipient: z.object({ id: z.string() }),
  messaging_type: z.enum(['RESPONSE', 'UPDATE']).default('RESPONSE'),
  message: z.object({ text: z.string() }),
})

/** Answers `POST /{page}/messages`. Throws a GraphRefusal for what the platform refuses. */
export function answerSend(shop: PracticeShop, request: GraphRequest): JsonObject {
  if (request.id !== shop.pageId) throw new GraphRefusal(unknownObject('post', request.id))
  if (request.edge !== 'messages') throw new GraphRefusal(unknownPath(request.edge))
  const body = sendSchema.safeParse(request.body)
  if (!body.success) throw new GraphRefusal(invalidParameter(sentenceAbout(body.error)))
  const outcome = shop.send({ recipientId: body.data.recipient.id, text: body.data.message.text })
  if (!outcome.ok) throw new GraphRefusal(outcome.error)
  return { recipient_id: outcome.recipientId, message_id: outcome.messageId }
}

function sentenceAbout(error: z.ZodError): string {
  const path = error.issues[0]?.path.join('.') ?? ''
  return path === '' ? 'The body must be a JSON object with recipient and message.' : `param ${path} is missing or invalid.`
}
