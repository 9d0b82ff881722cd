import { z } from 'zod'

/*
 * What the desk reads of the platform's answers, as of the Conversations API guide (2026-02-11) and recorded payloads.
 * Unknown fields are ignored and missing ones have a meaning: the platform leaves out whatever has no data.
 */

const momentSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((moment) => Number.isFinite(moment), 'not a date')

const personSchema = z.object({ id: z.string(), name: z.string().default('') })

const attachmentSchema = z.looseObject({
  name: z.string().nullish(),
  mime_type: z.string().nullish(),
  image_data: z.looseObject({ render_as_sticker: z.boolean().nullish() }).nullish(),
  video_data: z.looseObject({}).nullish(),
  file_url: z.string().nullish(),
})
export type PlatformAttachment = z.infer<typeof attachmentSchema>

export const messageSchema = z.looseObject({
  id: z.string(),
  created_time: momentSchema,
  from: personSchema.nullish(),
  message: z.string().nullish(),
  sticker: z.string().nullish(),
  attachments: z.object({ data: z.array(attachmentSchema) }).nullish(),
  shares: z.object({ data: z.array(z.unknown()) }).nullish(),
})
export type PlatformMessage = z.infer<typeof messageSchema>

/** A list in which one unreadable entry never costs the others: it is left out. */
function tolerantList<Entry extends z.ZodType>(entry: Entry) {
  return z.array(z.unknown()).transform((values) =>
    values.flatMap((value) => {
      const parsed = entry.safeParse(value)
      return parsed.success ? [{ ...parsed, raw: value }] : []
    }),
  )
}

const messageListSchema = tolerantList(messageSchema).transform((list) =>
  list.map(({ data, raw }) => ({ ...data, raw: JSON.stringify(raw) })),
)

export const conversationSchema = z.object({
  id: z.string(),
  updated_time: momentSchema,
  message_count: z.number().default(0),
  link: z.string().nullish(),
  participants: z.object({ data: z.array(personSchema) }).default({ data: [] }),
  messages: z.object({ data: messageListSchema }).default({ data: [] }),
})
export type PlatformConversation = z.infer<typeof conversationSchema>

const pagingSchema = z
  .object({ cursors: z.object({ after: z.string() }).partial().optional(), next: z.unknown() })
  .partial()
  .default({})

export const conversationPageSchema = z.object({
  data: tolerantList(conversationSchema).transform((list) => list.map((entry) => entry.data)),
  paging: pagingSchema,
})

export const messagePageSchema = z.object({ data: messageListSchema, paging: pagingSchema })

export const selfSchema = z.object({ id: z.string(), name: z.string().default('') })

export const sentSchema = z.object({ message_id: z.string(), recipient_id: z.string().optional() })

export const errorSchema = z.object({
  error: z.object({ code: z.number().default(0), error_subcode: z.number().default(0) }),
})
