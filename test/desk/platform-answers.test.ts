import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { problemSentence, translatorFor } from '../../shared/locales/translator'
import { minute, openDeskAtWork, type DeskAtWork } from './desk-at-work'

const say = translatorFor('en')

let work: DeskAtWork
beforeEach(async () => {
  work = await openDeskAtWork()
})
afterEach(() => work.close())

/** Changes every message of every list on its way to the desk. */
function alterMessages(alter: (message: any) => unknown): void {
  work.alterAnswers(({ path, value }) => {
    if (path.endsWith('/conversations')) for (const { messages } of value.data) messages.data = messages.data.map(alter)
    return { value }
  })
}

/** What the owner reads about the connection. */
const sentence = () => problemSentence(say, { code: work.connection().problem ?? 'bug' })

async function shownIn(conversation: string) {
  const { messages } = await work.conversation(conversation)
  return messages.map(({ text, attachments }) => ({ text, attachments }))
}

describe('a message that comes in', () => {
  // platform: attachment.sticker-ai
  test('with an AI sticker among its shares shows the sticker', async () => {
    alterMessages(({ attachments, ...message }) => ({ ...message, shares: { data: [{ id: '7', type: 'sticker', url: attachments.data[0].image_data.url }] } }))
    const { conversation } = work.customerSends('Claire Fontaine', [{ type: 'image' }])
    await work.get('checkNow', {})
    await vi.waitFor(async () => {
      expect(await shownIn(conversation)).toMatchObject([{ text: '', attachments: [{ kind: 'sticker', content: 'kept' }] }])
    }, 10_000)
  })

  // platform: message.is_unsupported
  test('that Meta calls unsupported says so, in the queue too', async () => {
    alterMessages((message) => ({ ...message, message: '', is_unsupported: 'true' }))
    const conversation = work.customerWrites('Claire Fontaine', 'Un sondage')
    await work.get('checkNow', {})
    expect(await shownIn(conversation)).toMatchObject([{ text: '', attachments: [{ kind: 'unsupported', title: null }] }])
    const { items } = await work.get('listConversations', { page: null, view: 'waiting', offset: 0, limit: 10 })
    expect(items).toMatchObject([{ excerpt: { text: '', attachment: 'unsupported' } }])
  })

  // platform: message.unreadable
  test('and cannot be read costs no other message, and is there as soon as it can', async () => {
    const conversation = work.customerWrites('Claire Fontaine', 'un')
    work.customerWrites('Claire Fontaine', 'deux', conversation)
    work.customerWrites('Claire Fontaine', 'trois', conversation)
    alterMessages((message) => (message.message === 'deux' ? { ...message, created_time: 'soon' } : message))
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'connected', problem: null })
    expect((await shownIn(conversation)).map(({ text }) => text)).toEqual(['un', 'trois'])
    work.alterAnswers(null)
    await work.get('checkNow', {})
    expect((await shownIn(conversation)).map(({ text }) => text)).toEqual(['un', 'deux', 'trois'])
  })
})

describe('a list of conversations', () => {
  // platform: list.too-much-asked
  test('that asks too much comes in all the same, by half', async () => {
    const conversation = work.customerWrites('Claire Fontaine', 'Bonjour')
    work.practice.shop.setFaults([{ route: 'list', kind: 'error', code: 1, subcode: null }])
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'connected', problem: null })
    expect(await shownIn(conversation)).toMatchObject([{ text: 'Bonjour' }])
    expect(work.practice.shop.state().faults).toEqual([])
  })

  // platform: list.high-volume
  test('that the high-volume limit refuses is told in a sentence, while replies leave and one conversation is still read', async () => {
    const conversation = work.customerWrites('Claire Fontaine', 'Avez-vous du pain ?')
    await work.get('checkNow', {})
    work.practice.shop.setFaults([
      { route: 'list', times: 100, kind: 'error', code: 2, subcode: null },
      { route: 'send', kind: 'lost-answer' },
    ])
    await work.get('checkNow', {})
    expect(sentence()).toBe('Facebook has trouble answering. Comptoir keeps trying.')
    work.customerWrites('Claire Fontaine', 'Allô ?', conversation)
    // Its answer is lost: it is found by reading this one conversation, which brings what the customer wrote too.
    expect((await work.reply(conversation, 'Oui.')).delivery.state).toMatch(/unknown|sent/)
    await vi.waitFor(async () => expect((await work.conversation(conversation)).messages.at(-1)?.delivery.state).toBe('sent'), 10_000)
    expect((await shownIn(conversation)).map(({ text }) => text)).toEqual(['Avez-vous du pain ?', 'Allô ?', 'Oui.'])
    expect(work.connection().state).toBe('failing')
  })
})

