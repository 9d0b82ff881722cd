import { z } from 'zod'
import { readAppointment } from './appointment'

/*
 * What the desk reads of the platform's answers, as of the Conversations API guide (2026-02-11) and recorded payloads.
 * Unknown fields are ignored and missing ones have a meaning: the platform leaves out whatever has no data. What cannot be
 * read counts as missing, so that it never costs what stands beside it.
 */

const earliestMoment = Date.UTC(2000, 0)
const latestMoment = Date.UTC(2200, 0)

/** As recorded, `2026-11-20T10:38:15+0000`; the guide's placeholder speaks of seconds since 1970. */
const momentSchema = z
  .union([z.number().transform((seconds) => seconds * 1000), z.string().transform(readMoment)])
  .refine((moment) => moment >= earliestMoment && moment < latestMoment, 'not a date')

function readMoment(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
}

/** Opaque, and part of an address: only what an address would resolve by itself is no id. */
const idSchema = z.union([z.string(), z.number().transform(String)]).refine((id) => /[^.]/.test(id) && id.isWellFormed(), 'not an id')

function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().catch(null)
}

/** Half a character, which no store gives back as it was, becomes a sign for one. */
const textSchema = maybe(z.string().transform((text) => text.toWellFormed()))
const flagSchema = maybe(z.union([z.boolean(), z.literal('true').transform(() => true)]))

/** A size or a count. */
const figureSchema = maybe(
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .refine((figure) => figure >= 0 && Number.isSafeInteger(Math.round(figure)))
    .transform(Math.round),
)

/** A list, bare or in its `data` wrapper, of the entries that can be read. */
function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z
    .union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) }).transform((wrapper) => wrapper.data)])
    .nullish()
    .catch(null)
    .transform((values) =>
      (values ?? []).flatMap((value): z.output<Entry>[] => {
        const parsed = entry.safeParse(value)
        return parsed.success ? [parsed.data] : []
      }),
    )
}

/** As `listOf`, in the wrapper in which the desk knows it. */
function wrappedListOf<Entry extends z.ZodType>(entry: Entry) {
  return listOf(entry).transform((data) => ({ data }))
}

/** As `wrappedListOf`, with how many entries could not be read. */
function countedListOf<Entry extends z.ZodType>(entry: Entry) {
  return listOf(z.unknown()).transform((values) => {
    const data = listOf(entry).parse(values)
    return { data, unreadable: values.length - data.length }
  })
}

const personSchema = z
  .object({ id: idSchema, name: textSchema, username: textSchema })
  .transform(({ id, name, username }) => ({ id, name: name ?? username ?? '' }))

/** What says in an address where a list goes on; the first is of cursors, the others of the form before them (restfb, issue 687). */
const placeNames = ['after', 'until', 'since', '__paging_token']

const pagingSchema = z
  .object({ cursors: maybe(z.object({ after: textSchema })), next: textSchema })
  .nullish()
  .catch(null)
  .transform((paging) => (paging?.next ? placeAfter(paging.cursors?.after ?? null, paging.next) : null))

/** Where a list goes on, as a query. `next` has the token in it: no more is taken from it than the place. */
function placeAfter(cursor: string | null, next: string): string | null {
  if (cursor !== null) return new URLSearchParams({ after: cursor }).toString()
  const asked = URL.canParse(next) ? [...new URL(next).searchParams] : []
  return new URLSearchParams(asked.filter(([name]) => placeNames.includes(name))).toString() || null
}

/** An answer in pages: its readable entries, how many could not be read, and where what follows goes on. */
function pageOf<Entry extends z.ZodType>(entry: Entry) {
  return z.object({ data: z.array(z.unknown()), paging: pagingSchema }).transform(({ data, paging }) => {
    const entries = listOf(entry).parse(data)
    return { entries, unreadable: data.length - entries.length, after: paging }
  })
}

/**
 * The schemas of a platform's answers. Addresses of pictures and files are https; those of `platformUrl`'s own origin may be
 * what that is. Any other address counts as missing.
 */
