import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { createDeskClock, monotonicNow } from '../../electron/desk/clock'
import { createDesk } from '../../electron/desk/desk'
import type { StoredContent } from '../../electron/desk/attachments/stored-content'
import type { ReminderNotice } from '../../electron/desk/ports'
import { openSettings } from '../../electron/desk/settings/settings'
import { newStoreKey } from '../../electron/desk/storage/key-check'
import { createHttp } from '../../electron/host/http'
import type { AttachmentInput } from '../../electron/practice/attachment-content'
import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import type { ServedContent } from '../../shared/attachment-address'
import type { DeskEvent, DeskRequestName, RequestInput, RequestResult } from '../../shared/contract'
import type { Connection, Conversation, Message, Shop } from '../../shared/model'
import type { Result } from '../../shared/problems'

/** A Monday morning. */
export const monday = Date.parse('2026-11-23T09:00:00Z')
export const minute = 60_000
export const hour = 60 * minute

type AboutThePage<Name extends DeskRequestName> = Omit<RequestInput<Name>, 'pageId' | 'platform'>

/** Gives the JSON and the headers that arrive in the place of these; `path` has no version. */
type AlterAnswer = (answer: { path: string; value: any; headers: Record<string, string> }) => { value: unknown; headers?: Record<string, string> }

