/** The written scenarios. */
export const scenarioNames = ['bakery', 'repair', 'clothes', 'empty'] as const
export type WrittenScenarioName = (typeof scenarioNames)[number]

/** A written scenario, or a generated one: `size:2000` is 2,000 conversations, `size:10000x100` with 100 messages each on average. */
export type ScenarioName = WrittenScenarioName | `size:${string}`

export type GeneratedSize = { conversations: number; messagesEach: number }

const usualMessagesEach = 20

export function isScenarioName(name: string): name is ScenarioName {
  return isWritten(name) || sizeOf(name) !== null
}

export function isWritten(name: string): name is WrittenScenarioName {
  return scenarioNames.some((known) => known === name)
}

/** The size in a generated scenario's name; null for any other name, and for sizes beyond 99,999 conversations or 5,000 messages. */
export function sizeOf(name: string): GeneratedSize | null {
  const found = /^size:([1-9]\d{0,4})(?:x([1-9]\d{0,3}))?$/.exec(name)
  if (!found) return null
  const messagesEach = Number(found[2] ?? usualMessagesEach)
  return messagesEach <= 5_000 ? { conversations: Number(found[1]), messagesEach } : null
}
