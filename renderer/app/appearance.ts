import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../shared/model'

/** Lets the whole document follow the settings: its language, and light or dark. */
export function useAppearance(settings: Settings | undefined): void {
  const { i18n } = useTranslation()
  const language = settings?.language
  const theme = settings?.theme ?? 'system'

  useEffect(() => {
    if (language) void i18n.changeLanguage(language)
  }, [i18n, language])

  useEffect(() => {
    document.documentElement.lang = language ?? i18n.language
  }, [i18n, language])

  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
