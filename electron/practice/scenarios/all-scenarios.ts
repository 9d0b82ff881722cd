import { bakery } from './bakery'
import { clothes } from './clothes'
import { empty } from './empty'
import { repair } from './repair'
import type { Scenario } from './scenario'
import type { WrittenScenarioName } from './scenario-names'

export const scenarios: Readonly<Record<WrittenScenarioName, Scenario>> = { bakery, repair, clothes, empty }
