import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCallBudget, type CallBudget } from '../../../electron/desk/platform/budget'
import { createConnectingGates } from '../../../electron/desk/platform/connecting-budget'
import { openStore, type Store } from '../../../electron/desk/storage/database'
import { newStoreKey } from '../../../electron/desk/storage/key-check'
import { clientFor } from './client-at-work'
import { json, platformError, startSmallServer } from './small-server'

const page = { pageId: '222', platform: 'messenger' as const }
const minute = 60_000
const day = 24 * 60 * minute
const key = newStoreKey()

let folder: string
let store: Store
let now: number
let budget: CallBudget

function openBudget(): void {
  const opened = openStore(join(folder, 'comptoir.db'), key, () => {})
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  budget = createCallBudget({ store, page, clock: { now: () => now }, log: () => {} })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-budget-'))
  now = Date.parse('2026-11-23T09:00:00Z')
  openBudget()
  store.write((writer) => writer.run(`INSERT INTO pages (page_id, platform, name, connected) VALUES ('222', 'messenger', 'Shop', 1)`))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

function addCustomers(count: number): void {
  store.write((writer) => {
    for (let number = 0; number < count; number += 1) {
      writer.run(
        `INSERT INTO conversations (page_id, platform, conversation_id, customer_id, customer_name, platform_updated_at, last_message_at)
         VALUES ('222', 'messenger', $id, $id, 'Ann', 0, 0)`,
        { id: `c${number}` },
      )
    }
  })
}

function take(kind: 'read' | 'send', times = 1): void {
  for (let time = 0; time < times; time += 1) expect(budget.take(kind)).toMatchObject({ ok: true })
}

const usage = (figures: object, pageId = page.pageId) => ({
  'x-business-use-case-usage': JSON.stringify({ [pageId]: [{ type: 'messenger', call_count: 0, total_cputime: 0, total_time: 0, ...figures }] }),
})

describe('the calls of a rolling day', () => {
  // platform: header.missing, quota.per-day
  test('are counted, sends too, across a restart, and leave after a day', () => {
    take('read', 3)
    take('send', 2)
    store.close()
    openBudget()
    expect(budget.standing()).toEqual({ callsInLastDay: 5, quota: 200, usagePercent: null, blockedUntil: null })
    now += 12 * 60 * minute
    take('read')
    expect(budget.standing().callsInLastDay).toBe(6)
    now += 12 * 60 * minute
    expect(budget.standing().callsInLastDay).toBe(1)
  })

  // platform: quota.per-day
  test('may be two hundred for each customer, and for one at least', () => {
    expect(budget.standing().quota).toBe(200)
    addCustomers(3)
    now += 2 * minute
    expect(budget.standing().quota).toBe(600)
  })

  // platform: quota.per-day
  test('when they are spent leave one read every ten minutes, until the day is over; sends go on', () => {
    take('read', 200)
    expect(budget.take('read')).toEqual({ ok: false, until: now + 10 * minute, by: 'count' })
    expect(budget.standing().blockedUntil).toBe(now + 10 * minute)
    take('send', 5)
    now += 10 * minute
    take('read')
    expect(budget.take('read')).toEqual({ ok: false, until: now + 10 * minute, by: 'count' })
    now += day
    take('read', 20)
  })

  test('are not those that never left', async () => {
    const server = await startSmallServer(() => {})
    const { client } = clientFor(server.url, { budget })
    await server.close()
    expect(await client.listConversations('222', 25)).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(budget.standing().callsInLastDay).toBe(0)
  })

  test('are more where the platform’s own figure says so', () => {
    take('read', 100)
    budget.learn(usage({ call_count: 10, total_time: 20 }))
    expect(budget.standing()).toMatchObject({ quota: 1000, usagePercent: 20 })
    take('read', 150)
    now += 61 * minute
    expect(budget.standing()).toMatchObject({ quota: 200, usagePercent: null })
    take('read')
    expect(budget.take('read').ok).toBe(false)
  })
})

describe('sends', () => {
  // platform: quota.per-day
  test('never keep the desk from looking, however many leave while the quota is spent or nearly so', () => {
    for (const spend of [() => take('read', 200), () => take('read')]) {
      spend()
      let reads = 0
      for (let passed = 0; passed < 120; passed += 4) {
        now += 4 * minute
        take('send')
        budget.learn(usage({ total_time: 91 }))
        if (budget.take('read').ok) reads += 1
      }
      expect(reads).toBeGreaterThanOrEqual(10)
      now += 2 * day
    }
  })
})

describe('the platform’s headers', () => {
  // platform: header.X-App-Usage
  test('about another quota than that of the day say nothing of how many calls it allows', () => {
    take('read', 100)
    budget.learn({ 'x-app-usage': '{"call_count":2}', ...usage({ type: 'pages', call_count: 1 }) })
    expect(budget.standing()).toMatchObject({ quota: 200, usagePercent: 2 })
  })

  // platform: header.X-Business-Use-Case-Usage
  test('are read entry by entry, and a block’s end under any id', () => {
    const header = { '222': [null, { type: 'messenger', call_count: 40 }], '900': [{ type: 'messenger', estimated_time_to_regain_access: 55 }] }
    expect(budget.throttled('page', 'read', { 'x-business-use-case-usage': JSON.stringify(header) })).toBe(now + 55 * minute)
    expect(budget.standing().usagePercent).toBe(40)
  })

  // platform: header.X-Business-Use-Case-Usage, header.X-App-Usage, header.X-Page-Usage
  test('count by the highest percentage for this Page, and no other Page’s', () => {
    budget.learn({ ...usage({ call_count: 40 }), 'x-app-usage': '{"call_count":28,"total_time":55,"total_cputime":25}' })
    expect(budget.standing().usagePercent).toBe(55)
    budget.learn(usage({ call_count: 99 }, '333'))
    expect(budget.standing().usagePercent).toBe(55)
    budget.learn({ 'x-page-usage': '{"call_count":61}' })
    expect(budget.standing().usagePercent).toBe(61)
  })

  // platform: header.X-App-Usage, header.X-Page-Usage, header.X-Business-Use-Case-Usage
  test('that cannot be read say nothing', () => {
    budget.learn({ 'x-app-usage': 'null', 'x-page-usage': '{"call_count":"many"}', 'x-business-use-case-usage': '{"222":"full"}' })
    expect(budget.standing().usagePercent ?? 0).toBe(0)
  })

  test('pause reads for five minutes when nearly everything is spent, and never sends', () => {
    take('read')
    budget.learn(usage({ total_cputime: 91 }))
    expect(budget.take('read')).toEqual({ ok: false, until: now + 5 * minute, by: 'count' })
    take('send')
    now += 5 * minute
    take('read')
  })
})

describe('a throttle answer', () => {
  // platform: header.X-Business-Use-Case-Usage, error.80006, quota.back-off
  test('holds everything as long as the platform says, also across a restart', () => {
    expect(budget.throttled('page', 'read', usage({ call_count: 100, estimated_time_to_regain_access: 19 }))).toBe(now + 19 * minute)
    store.close()
    openBudget()
    expect(budget.take('send')).toEqual({ ok: false, until: now + 19 * minute, by: 'platform' })
    expect(budget.take('read').ok).toBe(false)
    expect(budget.standing().blockedUntil).toBe(now + 19 * minute)
    now += 19 * minute
    take('send')
  })

  // platform: quota.back-off
  test('holds five minutes at least, twice as long each time it repeats, an hour at most, and less again after a good answer', () => {
    const pauses: number[] = []
    for (let time = 0; time < 6; time += 1) {
      const until = budget.throttled('page', 'read', {})
      pauses.push((until - now) / minute)
      now = until
    }
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60])
    budget.wentWell('send')
    expect(budget.throttled('page', 'read', {})).toBe(now + 5 * minute)
  })

  test('does not count twice when two calls hear it', () => {
    budget.throttled('page', 'read', {})
    expect(budget.throttled('page', 'send', {})).toBe(now + 5 * minute)
  })

  // platform: error.613
  test('of one lane holds that lane, twice as long when it repeats, also across a restart', () => {
    budget.throttled('lane', 'read', {})
    store.close()
    openBudget()
    expect(budget.take('read')).toEqual({ ok: false, until: now + 5 * minute, by: 'platform' })
    take('send')
    now += 5 * minute
    budget.wentWell('send')
    expect(budget.throttled('lane', 'read', {})).toBe(now + 10 * minute)
    now += 10 * minute
    budget.wentWell('read')
    expect(budget.throttled('lane', 'read', {})).toBe(now + 5 * minute)
  })

  test('of a clock that was wrong is forgotten', () => {
    now += 400 * day
    budget.throttled('page', 'read', {})
    now -= 400 * day
    take('read')
  })
})

