import { bakery } from './bakery'
import { empty } from './empty'
import type { Scenario } from './scenario'
import type { WrittenScenarioName } from './scenario-names'

export const scenarios: Readonly<Record<WrittenScenarioName, Scenario>> = { bakery, empty }