export function createSchemas(platformUrl: string) {
  const ownOrigin = new URL(platformUrl).origin
  const mediaSchema = maybe(z.string().transform((text) => readAddress(text, ['https:'], ownOrigin)))
  const linkSchema = maybe(z.string().transform((text) => readAddress(text, ['https:', 'http:'], null)))

  const imageSchema = z.object({
    width: figureSchema,
    height: figureSchema,
    url: mediaSchema,
    animated_gif_url: mediaSchema,
    render_as_sticker: flagSchema,
  })
  const videoSchema = z.object({ width: figureSchema, height: figureSchema, url: mediaSchema })
  const templateSchema = z.object({
    title: textSchema,
    subtitle: textSchema,
    media_url: mediaSchema,
    cta: maybe(z.object({ url: linkSchema })),
  })
  const attachmentSchema = z
    .object({
      type: textSchema,
      name: textSchema,
      mime_type: textSchema,
      size: figureSchema,
      url: mediaSchema,
      file_url: mediaSchema,
      image_data: maybe(imageSchema),
      video_data: maybe(videoSchema),
      generic_template: maybe(templateSchema),
      appointment_booking: maybe(z.record(z.string(), z.unknown()).transform(readAppointment)),
    })
    // Nobody knows what it is, but it is there.
    .catch({})

  const productSchema = z.object({ id: maybe(idSchema), name: textSchema, price: textSchema, image_url: mediaSchema })
  /** Where a share leads; an AI sticker's is that of its picture. */
  const sharedAddressSchema = maybe(
    z.string().transform((text) => ({ link: readAddress(text, ['https:', 'http:'], null), media: readAddress(text, ['https:'], ownOrigin) })),
  )
  const shareSchema = z
    .object({
      link: sharedAddressSchema,
      url: sharedAddressSchema,
      name: textSchema,
      title: textSchema,
      description: textSchema,
      type: textSchema,
      template: maybe(
        z.object({ payload: z.object({ product: z.object({ elements: listOf(productSchema) }) }) }),
      ).transform((template) => template?.payload.product.elements ?? []),
    })
    .catch({ template: [] })

  const messageSchema = z
    .looseObject({
      id: idSchema,
      created_time: momentSchema,
      from: maybe(personSchema),
      message: textSchema,
      sticker: mediaSchema,
      attachments: listOf(attachmentSchema),
      shares: listOf(shareSchema),
      reply_to: maybe(z.object({ mid: idSchema })),
      reactions: listOf(z.object({ reaction: z.string().transform((text) => text.toWellFormed()), users: listOf(z.object({ id: idSchema })) })),
      is_unsupported: flagSchema,
    })
    .transform(({ id, created_time, from, message, sticker, attachments, shares, reply_to, reactions, is_unsupported }) => ({
      id,
      created_time,
      from: from ?? null,
      message: message ?? '',
      sticker: sticker ?? null,
      attachments,
      shares,
      reply_to: reply_to ?? null,
      reactions,
      is_unsupported: is_unsupported === true,
    }))

  /** A message with its JSON, or only when it was: that is all that comes of one older than the 20 newest. */
  const receivedSchema = z.unknown().transform((value, context) => {
    const parsed = messageSchema.safeParse(value)
    if (!parsed.success) {
      context.addIssue({ code: 'custom', message: 'not a message' })
      return z.NEVER
    }
    const { id, created_time } = parsed.data
    const hasDetails = Object.keys(value as object).some((key) => key !== 'id' && key !== 'created_time')
    return hasDetails
      ? { ...parsed.data, readable: true as const, raw: JSON.stringify(value, withoutPaging) }
      : { id, created_time, readable: false as const }
  })

  const conversationSchema = z
    .object({
      id: idSchema,
      updated_time: maybe(momentSchema),
      message_count: figureSchema,
      unread_count: figureSchema,
      link: maybe(z.string().transform(readConversationLink)),
      participants: wrappedListOf(personSchema),
      messages: countedListOf(receivedSchema),
    })
    .transform((conversation, context) => {
      const moments = conversation.messages.data.map((message) => message.created_time)
      const updated_time = conversation.updated_time ?? Math.max(...moments)
      if (!Number.isFinite(updated_time)) context.addIssue({ code: 'custom', message: 'without a time' })
      return {
        ...conversation,
        updated_time,
        message_count: conversation.message_count ?? 0,
        unread_count: conversation.unread_count ?? 0,
        link: conversation.link ?? null,
      }
    })

  const pictureSchema = maybe(z.object({ data: z.object({ url: mediaSchema }) })).transform((picture) => picture?.data.url ?? null)

  return {
    conversationPage: pageOf(conversationSchema),
    messagePage: pageOf(receivedSchema),
    message: receivedSchema,
    self: personSchema,
    accountPage: pageOf(
      z.object({ id: idSchema, name: textSchema, access_token: textSchema, tasks: maybe(z.array(z.string())), picture: pictureSchema }),
    ),
    page: z.object({
      name: textSchema,
      picture: pictureSchema,
      hours: maybe(z.record(z.string(), z.string())),
      unread_message_count: figureSchema,
    }),
    sent: z.object({ message_id: idSchema }),
  }
}

type Schemas = ReturnType<typeof createSchemas>
export type ReceivedMessage = z.output<Schemas['message']>
export type ReadableMessage = Extract<ReceivedMessage, { readable: true }>
export type ReceivedConversation = z.output<Schemas['conversationPage']>['entries'][number]

const errorCodeSchema = figureSchema.transform((code) => code ?? 0)

export const errorSchema = z.object({
  error: z.object({ code: errorCodeSchema, error_subcode: errorCodeSchema, message: z.string().catch('') }),
})

function readAddress(text: string, protocols: string[], ownOrigin: string | null): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username !== '' || url.password !== '') return null
  return protocols.includes(url.protocol) || url.origin === ownOrigin ? url.href : null
}

/** The conversation in Meta's own inbox: recorded as a path in 2019 and as an address in 2012. */
function readConversationLink(text: string): string | null {
  const address = readAddress(text.startsWith('/') ? `https://www.facebook.com${text}` : text, ['https:'], null)
  return address && /(^|\.)facebook\.com$/.test(new URL(address).hostname) ? address : null
}

/** Nested lists bring addresses with the token in them. */
function withoutPaging(key: string, value: unknown): unknown {
  return key === 'paging' ? undefined : value
}
