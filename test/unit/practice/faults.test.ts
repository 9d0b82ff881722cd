import { expect, it } from 'vitest'
import { faultSchema, takeFault, type Fault, type FaultInput, type Route } from '../../../electron/practice/faults'

function faultsOf(...inputs: FaultInput[]): Fault[] {
  return inputs.map((input) => faultSchema.parse(input))
}

/** What each of some requests meets, and what is left at the end. */
function meet(faults: Fault[], requests: { route: Route; now?: number }[]) {
  let left = faults
  const met = requests.map(({ route, now = 0 }) => {
    const taken = takeFault(left, route, now)
    left = taken.left
    return taken.fault?.kind ?? null
  })
  return { met, left }
}

const list = { route: 'list' as const }

it('a fault is met as many times as it says, on its route alone', () => {
  const { met, left } = meet(faultsOf({ route: 'list', kind: 'drop', times: 2 }), [{ route: 'me' }, list, list, list])
  expect(met).toEqual([null, 'drop', 'drop', null])
  expect(left).toEqual([])
})

it('a fault lets so many requests of its route pass first', () => {
  const { met } = meet(faultsOf({ route: 'list', kind: 'drop', after: 2 }), [list, { route: 'me' }, list, list, list])
  expect(met).toEqual([null, null, null, 'drop', null])
})

it('a fault that waits leaves the request to the next one', () => {
  const { met } = meet(faultsOf({ route: 'list', kind: 'drop', after: 1 }, { route: 'any', kind: 'truncated' }), [list, list])
  expect(met).toEqual(['truncated', 'drop'])
})

it('a fault is there from one moment until before another', () => {
  const between: [string, string] = ['2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z']
  const [from, until] = between.map((text) => Date.parse(text)) as [number, number]
  const faults = faultsOf({ route: 'any', kind: 'html', times: 10, between })
  const moments = [from - 1, from, until - 1, until].map((now) => ({ ...list, now }))
  expect(meet(faults, moments).met).toEqual([null, 'html', 'html', null])
})