/** A whole desk at work against a practice platform over HTTP, on its clock, which stands still unless a test moves it. */
export type DeskAtWork = {
  practice: RunningPractice
  /** The data folder. */
  folder: string
  notices: ReminderNotice[]
  /** What was opened outside. */
  openedAddresses: string[]
  events: DeskEvent[]
  connection(): Connection
  /** The Page as the status has it. */
  shop(): Shop
  /** Whether anybody can see notifications. */
  notificationsSeen: boolean
  ask<Name extends DeskRequestName>(name: Name, input: AboutThePage<Name>): Promise<Result<RequestResult<Name>>>
  /** Asks, and fails the test when the answer is a problem. */
  get<Name extends DeskRequestName>(name: Name, input: AboutThePage<Name>): Promise<RequestResult<Name>>
  /** Breaks every connection before anything leaves, or lets them be again. */
  breakConnection(broken: boolean): void
  /** Changes the platform's answers on their way to the desk; null lets them be. */
  alterAnswers(alter: AlterAnswer | null): void
  /** Lets every call wait this long for its answer, in milliseconds. */
  limitCalls(timeoutMs: number): void
  /** Breaks the connection of the list call of this number, counted from now. */
  failListCall(number: number): void
  /** The customer writes; gives the conversation's id. */
  customerWrites(from: string, text: string, conversation?: string): string
  /** The customer of a conversation writes "message 1", "message 2" and so on. */
  customerWritesMany(conversationId: string, from: number, to: number): void
  /** The customer sends attachments; gives the conversation's and the message's id. */
  customerSends(from: string, attachments: AttachmentInput[], conversation?: string): { conversation: string; message: string }
  readContent(content: ServedContent): Promise<Result<StoredContent>>
  disconnect(conversations: 'keep' | 'erase'): Promise<void>
  conversation(id: string): Promise<Conversation>
  /** What the desk has of a conversation, oldest first. */
  texts(conversationId: string): Promise<string[]>
  /** Sends a reply and waits until its delivery has come to rest. */
  reply(conversationId: string, text: string, deliveryId?: string): Promise<Message>
  /** What the practice platform has of a conversation, oldest first. */
  textsAtThePlatform(id: string): string[]
  newestAtThePlatform(id: string): string
  /** The texts that a search finds, newest first. */
  found(query: string): Promise<string[]>
  /** Whether the app is before the owner's eyes. */
  focus(focused: boolean): void
  /** Opens a desk on the folder. */
  open(): Promise<void>
  /** Ends the desk as a crash would. */
  crash(): Promise<void>
  /** Ends the desk as a crash would and opens another on the same folder. */
  restart(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a desk on a new folder. The practice shop has no customers unless a scenario is named; with `opensLater` the desk first looks
 * when the test opens it.
 */
export async function openDeskAtWork(scenario: 'empty' | 'bakery' = 'empty', options: { opensLater?: boolean } = {}): Promise<DeskAtWork> {
  const practice = await startPractice({ scenario, startAt: monday })
  practice.shop.clock.setSpeed(0)
  // Some time has passed since it began.
  practice.shop.clock.set(monday)
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-desk-'))
  const storeKey = newStoreKey()
  const page = { pageId: practice.pageId, platform: 'messenger' as const }
  const notices: ReminderNotice[] = []
  const openedAddresses: string[] = []
  const events: DeskEvent[] = []
  let shop: Shop | null = null
  const http = createHttp(fetch)
  let listCallsUntilBreak = -1
  let isBroken = false
  let alterAnswer: AlterAnswer | null = null
  let timeLimitMs = Infinity
  let closeDesk = async () => {}
  let desk: ReturnType<typeof createDesk>

  async function openDesk() {
    const clock = createDeskClock(() => {})
    const follow = () => {
      clock.follow({ now: practice.shop.clock.now(), monotonicMs: monotonicNow(), speed: practice.shop.clock.speed })
    }
    follow()
    const unfollow = practice.shop.clock.onChange(follow)
    const preferences = { read: () => Promise.resolve({}), write: () => Promise.resolve() }
    const desk = createDesk(
      {
        clock,
        http: {
          ...http,
          async send(request, signal) {
            if (isBroken) return { kind: 'unsent' }
            if (request.url.includes('/conversations')) listCallsUntilBreak -= 1
            if (listCallsUntilBreak === 0) return { kind: 'lost' }
            const outcome = await http.send({ ...request, timeoutMs: Math.min(request.timeoutMs, timeLimitMs) }, signal)
            if (outcome.kind !== 'answer' || !alterAnswer) return outcome
            const path = new URL(request.url).pathname.replace(/^\/v[\d.]+\//, '')
            const { value, headers = outcome.headers } = alterAnswer({ path, value: JSON.parse(outcome.body), headers: outcome.headers })
            return { ...outcome, body: JSON.stringify(value), headers }
          },
        },
        vault: { readToken: () => Promise.resolve(practice.token), readAppSecret: () => Promise.resolve(null) },
        preferences,
        notifier: {
          show: (notice) => {
            if (work.notificationsSeen) notices.push(notice)
            return Promise.resolve(work.notificationsSeen)
          },
        },
        opener: { open: (url) => Promise.resolve(openedAddresses.push(url) > 0) },
        log: () => {},
      },
      await openSettings(preferences, { chosen: null, system: 'en' }),
      { event: (event) => void events.push(event), shopsChanged: (shops) => void (shop = shops[0] ?? null), settingsChanged: () => {} },
    )
    const opened = await desk.openShops({
      folder,
      storeKey,
      platformUrl: practice.url,
      connect: [{ ...page, name: 'Boulangerie du Port' }],
    })
    if (!opened.ok) throw new Error(opened.error.code)
    closeDesk = async () => {
      unfollow()
      clock.stop()
      await desk.closeShops()
    }
    return desk
  }

  const work: DeskAtWork = {
    practice,
    folder,
    notices,
    openedAddresses,
    events,
    notificationsSeen: true,
    connection: () => work.shop().connection,
    shop() {
      if (!shop) throw new Error('the desk has not looked yet')
      return shop
    },
    ask: (name, input) => desk.answer(name, { ...page, ...input }) as never,
    async get(name, input) {
      const answer = await work.ask(name, input)
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
      return answer.value
    },
    alterAnswers(alter) {
      alterAnswer = alter
    },
    limitCalls(timeoutMs) {
      timeLimitMs = timeoutMs
    },
    breakConnection(broken) {
      isBroken = broken
    },
    failListCall(number) {
      listCallsUntilBreak = number
    },
    customerWrites(from, text, conversation) {
      const said = practice.shop.say({ conversation: conversation ?? null, from, text, attachments: [] })
      if (!said.ok) throw new Error(said.sentence)
      return said.conversation
    },
    customerWritesMany(conversationId, from, to) {
      for (let number = from; number <= to; number += 1) work.customerWrites('customer', `message ${number}`, conversationId)
    },
    customerSends(from, attachments, conversation) {
      const said = practice.shop.say({ conversation: conversation ?? null, from, text: '', attachments })
      if (!said.ok) throw new Error(said.sentence)
      return said
    },
    readContent: (content) => desk.readContent(content),
    disconnect: (conversations) => desk.disconnectPage(page, conversations),
    conversation: (conversationId) => work.get('readConversation', { conversationId, count: 500, reachMessageId: null }),
    texts: async (conversationId) => (await work.conversation(conversationId)).messages.map((message) => message.text),
    async reply(conversationId, text, deliveryId = crypto.randomUUID()) {
      await work.get('sendReply', { conversationId, deliveryId, text })
      return vi.waitFor(async () => {
        const { messages } = await work.conversation(conversationId)
        const last = messages.findLast((message) => message.from === 'page' && message.text === text.trim())
        if (!last || last.delivery.state === 'queued' || last.delivery.state === 'sending') throw new Error('still on its way')
        return last
      }, 10_000)
    },
    textsAtThePlatform: (id) => (practice.shop.findConversation(id)?.messages ?? []).map((message) => message.text),
    newestAtThePlatform: (id) => practice.shop.findConversation(id)?.messages.at(-1)?.id ?? '',
    async found(query) {
      const { messages } = await work.get('search', { page: null, query, before: null, limit: 50 })
      return messages.map(({ excerpt }) => excerpt.map((part) => part.text).join(''))
    },
    focus: (focused) => void desk.focusChanged(focused),
    async open() {
      desk = await openDesk()
    },
    async crash() {
      await closeDesk()
    },
    async restart() {
      await work.crash()
      await work.open()
      await work.get('checkNow', {})
    },
    async close() {
      await closeDesk()
      await practice.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.opensLater) return work
  await work.open()
  await work.get('checkNow', {})
  return work
}