describe('an answer that comes too late', () => {
  // platform: answer.late
  test('is given up: the owner reads that Facebook cannot be reached', async () => {
    work.limitCalls(150)
    work.practice.shop.setFaults([{ route: 'list', times: 5, kind: 'delay', delayMs: 60_000 }])
    await work.get('checkNow', {})
    expect(sentence()).toContain('Facebook cannot be reached.')
    work.practice.shop.setFaults([])
    work.limitCalls(Infinity)
    await work.get('checkNow', {})
    expect(work.connection()).toMatchObject({ state: 'connected', problem: null })
  })

  // platform: answer.late
  test('leaves a reply in doubt until it is found, and is no second message', async () => {
    const conversation = work.customerWrites('Claire Fontaine', 'Bonjour')
    await work.get('checkNow', {})
    work.limitCalls(600)
    work.practice.shop.setFaults([{ route: 'send', kind: 'delay', delayMs: 900 }])
    expect((await work.reply(conversation, 'Oui.')).delivery.state).toBe('unknown')
    await vi.waitFor(() => expect(work.textsAtThePlatform(conversation)).toEqual(['Bonjour', 'Oui.']), 10_000)
    work.practice.shop.clock.advance(minute)
    await vi.waitFor(async () => expect((await work.conversation(conversation)).messages.at(-1)?.delivery.state).toBe('sent'), 10_000)
    expect(work.textsAtThePlatform(conversation)).toEqual(['Bonjour', 'Oui.'])
  })
})

describe('what the Page’s quota stands at', () => {
  const use = (percent: number) => ({ call_count: percent, total_cputime: 1, total_time: 1 })
  const business = (type: string, percent: number) => ({ type, ...use(percent), estimated_time_to_regain_access: 0 })

  // platform: header.X-Business-Use-Case-Usage, header.X-Business-Use-Case-Usage.objects, header.X-App-Usage, header.X-Page-Usage
  test('is the highest percentage that concerns this Page', async () => {
    const { pageId } = work.practice
    const usage: Record<string, unknown>[] = [
      { 'x-business-use-case-usage': { [pageId]: [business('messenger', 21), business('ads_management', 70)], 7: [business('messenger', 80)] } },
      { 'x-app-usage': use(33) },
      { 'x-page-usage': use(44) },
    ]
    const seen: (number | null)[] = []
    for (const header of usage) {
      const added = Object.fromEntries(Object.entries(header).map(([name, value]) => [name, JSON.stringify(value)]))
      work.alterAnswers(({ value, headers }) => ({ value, headers: { ...headers, ...added } }))
      await work.get('checkNow', {})
      seen.push(work.shop().budget.usagePercent)
    }
    expect(seen).toEqual([21, 33, 44])
  })

  // platform: quota.back-off
  test('holds every call until the moment that the platform says, and not one is made before', async () => {
    work.practice.shop.setFaults([{ route: 'list', kind: 'error', code: 80006, subcode: null, waitMinutes: 19 }])
    await work.get('checkNow', {})
    expect(work.shop().budget.blockedUntil).toBe(work.practice.shop.clock.now() + 19 * minute)
    const before = work.practice.shop.state().requests.list
    await work.get('checkNow', {})
    expect(work.practice.shop.state().requests.list).toBe(before)
    expect(sentence()).toBe('Facebook asks for a pause. Comptoir goes on by itself.')
  })
})
