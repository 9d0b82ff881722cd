import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchChoice } from '../../ui/search-choice'

/** The shop's time zone, in which days and hours are counted. */
export function TimeZoneChoice({ timeZone, onChoose }: { timeZone: string; onChoose: (timeZone: string) => void }) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const options = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone')
    const names = known.includes(timeZone) ? known : [...known, timeZone].sort()
    return names.map((value) => ({ value, words: value.replaceAll('_', ' '), hint: offsetOf(value, i18n.language) }))
  }, [timeZone, i18n.language])
  return (
    <div className="setting">
      <div>
        <label htmlFor={id}>{t('page.settings.timeZone')}</label>
        <p id={`${id}-hint`} className="setting-hint">
          {t('page.settings.timeZoneHint')}
        </p>
      </div>
      <SearchChoice id={id} describedBy={`${id}-hint`} options={options} value={timeZone} noneWords={t('page.settings.timeZoneNone')} onChoose={onChoose} />
    </div>
  )
}

/** Now: UTC+1 */
function offsetOf(timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' }).formatToParts()
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC')
}
