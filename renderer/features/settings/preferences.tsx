import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import { settingsSchema, type Settings } from '../../../shared/model'
import { problemOf, usePresence, useRequest } from '../../desk-queries'
import { Choice } from '../../ui/choice'
import { languageNames } from '../../ui/language-names'
import { Switch } from '../../ui/switch'
import { TimeZoneChoice } from './time-zone-choice'
import { TypedSetting } from './typed-setting'

/** What the owner may choose, each saved as it is chosen. */
export function Preferences({ settings }: { settings: Settings }) {
  const { t } = useTranslation()
  const save = useRequest('saveSettings')
  const problem = problemOf(save.error)
  const away = usePresence() === 'away'
  const themes = [
    { value: 'system', words: t('page.settings.themeSystem') },
    { value: 'light', words: t('page.settings.themeLight') },
    { value: 'dark', words: t('page.settings.themeDark') },
  ] as const

  return (
    <fieldset className="settings-group" disabled={away}>
      <div className="setting">
        <h2>{t('page.settings.language')}</h2>
        <Choice label={t('page.settings.language')} options={languageNames} value={settings.language} onChoose={(language) => save.mutateAsync({ language })} />
      </div>
      <div className="setting">
        <h2>{t('page.settings.theme')}</h2>
        <Choice label={t('page.settings.theme')} options={themes} value={settings.theme} onChoose={(theme) => save.mutateAsync({ theme })} />
      </div>
      <TypedSetting
        words={t('page.settings.replyTarget')}
        hint={t('page.settings.replyTargetHint')}
        invalidWords={t('page.settings.replyTargetInvalid')}
        value={settings.replyTargetMinutes}
        read={readMinutes}
        onChange={(replyTargetMinutes) => save.mutate({ replyTargetMinutes })}
        number={{ min: 1, max: 1440, unit: t('page.settings.minutes') }}
      />
      <TimeZoneChoice timeZone={settings.timeZone} onChoose={(timeZone) => save.mutate({ timeZone })} />
      <OnOff
        words={t('page.settings.sendWithEnter')}
        hint={t(settings.sendWithEnter ? 'page.settings.sendWithEnterOn' : 'page.settings.sendWithEnterOff')}
        on={settings.sendWithEnter}
        onChange={(sendWithEnter) => save.mutateAsync({ sendWithEnter })}
      />
      <OnOff
        words={t('page.settings.marksSeen')}
        hint={t('page.settings.marksSeenHint')}
        on={settings.marksSeen}
        onChange={(marksSeen) => save.mutateAsync({ marksSeen })}
      />
      {problem && (
        <p className="setting-problem" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
    </fieldset>
  )
}

function readMinutes(text: string): number | null {
  const parsed = settingsSchema.shape.replyTargetMinutes.safeParse(text.trim() === '' ? null : Number(text))
  return parsed.success ? parsed.data : null
}

type OnOffProps = { words: string; hint: string; on: boolean; onChange: (on: boolean) => Promise<unknown> }

function OnOff({ words, hint, on, onChange }: OnOffProps) {
  const id = useId()
  return (
    <div className="setting one-line">
      <div>
        <label htmlFor={id}>{words}</label>
        <p id={`${id}-hint`} className="setting-hint">
          {hint}
        </p>
      </div>
      <Switch id={id} describedBy={`${id}-hint`} on={on} onChange={onChange} />
    </div>
  )
}
