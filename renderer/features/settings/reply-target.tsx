import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settingsSchema } from '../../../shared/model'

/** While a number is being typed, its first figure is not yet the shop's wish. */
const typingPauseMs = 700

/** The shop's own limit for a reply, saved when the owner has typed it. */
export function ReplyTarget({ minutes, onChange }: { minutes: number; onChange: (minutes: number) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const fieldId = useId()
  const hintId = useId()
  const problemId = useId()
  const isValid = typed === null || read(typed) !== null

  useEffect(() => () => clearTimeout(pause.current), [])

  function keep(text: string): void {
    clearTimeout(pause.current)
    const value = read(text)
    if (value === null) return
    setTyped(null)
    if (value !== minutes) onChange(value)
  }

  return (
    <div className="setting">
      <div>
        <label htmlFor={fieldId}>{t('page.settings.replyTarget')}</label>
        <p id={hintId} className="setting-hint">
          {t('page.settings.replyTargetHint')}
        </p>
        {!isValid && (
          <p id={problemId} className="setting-problem" role="alert">
            {t('page.settings.replyTargetInvalid')}
          </p>
        )}
      </div>
      <div className="setting-number">
        <input
          id={fieldId}
          type="number"
          min={1}
          max={1440}
          step={1}
          value={typed ?? String(minutes)}
          aria-invalid={isValid ? undefined : true}
          aria-describedby={isValid ? hintId : `${hintId} ${problemId}`}
          onChange={({ target }) => {
            setTyped(target.value)
            clearTimeout(pause.current)
            pause.current = setTimeout(() => keep(target.value), typingPauseMs)
          }}
          onBlur={() => typed !== null && keep(typed)}
          onKeyDown={({ key }) => key === 'Enter' && typed !== null && keep(typed)}
        />
        <span aria-hidden="true">{t('page.settings.minutes')}</span>
      </div>
    </div>
  )
}

function read(text: string): number | null {
  const parsed = settingsSchema.shape.replyTargetMinutes.safeParse(text.trim() === '' ? null : Number(text))
  return parsed.success ? parsed.data : null
}
