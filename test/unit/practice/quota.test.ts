import { beforeEach, describe, expect, it } from 'vitest'
import { createCallQuota, type CallQuota } from '../../../electron/practice/quota'

const minute = 60_000
const hour = 60 * minute

let now = 0
let monotonic = 0
let quota: CallQuota
const rules = { enforced: true, perSecond: true }

beforeEach(() => {
  now = Date.parse('2026-11-20T09:00:00Z')
  monotonic = 0
  quota = createCallQuota('222', () => now, () => monotonic)
})

function call(route: 'me' | 'list' = 'me', engagedPeople = 1) {
  return quota.count({ route, rules, engagedPeople })
}

function callTimes(count: number) {
  for (let made = 0; made < count; made += 1) call()
}

function usageIn({ headers }: ReturnType<typeof call>) {
  return JSON.parse(headers['x-business-use-case-usage'] ?? 'null')
}

describe('the calls of a day', () => {
  // platform: header.missing
  it('show in no header while they are few', () => {
    callTimes(6)
    expect(call().headers).toEqual({})
    expect(usageIn(call())).toEqual({
      '222': [{ type: 'messenger', call_count: 4, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 0 }],
    })
  })

  it('are 200 for each engaged person, and the next is refused with 80006', () => {
    callTimes(200)
    expect(call('me', 2).error).toBeNull()
    expect(call('me', 1).error).toMatchObject({ code: 80006, status: 400 })
  })

  it('are as many for nobody as for one person', () => {
    callTimes(200)
    expect(call('me', 0).error).toMatchObject({ code: 80006 })
  })

  it('come back when they are a day old, as the header says', () => {
    callTimes(150)
    now += 30 * minute
    callTimes(50)
    const refused = call()
    const wait = usageIn(refused)['222'][0].estimated_time_to_regain_access
    expect(wait).toBe(24 * 60 - 30)
    now += (wait - 1) * minute
    expect(call().error).toMatchObject({ code: 80006 })
    now += minute
    expect(call().error).toBeNull()
  })

  it('show as the percentage of the last hour beside that of the day', () => {
    callTimes(100)
    now += hour
    callTimes(9)
    const { headers } = call()
    expect(JSON.parse(headers['x-app-usage'] ?? 'null')).toEqual({ call_count: 5, total_cputime: 1, total_time: 1 })
    expect(usageIn({ headers, error: null })['222'][0].call_count).toBe(55)
  })

  it('are forgotten when the clock is set back before them', () => {
    callTimes(200)
    now -= hour
    expect(call().error).toBeNull()
    expect(quota.used()).toBe(1)
  })

  it('refuse nothing while the quota is not enforced', () => {
    callTimes(200)
    expect(quota.count({ route: 'me', rules: { enforced: false, perSecond: false }, engagedPeople: 1 }).error).toBeNull()
  })
})

describe('calls of the Conversations API', () => {
  it('are two in a second, and the third is refused with 613 and a time', () => {
    expect([call('list').error, call('list').error]).toEqual([null, null])
    const third = call('list')
    expect(third.error).toMatchObject({ code: 613 })
    expect(usageIn(third)['222'][0].estimated_time_to_regain_access).toBe(1)
  })

  it('go on after a second of real time, though the practice clock stands still', () => {
    for (const at of [0, 400, 900, 1_400]) {
      monotonic = at
      expect(call('list').error).toBeNull()
    }
  })

  it('do not hold up other calls', () => {
    call('list')
    call('list')
    expect(call('me').error).toBeNull()
  })
})
