import { z } from 'zod'

/** What a drawn picture can show. */
export const motifs = ['bread', 'cake', 'croissant', 'dress', 'shirt', 'shoe', 'bicycle', 'wheel', 'phone', 'kettle', 'receipt', 'shopfront'] as const
export type Motif = (typeof motifs)[number]

const name = (usual: string) => z.string().min(1).max(200).default(usual)
const address = z.string().max(2_000)
const words = z.string().max(1_000)

/** What a message carries besides its text: the kinds that Meta's Conversations API knows, as scenarios and the control interface write them. */
export const attachmentContentSchema = z.discriminatedUnion('type', [
  /** `shows` null: any motif, chosen by the name. */
  z.strictObject({ type: z.literal('image'), name: name('photo.png'), shows: z.enum(motifs).nullable().default(null), large: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('gif'), name: name('animation.gif') }),
  z.strictObject({ type: z.literal('video'), name: name('video.webm') }),
  /** A voice note. */
  z.strictObject({ type: z.literal('audio'), name: name('audioclip.wav') }),
  z.strictObject({ type: z.literal('file'), name: name('document.pdf') }),
  /** `old`: the field `sticker` of the message, which Meta filled until 2026-08-30; `new`: an attachment. */
  z.strictObject({ type: z.literal('sticker'), form: z.enum(['old', 'new']).default('new') }),
  z.strictObject({
    type: z.literal('template'),
    title: words.default('Our new season'),
    subtitle: words.default('In the shop from Saturday'),
    button: words.default('See more'),
    url: address.default('https://www.example.com/season'),
  }),
  z.strictObject({ type: z.literal('product'), name: name('Linen shirt'), price: words.default('€39.00'), isVisible: z.boolean().default(true) }),
  /** A shared link, or something of Facebook or Instagram. */
  z.strictObject({
    type: z.literal('share'),
    of: z.enum(['link', 'post', 'reel', 'ig_post', 'ig_reel']).default('post'),
    title: words.default('A post of the shop'),
    url: address.default('https://www.facebook.com/permalink.php?story_fbid=1234567890&id=104100200300400'),
  }),
  /** An appointment that the customer asks for, some hours after the message. */
  z.strictObject({ type: z.literal('appointment'), inHours: z.number().min(0).max(10_000).default(24), minutes: z.number().positive().max(10_000).default(30) }),
  /** What was left of media under European privacy rules: an id and a sentence. */
  z.strictObject({ type: z.literal('privacy-stub') }),
  /** A kind of attachment that nobody has heard of yet. */
  z.strictObject({ type: z.literal('unknown') }),
])

export type AttachmentContent = z.output<typeof attachmentContentSchema>
/** The same with its defaults still to be filled in. */
export type AttachmentInput = z.input<typeof attachmentContentSchema>
