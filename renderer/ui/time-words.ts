import type { TFunction } from 'i18next'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../shared/model'
import { hourFormat, localeOf } from '../../shared/time/hour-format'

const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000
const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

/** Times in the owner's words. All times and durations are milliseconds. */
export type TimeWords = {
  /** 10:52 */
  hour(at: number): string
  /** 10:52 today, else "tomorrow 09:14", "Sat 11:04", "21 Nov 11:04"; weekdays in full for a sentence. */
  moment(at: number, now: number, style?: 'list' | 'sentence'): string
  /** 21 November 2026 */
  date(at: number): string
  /** Saturday 21 November; as a sentence has it, or as a heading. */
  day(at: number, now: number): string
  dayHeading(at: number, now: number): string
  /** 12 s, 25 min, 1 h 46, 3 d; never less than nothing. */
  duration(lengthMs: number): string
  /** "just now" for less than a minute, which is no time to count; null for more. */
  justNow(lengthMs: number): string | null
  number(value: number): string
  /** 340 byte, 52 kB, 1.4 MB */
  size(bytes: number): string
  /** Whole calendar days from one moment to another. */
  daysBetween(from: number, to: number): number
}

/** Formats times in the language of the page and the time zone of the shop, an IANA name. */
export function timeWords(language: Language, timeZone: string, translate: TFunction): TimeWords {
  const locale = localeOf(language)
  const hours = hourFormat(language, timeZone)
  const weekday = { list: new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone }), sentence: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }) }
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone })
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
  const daysOfOtherYears = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
  const wholeDates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const years = new Intl.DateTimeFormat('en', { calendar: 'gregory', year: 'numeric', timeZone })
  const calendarDays = new Intl.DateTimeFormat('en', { calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric', timeZone })
  const numbers = new Intl.NumberFormat(locale)
  const sizes = sizeUnits.map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumSignificantDigits: 2 }),
  )
  const hour = (at: number) => hours.format(at)

  function dayNumber(at: number): number {
    const parts = new Map(calendarDays.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / dayMs
  }

  function daysBetween(from: number, to: number): number {
    return dayNumber(to) - dayNumber(from)
  }

  function day(at: number, now: number): string {
    const sameYear = years.format(at) === years.format(now)
    return (sameYear ? days : daysOfOtherYears).format(at)
  }

  return {
    hour,
    daysBetween,
    moment(at, now, style = 'list') {
      const distance = daysBetween(now, at)
      if (distance === 0) return hour(at)
      const near = Math.abs(distance) === 1 ? relativeDays.format(distance, 'day') : null
      const day = near ?? (Math.abs(distance) < 7 ? weekday[style] : dates).format(at)
      return translate('page.moment.onDay', { day, hour: hour(at) })
    },
    date: (at) => wholeDates.format(at),
    day,
    dayHeading(at, now) {
      const words = day(at, now)
      return words.charAt(0).toUpperCase() + words.slice(1)
    },
    justNow: (lengthMs) => (lengthMs < minuteMs ? translate('page.duration.justNow') : null),
    duration(lengthMs) {
      const length = Math.max(0, lengthMs)
      if (length < minuteMs) return translate('page.duration.seconds', { seconds: Math.floor(length / secondMs) })
      if (length < hourMs) return translate('page.duration.minutes', { minutes: Math.floor(length / minuteMs) })
      if (length >= 2 * dayMs) return translate('page.duration.days', { days: Math.floor(length / dayMs) })
      const wholeHours = Math.floor(length / hourMs)
      const minutes = Math.floor((length % hourMs) / minuteMs)
      if (minutes === 0 || wholeHours >= 10) return translate('page.duration.hours', { hours: wholeHours })
      return translate('page.duration.hoursAndMinutes', { hours: wholeHours, minutes: String(minutes).padStart(2, '0') })
    },
    number: (value) => numbers.format(value),
    size(bytes) {
      const power = Math.min(sizeUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
      return sizes[power]?.format(bytes / 1000 ** power) ?? ''
    },
  }
}

/** The shop's time zone, an IANA name; the computer's own until the settings are known. */
export const TimeZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)

export function useTimeWords(): TimeWords {
  const { t, i18n } = useTranslation()
  const timeZone = useContext(TimeZoneContext)
  return useMemo(() => timeWords(i18n.language === 'fr' ? 'fr' : 'en', timeZone, t), [i18n.language, timeZone, t])
}
