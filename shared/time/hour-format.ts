import type { Language } from '../model'

/** British English writes days and hours as the rest of the interface does: 23 November, 10:52. */
export function localeOf(language: Language): string {
  return language === 'fr' ? 'fr' : 'en-GB'
}

/** Formats a moment (UTC milliseconds) as its hour in a time zone, an IANA name: 10:52, whatever the language. */
export function hourFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
}
