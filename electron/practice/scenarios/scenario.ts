/** One message of a scenario. `atSeconds` counts from the start of the practice shop; negative is before it. */
export type ScenarioMessage = {
  atSeconds: number
  from: 'customer' | 'page'
  /** Empty when there is only a picture. */
  text: string
  /** File names of pictures, which the practice shop draws by itself. */
  pictures?: readonly string[]
}

export type ScenarioConversation = {
  customer: string
  /** Oldest first. */
  messages: readonly ScenarioMessage[]
  /** What the customer says once, some seconds after the Page's next answer. */
  reaction?: { afterSeconds: number; text: string }
}

/** A shop and the customers that write to it. */
export type Scenario = {
  page: { id: string; name: string; category: string }
  conversations: readonly ScenarioConversation[]
}

/** Seconds of hours and minutes, so that a scenario's times can be read. */
export function seconds(time: { hours?: number; minutes?: number; seconds?: number }): number {
  return (time.hours ?? 0) * 3_600 + (time.minutes ?? 0) * 60 + (time.seconds ?? 0)
}
