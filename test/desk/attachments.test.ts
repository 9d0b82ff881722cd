import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerContent } from '../../electron/host/content-answer'
import type { AttachmentInput } from '../../electron/practice/attachment-content'
import { attachmentFile, pagePicture } from '../../electron/practice/attachment-files'
import { attachmentPath, pagePicturePath } from '../../shared/attachment-address'
import type { Attachment } from '../../shared/model'
import { hour, minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

const photo: AttachmentInput = { type: 'image', name: 'gâteau.png' }

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

type Sent = { conversation: string; message: string }

/** A customer sends something and the desk looks. */
async function receive(...attachments: AttachmentInput[]): Promise<Sent> {
  const sent = work.customerSends('Claire Fontaine', attachments)
  await work.get('checkNow', {})
  return sent
}

async function attachmentsOf({ conversation, message }: Sent): Promise<Attachment[]> {
  return (await work.conversation(conversation)).messages.find(({ id }) => id === message)?.attachments ?? []
}

function settlesAs(sent: Sent, content: Attachment['content']): Promise<void> {
  return vi.waitFor(async () => expect((await attachmentsOf(sent)).map((attachment) => attachment.content)).toEqual([content]), 10_000)
}

/** What a page gets for this path. */
async function get(path: string, range: string | null = null) {
  const answer = await answerContent({ readContent: (content) => work.readContent(content) }, path, range)
  if (!answer) throw new Error('not a path of content')
  return answer
}

const page = () => ({ pageId: work.practice.pageId, platform: 'messenger' as const })
const pathOf = (sent: Sent, ordinal = 0) => attachmentPath(page(), sent.message, ordinal)
const downloads = () => work.practice.shop.state().requests.attachment ?? 0

/** The file that the platform has of a message's only attachment. */
function fileAtThePlatform({ message }: Sent): Buffer {
  const [attachment] = work.practice.shop.findMessage(message)?.message.attachments ?? []
  const file = attachment && attachmentFile(attachment, false)
  if (!file) throw new Error('the platform has no such file')
  return file.bytes
}

const contentFolder = () => join(work.folder, 'attachments')
const contentFiles = () => (existsSync(contentFolder()) ? readdirSync(contentFolder()) : [])

/** Nobody waits for the Page's picture to come in, in tests that count files. */
async function settledPagePicture(): Promise<string[]> {
  await vi.waitFor(() => expect(work.shop().hasPicture).toBe(true), 10_000)
  return contentFiles()
}

describe('what a customer sends', () => {
  test('comes to this computer by itself and is shown as it was sent', async () => {
    const sent = await receive(photo)
    await settlesAs(sent, 'kept')
    expect(work.events).toContainEqual(
      expect.objectContaining({ name: 'conversationsChanged', payload: expect.objectContaining({ conversationIds: [sent.conversation] }) }),
    )

    const before = downloads()
    const { status, headers, body } = await get(pathOf(sent))
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(Buffer.from(body ?? []).equals(fileAtThePlatform(sent))).toBe(true)
    expect(downloads()).toBe(before)
    expect(await attachmentsOf(sent)).toMatchObject([{ mimeType: 'image/png', sizeBytes: fileAtThePlatform(sent).length }])
  })

  // platform: attachment.image, attachment.gif, attachment.sticker-new, attachment.sticker-old, attachment.audio, attachment.video
  // platform: attachment.file, message.sticker
  test.each([
    [{ type: 'image', large: true }, 'image/png', 'inline'],
    [{ type: 'gif' }, 'image/gif', 'inline'],
    [{ type: 'sticker', form: 'new' }, 'image/png', 'inline'],
    [{ type: 'sticker', form: 'old' }, 'image/png', 'inline'],
    [{ type: 'audio' }, 'audio/wav', 'inline'],
    [{ type: 'video' }, 'video/webm', 'inline'],
    [{ type: 'file' }, 'application/pdf', 'attachment'],
  ] satisfies [AttachmentInput, string, string][])('is kept whatever its kind: %o', async (attachment, type, disposition) => {
    const sent = await receive(attachment)
    await settlesAs(sent, 'kept')
    const { status, headers } = await get(pathOf(sent))
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type })
    expect(headers['content-disposition']).toMatch(new RegExp(`^${disposition}; `))
  })

  test('plays from any place', async () => {
    const sent = await receive({ type: 'audio' })
    const whole = fileAtThePlatform(sent)
    const { status, headers, body } = await get(pathOf(sent), 'bytes=1000-')
    expect({ status, range: headers['content-range'] }).toEqual({ status: 206, range: `bytes 1000-${whole.length - 1}/${whole.length}` })
    expect(Buffer.from(body ?? []).equals(whole.subarray(1000))).toBe(true)
  })

  // platform: attachment.post-share, attachment.appointment_booking, attachment.privacy-stub
  test('has nothing to fetch when it is only a link or a template', async () => {
    const sent = await receive({ type: 'share' }, { type: 'appointment' }, { type: 'privacy-stub' })
    expect((await attachmentsOf(sent)).map(({ content }) => content)).toEqual(['none', 'none', 'none'])
    expect((await get(pathOf(sent))).status).toBe(404)
  })

  test('is on the disk only encrypted, under names that say nothing', async () => {
    const sent = await receive(photo)
    await settlesAs(sent, 'kept')
    await settledPagePicture()
    const picture = fileAtThePlatform(sent)
    const files = readdirSync(work.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThanOrEqual(3)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (let at = 0; at + 8 <= picture.length; at += 8) expect(bytes.includes(picture.subarray(at, at + 8))).toBe(false)
      expect(bytes.includes('gâteau')).toBe(false)
      expect(file.name).not.toContain(sent.message)
    }
    for (const name of contentFiles()) expect(name).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('when fetching goes wrong', () => {
  // The Page's picture comes from the same route and would take a share of the faults.
  beforeEach(settledPagePicture)

  /** A customer sends a photo whose first download breaks off. */
  async function receiveBroken(): Promise<Sent> {
    const before = downloads()
    work.practice.shop.setFaults([{ kind: 'drop', route: 'attachment' }])
    const sent = await receive(photo)
    await vi.waitFor(() => expect(downloads()).toBe(before + 1), 10_000)
    await settlesAs(sent, 'waiting')
    return sent
  }

  test('it is tried again, with growing pauses', async () => {
    work.practice.shop.setFaults([{ kind: 'drop', route: 'attachment', times: 4 }])
    const before = downloads()
    const sent = await receive(photo)
    for (const [tries, pauseMs] of [minute / 2, 2 * minute, 8 * minute, 32 * minute].entries()) {
      await vi.waitFor(() => expect(downloads()).toBe(before + tries + 1), 10_000)
      await settlesAs(sent, 'waiting')
      work.practice.shop.clock.advance(pauseMs)
    }
    await settlesAs(sent, 'kept')
    expect(downloads()).toBe(before + 5)
  })

  test('opening it fetches it at once', async () => {
    const sent = await receiveBroken()
    expect((await get(pathOf(sent))).status).toBe(200)
    await settlesAs(sent, 'kept')
  })

  // platform: attachment.expired-address
  test('an address that has expired is renewed by reading the message again', async () => {
    work.practice.shop.account.change({ attachmentHours: 1 })
    const sent = await receiveBroken()
    const before = work.practice.shop.state().requests.message ?? 0
    work.practice.shop.clock.advance(2 * hour)
    await settlesAs(sent, 'kept')
    expect(work.practice.shop.state().requests.message ?? 0).toBe(before + 1)
  })

  // platform: attachment.expired-address, error.9000001
  test('what the platform does not have any more is gone, and is not asked for again', async () => {
    work.practice.shop.account.change({ attachmentHours: 1 })
    const sent = await receiveBroken()
    work.practice.shop.unsend({ message: sent.message })
    work.practice.shop.clock.advance(2 * hour)
    await settlesAs(sent, 'gone')
    const before = downloads()
    expect((await get(pathOf(sent))).status).toBe(404)
    expect(downloads()).toBe(before)
  })

  // platform: attachment.hosts, answer.redirect
  test('nothing is fetched from anywhere but Meta, not even when Meta says so', async () => {
    let asked = 0
    const elsewhere = createServer((_request, response) => {
      asked += 1
      response.end()
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
    work.practice.shop.setFaults([{ kind: 'redirect', route: 'attachment', times: 100, to }])
    const sent = await receive(photo)
    expect((await get(pathOf(sent))).status).toBe(404)
    elsewhere.close()
    expect(asked).toBe(0)
    expect(downloads()).toBeGreaterThan(0)
  })

  test('what is kept is there without the platform, after a restart too', async () => {
    const sent = await receive(photo)
    await settlesAs(sent, 'kept')
    await work.restart()
    work.practice.shop.setFaults([{ kind: 'drop', route: 'any', times: 100 }])
    expect((await get(pathOf(sent))).status).toBe(200)
  })

  test.each(['cut short', 'altered', 'another one’s'])('a file that is %s is fetched again', async (damage) => {
    const [picture = ''] = contentFiles()
    const sent = await receive(photo)
    await settlesAs(sent, 'kept')
    const [name = ''] = contentFiles().filter((file) => file !== picture)
    const path = join(contentFolder(), name)
    const bytes = readFileSync(path)
    if (damage === 'cut short') truncateSync(path, 20)
    if (damage === 'altered') writeFileSync(path, bytes.fill((bytes[100] ?? 0) ^ 1, 100, 101))
    if (damage === 'another one’s') writeFileSync(path, readFileSync(join(contentFolder(), picture)))
    const { status, body } = await get(pathOf(sent))
    expect(status).toBe(200)
    expect(Buffer.from(body ?? []).equals(fileAtThePlatform(sent))).toBe(true)
  })
})

describe('a Page', () => {
  // platform: page.picture
  test('has its picture kept and shown', async () => {
    await settledPagePicture()
    const { status, headers, body } = await get(pagePicturePath(page()))
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/png' })
    expect(Buffer.from(body ?? []).equals(pagePicture(work.practice.shop.page).bytes)).toBe(true)
  })

  test('that is erased leaves no file', async () => {
    await settledPagePicture()
    const sent = await receive(photo)
    await settlesAs(sent, 'kept')
    expect(contentFiles()).toHaveLength(2)
    await work.disconnect('erase')
    await vi.waitFor(() => expect(contentFiles()).toEqual([]))
    expect((await get(pathOf(sent))).status).toBe(404)
  })

  test('that is erased while something comes in leaves no file either', async () => {
    const sent = work.customerSends('Claire Fontaine', [photo, { type: 'video' }, { type: 'audio' }])
    await work.get('checkNow', {})
    expect(sent.message).not.toBe('')
    await work.disconnect('erase')
    work.breakConnection(true)
    await work.restart()
    expect(contentFiles()).toEqual([])
  })

  test('that is only disconnected keeps its files', async () => {
    await settlesAs(await receive(photo), 'kept')
    await work.disconnect('keep')
    expect(contentFiles().length).toBeGreaterThanOrEqual(1)
  })
})