describe('a client with a budget', () => {
  // platform: quota.back-off, error.80006
  test('does not call while it is throttled, and says until when', async () => {
    const server = await startSmallServer(({ method }, response) => {
      if (method === 'GET') platformError(response, 80006, 0, usage({ call_count: 100, estimated_time_to_regain_access: 30 }))
      else json(response, 200, { message_id: 'm_1' })
    })
    const { client } = clientFor(server.url, { budget })
    const until = String(now + 30 * minute)
    expect(await client.listConversations('222', 25)).toEqual({ ok: false, error: { code: 'throttled', detail: { until } } })
    expect(await client.listConversations('222', 25)).toEqual({ ok: false, error: { code: 'throttled', detail: { until } } })
    expect(await client.sendText('222', '444', 'Oui.')).toMatchObject({ kind: 'not-now', problem: { code: 'throttled' } })
    expect(server.arrived).toHaveLength(1)
    expect(budget.standing().callsInLastDay).toBe(1)
    now += 30 * minute
    expect(await client.sendText('222', '444', 'Oui.')).toEqual({ kind: 'sent', messageId: 'm_1' })
  })

  // platform: quota.two-a-second
  test('keeps its pace with another client of the same Page, however late a token comes', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { data: [] }))
    const clients = [clientFor(server.url, { budget, tokenAfterMs: 300 }), clientFor(server.url, { budget })]
    await Promise.all(clients.flatMap(({ client }) => ['t_1', 't_2'].map((id) => client.listMessages(id, { limit: 1 }))))
    const [first, , third, fourth] = server.arrived.map(({ at }) => at)
    expect((third ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000)
    expect((fourth ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  test('that asks whose token it is counts for its Page, and waits with it', async () => {
    const server = await startSmallServer((_, response) => json(response, 200, { id: '222', data: [] }))
    const gate = createConnectingGates({ now: () => now })('EAAsecret')
    const { client } = clientFor(server.url, { budget: gate })
    await client.readSelf()
    expect(budget.standing().callsInLastDay).toBe(0)
    gate.belongsTo(budget)
    expect(budget.standing().callsInLastDay).toBe(1)
    budget.throttled('page', 'read', {})
    expect(await client.listConversations('222', 1)).toMatchObject({ ok: false, error: { code: 'throttled' } })
    expect(server.arrived).toHaveLength(1)
  })

  test('does not ask again about a token that was throttled', async () => {
    const server = await startSmallServer((_, response) => platformError(response, 17))
    const gateFor = createConnectingGates({ now: () => now })
    for (const _ of [1, 2]) expect(await clientFor(server.url, { budget: gateFor('EAAsecret') }).client.readSelf()).toMatchObject({ error: { code: 'throttled' } })
    expect(server.arrived).toHaveLength(1)
    await clientFor(server.url, { budget: gateFor('EAAother') }).client.readSelf()
    now += 5 * minute
    await clientFor(server.url, { budget: gateFor('EAAsecret') }).client.readSelf()
    expect(server.arrived).toHaveLength(3)
  })

  test('counts what is asked once more', async () => {
    const server = await startSmallServer((_, response) => response.writeHead(503).end())
    await clientFor(server.url, { budget }).client.listMessages('t_1', { limit: 1 })
    expect(budget.standing().callsInLastDay).toBe(2)
  })
})
