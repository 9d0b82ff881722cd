import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** Times in the owner's words. All times and durations are milliseconds. */
export type TimeWords = {
  /** 10:52 */
  hour(at: number): string
  /** 10:52 today, else "tomorrow 09:14", "Sat 11:04", "21 Nov 11:04"; weekdays in full for a sentence. */
  moment(at: number, now: number, style?: 'list' | 'sentence'): string
  /** Saturday 21 November */
  day(at: number, now: number): string
  /** 12 s, 25 min, 1 h 46, 3 d; never less than nothing. */
  duration(lengthMs: number): string
  number(value: number): string
}

/** Formats times in the language of the page and the time zone of the computer. */
export function timeWords(language: string, translate: TFunction): TimeWords {
  // British English writes days and hours as the rest of the page does: 23 November, 10:52.
  const locale = language === 'fr' ? 'fr' : 'en-GB'
  const hours = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const weekday = { list: new Intl.DateTimeFormat(locale, { weekday: 'short' }), sentence: new Intl.DateTimeFormat(locale, { weekday: 'long' }) }
  const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const daysOfOtherYears = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const relativeDays = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const numbers = new Intl.NumberFormat(locale)
  const hour = (at: number) => hours.format(at)

  return {
    hour,
    moment(at, now, style = 'list') {
      const distance = daysBetween(now, at)
      if (distance === 0) return hour(at)
      const near = Math.abs(distance) === 1 ? relativeDays.format(distance, 'day') : null
      const day = near ?? (Math.abs(distance) < 7 ? weekday[style] : dates).format(at)
      return translate('page.moment.onDay', { day, hour: hour(at) })
    },
    day(at, now) {
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
      const words = (sameYear ? days : daysOfOtherYears).format(at)
      return words.charAt(0).toUpperCase() + words.slice(1)
    },
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
  }
}

/** Whole calendar days from one moment to another, in the computer's time zone. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

export function useTimeWords(): TimeWords {
  const { t, i18n } = useTranslation()
  return useMemo(() => timeWords(i18n.language, t), [i18n.language, t])
}
