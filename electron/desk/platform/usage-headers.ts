import { z } from 'zod'
import { readJson } from './json'

/** What the platform's headers say of a Page's use of it. */
export type UsageReading = {
  /** The highest of all percentages; null when there is none, which is so while the use is small. */
  percent: number | null
  /** The percentage of the Page's calls in 24 hours that are used; null when the platform does not say. */
  ofCalls: number | null
  /** In how many minutes a block is said to end; 0 when nothing is said. */
  regainMinutes: number
}

const figure = z.number().nonnegative().catch(0)
const useSchema = z.object({ call_count: figure, total_time: figure, total_cputime: figure })
const businessUseSchema = useSchema.extend({ type: z.string().catch(''), estimated_time_to_regain_access: figure })
const businessUsesSchema = z.record(z.string(), z.array(z.unknown()).catch([]))

/**
 * Reads the usage headers, of which an answer may have any or none. The percentages are those of the Page; a block's end is also believed
 * under another id, since the header names business objects and not only Pages. `pageId` is null while the Page is not known.
 * Source: Graph API rate limits, 2026-03-23.
 */
export function readUsage(headers: Record<string, string>, pageId: string | null): UsageReading {
  const business = businessUsesSchema.safeParse(readJson(headers['x-business-use-case-usage'] ?? ''))
  const uses = Object.entries(business.success ? business.data : {}).flatMap(([id, entries]) =>
    entries.flatMap((entry) => {
      const use = businessUseSchema.safeParse(entry)
      return use.success && (use.data.type === 'messenger' || use.data.type === 'pages') ? [{ ...use.data, id }] : []
    }),
  )
  const ofThisPage = uses.filter(({ id }) => id === pageId)
  const general = ['x-app-usage', 'x-page-usage'].flatMap((name) => {
    const use = useSchema.safeParse(readJson(headers[name] ?? ''))
    return use.success ? [use.data] : []
  })
  const percentages = [...ofThisPage, ...general].flatMap((use) => [use.call_count, use.total_time, use.total_cputime])
  const ofMessenger = ofThisPage.filter(({ type }) => type === 'messenger')
  return {
    percent: largest(percentages),
    ofCalls: largest(ofMessenger.map((use) => use.call_count)),
    regainMinutes: largest(uses.map((use) => use.estimated_time_to_regain_access)) ?? 0,
  }
}

function largest(figures: number[]): number | null {
  return figures.length > 0 ? Math.max(...figures) : null
}
