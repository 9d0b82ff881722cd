import { settingsSchema, type Settings } from '../../../shared/model'
import type { Preferences } from '../ports'

/** The owner's settings: read once from the preferences, then from memory; each change is written at once. */
export type SettingsBook = {
  current(): Settings
  save(change: { [Key in keyof Settings]?: Settings[Key] | undefined }): Promise<Settings>
}

/** The language that the command line asked for, for this run, and the system's. */
export type LanguageChoice = { chosen: Settings['language'] | null; system: Settings['language'] }

/** The settings until the owner chooses: the computer's time zone (UTC when it names none), and the version that Meta's Messenger examples use (2026-11). */
export function defaultSettings(language: Settings['language']): Settings {
  return {
    language,
    theme: 'system',
    replyTargetMinutes: 15,
    timeZone: settingsSchema.shape.timeZone.catch('UTC').parse(Intl.DateTimeFormat().resolvedOptions().timeZone),
    sendWithEnter: true,
    marksSeen: false,
    graphVersion: 'v25.0',
  }
}

/** Reads the settings. What is missing or unreadable takes its default: the system's language and theme, 15 minutes. */
export async function openSettings(preferences: Preferences, language: LanguageChoice): Promise<SettingsBook> {
  const defaults = defaultSettings(language.system)
  const kept = settingsSchema.partial().catch({}).parse(await preferences.read())
  let settings: Settings = { ...defaults, ...withoutUndefined(kept), ...(language.chosen ? { language: language.chosen } : {}) }
  return {
    current: () => settings,
    async save(change) {
      settings = { ...settings, ...withoutUndefined(change) }
      await preferences.write(withoutUndefined(change))
      return settings
    },
  }
}

function withoutUndefined<Values extends object>(values: Values): { [Key in keyof Values]: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]: Exclude<Values[Key], undefined>
  }
}
