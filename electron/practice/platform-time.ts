import { z } from 'zod'

/** A moment as the Graph API writes it: whole seconds and `+0000`, as `2026-11-20T10:38:15+0000` (recorded payloads). */
export function formatPlatformTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, '+0000')
}

/** The farthest moment of a date, in UTC milliseconds. */
export const lastDate = 8.64e15

/** A moment from outside: UTC milliseconds, or an ISO time with its zone. Gives UTC milliseconds. */
export const momentSchema = z.union([
  z.number().min(-lastDate).max(lastDate),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
])
