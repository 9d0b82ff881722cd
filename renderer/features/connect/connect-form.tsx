import './connect.css'
import { useId, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'

const steps = ['stepApp', 'stepGenerate', 'stepPermissions'] as const

/** Takes the Page's token to the desk in the one request that may carry it. The page is loaded anew afterwards and knows nothing of it. */
export function ConnectForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const connect = useRequest('connect')
  const field = useRef<HTMLInputElement>(null)
  const [isEmpty, setIsEmpty] = useState(false)
  const fieldId = useId()
  const problemId = useId()
  const problem = problemOf(connect.error)
  const sentence = isEmpty ? t('page.connect.empty') : problem && problemSentence(t, problem)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const input = field.current
    const token = input?.value.trim() ?? ''
    setIsEmpty(token === '')
    if (connect.isPending || !input) return
    input.focus()
    if (token === '') return
    try {
      await connect.mutateAsync({ token })
    } catch {
      // The sentence under the field says why; the token stays in it to be mended.
      return
    }
    input.value = ''
    // The address goes back to the inbox, whichever part of the app the form stood in.
    history.replaceState(null, '', location.pathname)
    location.reload()
  }

  return (
    <form className="connect" onSubmit={(event) => void submit(event)}>
      <p className="connect-what">{t('page.connect.what')}</p>
      <div className="connect-field">
        <label htmlFor={fieldId}>{t('page.connect.token')}</label>
        <input
          ref={field}
          id={fieldId}
          type="text"
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={1000}
          aria-invalid={sentence ? true : undefined}
          aria-describedby={sentence ? problemId : undefined}
          onChange={() => setIsEmpty(false)}
        />
        {sentence && (
          <p className="connect-problem" id={problemId} role="alert">
            {sentence}
          </p>
        )}
      </div>
      <div className="connect-acts">
        <Button tone="main" size="large" type="submit" aria-disabled={connect.isPending}>
          {t(connect.isPending ? 'page.connect.connecting' : 'page.connect.submit')}
        </Button>
        <Button tone="quiet" size="large" onClick={onBack}>
          {t('page.connect.back')}
        </Button>
      </div>
      <section className="connect-where">
        <h2>{t('page.connect.where')}</h2>
        <ol>
          {steps.map((step) => (
            <li key={step}>{t(`page.connect.${step}`)}</li>
          ))}
        </ol>
        <p>{t('page.connect.stays')}</p>
      </section>
    </form>
  )
}
