import type { AttachmentInput, Motif } from '../attachment-content'
import { actSchema, type Act, type PracticePage, type Turn } from '../practice-state'

/** Something that happens: seconds after the start of the practice shop (negative is before it), or after an answer. */
export type TimedAct = { seconds: number; act: Act }

export type ScenarioConversation = {
  customer: string
  /** Oldest first. */
  acts: readonly TimedAct[]
  /** What the customer does after the Page's answers, one turn each; then the customer is silent. */
  turns?: readonly Turn[]
}

/** A shop and the customers that write to it. */
export type Scenario = {
  page: PracticePage
  conversations: readonly ScenarioConversation[]
}

type Time = { days?: number; hours?: number; minutes?: number; seconds?: number }

/** Seconds of hours and minutes, so that a scenario's times can be read. */
export function after({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Time): number {
  return days * 86_400 + hours * 3_600 + minutes * 60 + seconds
}

/** A moment before the start of the practice shop. */
export function ago(time: Time): number {
  return -after(time)
}

/** The customer writes; with more, such as attachments. */
export function says(seconds: number, text: string, more: { attachments?: AttachmentInput[]; repliesTo?: 'customer' | 'page' } = {}): TimedAct {
  return { seconds, act: actSchema.parse({ kind: 'message', text, ...more }) }
}

/** The Page has answered, from a phone or elsewhere. */
export function answers(seconds: number, text: string, attachments: AttachmentInput[] = []): TimedAct {
  return { seconds, act: actSchema.parse({ kind: 'message', from: 'page', text, attachments }) }
}

/** The customer reacts to the Page's newest message. */
export function reacts(seconds: number, emoji: string): TimedAct {
  return { seconds, act: { kind: 'react', emoji } }
}

/** The customer corrects their newest message. */
export function edits(seconds: number, text: string): TimedAct {
  return { seconds, act: { kind: 'edit', text } }
}

/** The customer takes their newest message back. */
export function unsends(seconds: number): TimedAct {
  return { seconds, act: { kind: 'unsend' } }
}

/** What the customer does after any answer. */
export function afterwards(...acts: TimedAct[]): Turn {
  return [{ ifAnswer: null, acts }]
}

/**
 * What the customer does after an answer that has certain words in it, given as a regular expression that knows no
 * capitals; `otherwise` after any other answer, and without it the customer goes on waiting.
 */
export function when(words: string, acts: TimedAct[], otherwise?: TimedAct[]): Turn {
  return [{ ifAnswer: words, acts }, ...(otherwise ? [{ ifAnswer: null, acts: otherwise }] : [])]
}

/** The Page's opening hours as Meta gives them, one or two ranges on each of these days. */
export function everyDay(days: readonly string[], ...ranges: readonly (readonly [open: string, close: string])[]): Record<string, string> {
  const times = days.flatMap((day) =>
    ranges.flatMap(([open, close], index): [string, string][] => [
      [`${day}_${index + 1}_open`, open],
      [`${day}_${index + 1}_close`, close],
    ]),
  )
  return Object.fromEntries(times)
}

export function photo(name: string, shows: Motif, large = false): AttachmentInput {
  return { type: 'image', name, shows, large }
}
