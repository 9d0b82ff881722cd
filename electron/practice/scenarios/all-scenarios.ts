import { bakery } from './bakery'
import { empty } from './empty'
import type { Scenario } from './scenario'

export const scenarioNames = ['bakery', 'empty'] as const
export type ScenarioName = (typeof scenarioNames)[number]

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = { bakery, empty }
