import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Route } from '@playwright/test'
import { attachmentContentSchema } from '../../electron/practice/attachment-content'
import { attachmentFile, pictureSize } from '../../electron/practice/attachment-files'
import type { RunningPractice } from '../../electron/practice/start-practice'
import { openStore } from '../../electron/desk/storage/database'
import { storePath } from '../../electron/desk/storage/key-check'
import type { Attachment, Message, Settings } from '../../shared/model'
import { queueItem, storeKey, type ServedApp, type ServeOptions } from './served-app'

export const hour = 3_600_000

/** A message as a test tells it; what it does not say is as usual. */
export type StoredMessage = Partial<Pick<Message, 'from' | 'text' | 'reactions' | 'editedFrom' | 'vanished' | 'unavailableBefore'>> & {
  id: string
  sentAt: number
  replyTo?: string
  attachments?: (Pick<Attachment, 'kind'> & Partial<Attachment>)[]
}

/** A photo of the size of every drawn picture. */
export function photo(attachment: Partial<Attachment> = {}): Pick<Attachment, 'kind'> & Partial<Attachment> {
  return { kind: 'image', name: 'photo.png', mimeType: 'image/png', ...pictureSize, content: 'kept', ...attachment }
}

type Served = { dataFolder: string; practice: RunningPractice; page: Page; serve: (options?: ServeOptions) => Promise<ServedApp> }

/** Puts a conversation with Claire into the store, as if it had been read from the platform, and opens it in the page. */
export async function openStoredConversation(
  { dataFolder, practice, page, serve }: Served,
  messages: readonly StoredMessage[],
  options: { customer?: string; link?: string; settings?: Partial<Settings>; serve?: ServeOptions } = {},
): Promise<ServedApp> {
  const { customer = 'Claire Fontaine', link = null } = options
  const before = await serve({ token: practice.token })
  await before.end()
  storeConversation(dataFolder, practice.pageId, customer, link, messages)
  if (options.settings) writeFileSync(join(dataFolder, 'preferences.json'), JSON.stringify(options.settings))
  const app = await serve({ token: practice.token, ...options.serve })
  await serveAttachments(page)
  await page.goto(`${app.url}#/inbox/all`)
  await queueItem(page, customer).click()
  await page.getByRole('article').first().waitFor()
  return app
}

function storeConversation(folder: string, pageId: string, customer: string, link: string | null, messages: readonly StoredMessage[]): void {
  const opened = openStore(storePath(folder), storeKey, () => {})
  if (!opened.ok) throw new Error('the store does not open')
  const key = { pageId, platform: 'messenger', conversationId: 't_stored' }
  const positions = messages.map(({ sentAt }, index) => Math.floor(sentAt / 1000) * 1_000_000 + index)
  opened.value.write((writer) => {
    writer.run(
      `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, link, platform_updated_at,
         platform_message_count, last_message_at, last_customer_message_at, last_position)
       VALUES ($pageId, $platform, $conversationId, '1', $customer, $link, $lastAt, $count, $lastAt, $lastAt, $lastPosition)`,
      { ...key, customer, link, count: messages.length, lastAt: messages.at(-1)?.sentAt ?? 0, lastPosition: positions.at(-1) ?? 0 },
    )
    messages.forEach((message, index) => {
      writer.run(
        `INSERT INTO messages (position, page_id, platform, conversation_id, message_id, sender, sent_at, text, reactions, reply_to,
           edited_from, vanished_at, unavailable_before, raw)
         VALUES ($position, $pageId, $platform, $conversationId, $id, $from, $sentAt, $text, $reactions, $replyTo,
           $editedFrom, $vanishedAt, $unavailableBefore, '{}')`,
        {
          ...key,
          position: positions[index] ?? 0,
          id: message.id,
          from: message.from ?? 'customer',
          sentAt: message.sentAt,
          text: message.text ?? '',
          reactions: JSON.stringify(message.reactions ?? []),
          replyTo: message.replyTo ?? null,
          editedFrom: message.editedFrom ?? null,
          vanishedAt: message.vanished ? message.sentAt : null,
          unavailableBefore: message.unavailableBefore ?? 0,
        },
      )
      message.attachments?.forEach((attachment, ordinal) => {
        writer.run(
          `INSERT INTO attachments (page_id, platform, conversation_id, message_id, ordinal, kind, name, mime_type, size_bytes,
             width, height, title, details, link_url, content, sent_at)
           VALUES ($pageId, $platform, $conversationId, $id, $ordinal, $kind, $name, $mimeType, $sizeBytes,
             $width, $height, $title, $details, $linkUrl, $content, $sentAt)`,
          {
            ...key,
            id: message.id,
            ordinal,
            kind: attachment.kind,
            name: attachment.name ?? '',
            mimeType: attachment.mimeType ?? null,
            sizeBytes: attachment.sizeBytes ?? null,
            width: attachment.width ?? null,
            height: attachment.height ?? null,
            title: attachment.title ?? null,
            details: attachment.details ? JSON.stringify(attachment.details) : null,
            linkUrl: attachment.linkUrl ?? null,
            content: attachment.content ?? 'none',
            sentAt: message.sentAt,
          },
        )
      })
    })
  })
  opened.value.close()
}

/** Gives the contents of the stored attachments: pictures, or a recording where the message's id says so. */
async function serveAttachments(page: Page): Promise<void> {
  await page.route('**/attachments/**', (route) => {
    const path = new URL(route.request().url()).pathname
    return path.includes('voice')
      ? fulfilPart(route, silence(4))
      : route.fulfill({ contentType: 'image/png', body: pictureNamed(path) ?? '' })
  })
}

/** Gives the part of a recording that a player asks for: without that it could not move within it. */
function fulfilPart(route: Route, whole: Buffer): Promise<void> {
  const start = Number(/^bytes=(\d+)-/.exec(route.request().headers()['range'] ?? '')?.[1] ?? 0)
  const headers = { 'accept-ranges': 'bytes', 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` }
  return route.fulfill({ status: 206, contentType: 'audio/wav', headers, body: whole.subarray(start) })
}

/** A WAV file of some seconds in which nobody speaks. */
function silence(seconds: number): Buffer {
  const rate = 8_000
  const length = rate * seconds
  const file = Buffer.alloc(44 + length, 128)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + length, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36)
  file.writeUInt32LE(length, 40)
  return file
}

function pictureNamed(name: string): Buffer | undefined {
  return attachmentFile({ id: '1', content: attachmentContentSchema.parse({ type: 'image', name }) }, false)?.bytes
}
