import './recovery.css'
import { useId, useRef, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'

/** Takes the recovery code where the store's key is missing or wrong; the shop opens by itself when it fits. */
export function RecoveryEntry() {
  const { t } = useTranslation()
  const open = useRequest('openWithRecoveryCode')
  const field = useRef<HTMLInputElement>(null)
  const fieldId = useId()
  const problem = problemOf(open.error)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const code = field.current?.value.trim() ?? ''
    field.current?.focus()
    if (code !== '' && !open.isPending) open.mutate({ code })
  }

  return (
    <form className="recovery-entry" onSubmit={submit}>
      <label htmlFor={fieldId}>{t('page.recovery.code')}</label>
      <input
        ref={field}
        id={fieldId}
        type="text"
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={200}
        placeholder={t('page.recovery.shape')}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${fieldId}-hint`}
      />
      <p id={`${fieldId}-hint`} className="recovery-hint" role={problem ? 'alert' : undefined} data-problem={problem !== null}>
        {problem ? problemSentence(t, problem) : t('page.recovery.howToType')}
      </p>
      <div className="recovery-acts">
        <Button tone="main" size="large" type="submit" aria-disabled={open.isPending}>
          {t('page.recovery.open')}
        </Button>
      </div>
    </form>
  )
}
