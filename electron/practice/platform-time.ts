import { z } from 'zod'

/** A moment as the Graph API writes it: whole seconds and `+0000`, as `2026-11-20T10:38:15+0000` (recorded payloads). */
export function formatPlatformTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, '+0000')
}

/** The first and the last moment of years with four digits, which is all that the platform's times can say; UTC milliseconds. */
export const firstMoment = Date.parse('0000-01-01T00:00:00.000Z')
export const lastMoment = Date.parse('9999-12-31T23:59:59.999Z')

/** A moment from outside: UTC milliseconds, or an ISO time with its zone. Gives UTC milliseconds. */
export const momentSchema = z
  .union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
  .refine((moment) => moment >= firstMoment && moment <= lastMoment, 'wants a moment of the years 0 to 9999')
