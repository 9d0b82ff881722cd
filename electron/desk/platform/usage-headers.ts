import { z } from 'zod'
import { readJson } from './schemas'

/** What the platform's headers say of a Page's use of it. */
export type UsageReading = {
  /** The highest of all percentages; null when there is none, which is so while the use is small. */
  percent: number | null
  /** In how many minutes a block is said to end; 0 when nothing is said. */
  regainMinutes: number
}

const figure = z.number().nonnegative().catch(0)
const useSchema = z.object({ call_count: figure, total_time: figure, total_cputime: figure })
const businessUseSchema = z.record(
  z.string(),
  z.array(useSchema.extend({ type: z.string().catch(''), estimated_time_to_regain_access: figure })).catch([]),
)

/** Reads the usage headers, of which an answer may have any or none. Source: Graph API rate limits, 2026-03-23. */
export function readUsage(headers: Record<string, string>, pageId: string): UsageReading {
  const businessUse = businessUseSchema.safeParse(readJson(headers['x-business-use-case-usage'] ?? ''))
  const ofThisPage = businessUse.success ? (businessUse.data[pageId] ?? []) : []
  const relevant = ofThisPage.filter(({ type }) => type === 'messenger' || type === 'pages')
  const general = ['x-app-usage', 'x-page-usage'].flatMap((name) => {
    const use = useSchema.safeParse(readJson(headers[name] ?? ''))
    return use.success ? [use.data] : []
  })
  const percentages = [...relevant, ...general].flatMap((use) => [use.call_count, use.total_time, use.total_cputime])
  return {
    percent: percentages.length > 0 ? Math.max(...percentages) : null,
    regainMinutes: Math.max(0, ...relevant.map((use) => use.estimated_time_to_regain_access)),
  }
}
