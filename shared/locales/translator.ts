import { createInstance, type i18n, type TFunction } from 'i18next'
import type { Language } from '../model'
import type { Problem } from '../problems'
import { english, type Resources } from './en'
import { french } from './fr'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Resources }
  }
}

/** Gives a string of the app by its key. */
export type Translate = TFunction

/** An i18next instance with both languages loaded, for the page to follow. Values are not escaped: React and the system do that. */
export function createTranslations(language: Language): i18n {
  const translations = createInstance()
  void translations.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    resources: { en: { translation: english }, fr: { translation: french } },
    interpolation: { escapeValue: false },
  })
  return translations
}

/** The strings of one language, for menus, notifications and the command line. */
export function translatorFor(language: Language): Translate {
  return createTranslations(language).t
}

/** What a token needs, for when the platform does not name what is missing (Conversations API guide, 2026-02-11). */
const usualPermissions = 'pages_messaging, pages_manage_metadata, pages_read_engagement'

/** The sentence that an owner reads about a problem. */
export function problemSentence(translate: Translate, problem: Problem): string {
  return translate(`problems.${problem.code}`, { defaultValue: problem.code, permission: usualPermissions, ...problem.detail })
}

/** The app's language for a system's language tag, such as `fr-CA`: French for French, else English. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
