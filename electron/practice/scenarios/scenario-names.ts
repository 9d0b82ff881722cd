/** The written scenarios. */
export const scenarioNames = ['bakery', 'empty'] as const
export type WrittenScenarioName = (typeof scenarioNames)[number]

export type ScenarioName = WrittenScenarioName

export function isScenarioName(name: string): name is ScenarioName {
  return scenarioNames.some((known) => known === name)
}
