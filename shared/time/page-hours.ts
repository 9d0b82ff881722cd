const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const rangesADay = 2
const minutesOfADay = 24 * 60

/**
 * Whether a Page is open at `now` (UTC milliseconds) by the opening hours that it gives of itself, read in the shop's time zone: a map
 * of `mon_1_open` to `07:30`, with two ranges a day; a close of `00:00` is midnight, and one before its opening is on the next day.
 * A Page that gives none counts as always open, and so does any at a moment that is none. Source: Graph API spec (Page.json), 2026-03-26, and restfb's recorded Page.
 */
export function isPageOpen(hours: Record<string, string> | null, now: number, timeZone: string): boolean {
  if (!Number.isFinite(now)) return true
  if (!hours || !days.some((_, day) => rangesOf(hours, day).length > 0)) return true
  const { day, minute } = localMoment(now, timeZone)
  const isWithin = (ofDay: number, at: number) => rangesOf(hours, ofDay).some(({ opens, closes }) => at >= opens && at < closes)
  return isWithin(day, minute) || isWithin((day + 6) % 7, minute + minutesOfADay)
}

/** A day's ranges in minutes since its midnight. What cannot be read is no range. */
function rangesOf(hours: Record<string, string>, day: number): { opens: number; closes: number }[] {
  return Array.from({ length: rangesADay }, (_, index) => `${days[day] ?? ''}_${index + 1}`).flatMap((range) => {
    const opens = readMinute(hours[`${range}_open`])
    const closes = readMinute(hours[`${range}_close`])
    if (opens === null || closes === null) return []
    return [{ opens, closes: closes <= opens ? closes + minutesOfADay : closes }]
  })
}

function readMinute(text: string | undefined): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text ?? '')
  if (!match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute <= minutesOfADay && Number(match[2]) < 60 ? minute : null
}

function localMoment(now: number, timeZone: string): { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const parts = new Map(format.formatToParts(now).map((part) => [part.type, part.value]))
  const day = days.findIndex((name) => name === parts.get('weekday')?.toLowerCase())
  return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) }
}
