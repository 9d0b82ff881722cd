import { z } from 'zod'
import {
  emptyMessage,
  graphError,
  GraphRefusal,
  invalidParameter,
  missingPermission,
  pageTokenWanted,
  unknownObject,
  unknownPath,
  type GraphError,
} from './graph-error'
import type { JsonObject } from './graph-fields'
import type { GraphBody, GraphRequest } from './graph-requests'
import type { PracticePlatform } from './practice-platform'
import { messagingTypes, senderActions, sentAttachmentTypes } from './send-request'
import { checkFile, nameInAddress, type Upload } from './uploads'

const attachmentSchema = z.object({
  type: z.enum(sentAttachmentTypes),
  payload: z.object({ url: z.string().optional(), attachment_id: z.coerce.string().optional(), is_reusable: z.coerce.boolean().optional() }).default({}),
})

/**
 * At most 13 quick replies; those of a text need a title and a payload (quick replies page, 2026-04-22), of 20 and 1,000
 * characters at most (third-party code of 2026-10-05).
 */
const quickReplySchema = z.discriminatedUnion('content_type', [
  z.object({ content_type: z.literal('text'), title: z.string().min(1).max(20), payload: z.string().max(1_000), image_url: z.string().optional() }),
  z.object({ content_type: z.enum(['user_phone_number', 'user_email']), image_url: z.string().optional() }),
])

const messageSchema = z.object({
  text: z.string().default(''),
  attachment: attachmentSchema.optional(),
  /** Several in one message, since 2025-03-19 (changelog). */
  attachments: z.array(attachmentSchema).max(30).default([]),
  quick_replies: z.array(quickReplySchema).max(13).optional(),
  metadata: z.string().max(1_000).optional(),
})

/** The parts of a send that this platform reads (Graph API spec, 2026-03-26). */
const sendSchema = z.object({
  recipient: z.object({ id: z.coerce.string() }),
  messaging_type: z.enum(messagingTypes).optional(),
  tag: z.string().nullable().default(null),
  message: messageSchema.optional(),
  sender_action: z.enum(senderActions).optional(),
  payload: z.object({ message_id: z.string(), reaction: z.string().optional() }).optional(),
  reply_to: z.object({ mid: z.string() }).optional(),
  notification_type: z.enum(['REGULAR', 'SILENT_PUSH', 'NO_PUSH']).optional(),
})
type SendBody = z.infer<typeof sendSchema>

const uploadSchema = z.object({ message: z.object({ attachment: attachmentSchema }) })

/** Answers a POST to an edge of the Page. Throws a GraphRefusal for what the platform refuses. */
export function answerPost(platform: PracticePlatform, request: GraphRequest): JsonObject {
  const { caller, shop, id, edge, body } = request
  if (caller.kind !== 'page') throw new GraphRefusal(pageTokenWanted())
  if (id !== shop.pageId) throw new GraphRefusal(unknownObject('post', id))
  if (edge !== 'messages' && edge !== 'message_attachments') throw new GraphRefusal(unknownPath(edge))
  if (shop.account.conditions().missingPermissions.includes('pages_messaging')) {
    throw new GraphRefusal(missingPermission('pages_messaging'))
  }
  if (edge === 'message_attachments') return answerUpload(platform, request)
  const parsed = parseBody(sendSchema, body)
  return parsed.sender_action ? answerAction(request, parsed) : answerSend(platform, request, parsed)
}

function answerUpload(platform: PracticePlatform, { shop, body }: GraphRequest): JsonObject {
  const { message } = parseBody(uploadSchema, body)
  const upload = takeAttachment(platform, shop.pageId, message.attachment, fileIn(body))
  return { attachment_id: platform.uploads.keep(upload, shop.pageId, platform.clock.now()) }
}

function answerAction({ shop }: GraphRequest, { sender_action, recipient, message, payload }: SendBody): JsonObject {
  if (!sender_action || message) {
    throw new GraphRefusal(invalidParameter('param sender_action comes without a message.', 'Le paramètre sender_action vient sans message.'))
  }
  if (sender_action === 'react' && !payload?.reaction) {
    throw new GraphRefusal(invalidParameter('param payload[reaction] is missing.', 'Le paramètre payload[reaction] manque.'))
  }
  const emoji = sender_action === 'react' ? (payload?.reaction ?? null) : null
  const error = shop.act({ recipientId: recipient.id, action: sender_action, messageId: payload?.message_id ?? null, emoji })
  if (error) throw new GraphRefusal(error)
  return { recipient_id: recipient.id }
}

function answerSend(platform: PracticePlatform, { shop, body }: GraphRequest, send: SendBody): JsonObject {
  const { message, recipient, messaging_type, tag, reply_to } = send
  if (!message) throw new GraphRefusal(emptyMessage())
  const wanted = [...(message.attachment ? [message.attachment] : []), ...message.attachments]
  const uploads = wanted.map((attachment) => takeAttachment(platform, shop.pageId, attachment, fileIn(body)))
  const outcome = shop.send({
    recipientId: recipient.id,
    text: message.text,
    attachments: uploads.map(({ type, name }) => ({ type, name })),
    tag,
    replyTo: reply_to?.mid ?? null,
    ...(messaging_type ? { messagingType: messaging_type } : {}),
  })
  if (!outcome.ok) throw new GraphRefusal(outcome.error)
  for (const [index, { file }] of uploads.entries()) {
    const attachment = outcome.message.attachments[index]
    if (attachment && file) platform.uploads.attach(attachment.id, file)
  }
  return { recipient_id: recipient.id, message_id: outcome.message.id }
}

function takeAttachment(
  platform: PracticePlatform,
  pageId: string,
  { type, payload }: z.infer<typeof attachmentSchema>,
  file: ReturnType<typeof fileIn>,
): Upload {
  if (payload.attachment_id !== undefined) {
    const upload = platform.uploads.reuse(payload.attachment_id, pageId, platform.clock.now())
    if (upload.type !== type) throw new GraphRefusal(graphError(100, 2018047))
    return upload
  }
  if (payload.url !== undefined) return { type, name: nameInAddress(payload.url), file: null }
  if (!file) {
    const french = 'Le paramètre attachment demande url, attachment_id ou filedata.'
    throw new GraphRefusal(invalidParameter('param attachment wants a url, an attachment_id or filedata.', french))
  }
  checkFile(type, file)
  return { type, name: file.name.slice(0, 200) || 'attachment', file: { bytes: file.bytes, contentType: file.contentType } }
}

function fileIn(body: GraphBody) {
  return body.kind === 'read' ? body.file : null
}

function parseBody<Schema extends z.ZodType>(schema: Schema, body: GraphBody): z.output<Schema> {
  if (body.kind === 'too-large') throw new GraphRefusal(graphError(100, 2018109))
  const parsed = schema.safeParse(body.json)
  if (!parsed.success) throw new GraphRefusal(errorAbout(parsed.error))
  return parsed.data
}

function errorAbout(error: z.ZodError): GraphError {
  const path = error.issues[0]?.path.join('.') ?? ''
  return path === ''
    ? invalidParameter('The body must be a JSON object with recipient and message.', 'Le corps est un objet JSON avec recipient et message.')
    : invalidParameter(`param ${path} is missing or invalid.`, `Le paramètre ${path} manque ou n’est pas valable.`)
}
