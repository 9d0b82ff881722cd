import './connect.css'
import { useId, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestResult } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import type { Page } from '../../../shared/model'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { useCancelWhenLeft } from './cancel-when-left'
import { OfferedPages } from './offered-pages'

type Offer = Extract<RequestResult<'connect'>, { kind: 'offered' }>

const steps = ['stepApp', 'stepGenerate', 'stepPermissions'] as const

type ConnectFormProps = {
  /** The connected Page that needs a new token; null for any that is not connected. */
  forPage: Page | null
  setUpAddress: string
  /** Where the page begins anew once a Page is connected. */
  startAddress: string
  onBack: () => void
}

/**
 * Takes a token to the desk in the one request that may carry it. A Page's connects its Page; of a person's the Pages are offered.
 * The page is loaded anew afterwards and knows nothing of it.
 */
export function ConnectForm({ forPage, setUpAddress, startAddress, onBack }: ConnectFormProps) {
  const { t } = useTranslation()
  const connect = useRequest('connect')
  useCancelWhenLeft(connect.isPending)
  const field = useRef<HTMLInputElement>(null)
  const secretField = useRef<HTMLInputElement>(null)
  const [isEmpty, setIsEmpty] = useState(false)
  const [offer, setOffer] = useState<Offer | null>(null)
  const fieldId = useId()
  const problemId = useId()
  const secretId = useId()
  const problem = problemOf(connect.error)
  const sentence = isEmpty ? t('page.connect.empty') : problem && problemSentence(t, problem)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const input = field.current
    const token = input?.value.trim() ?? ''
    const appSecret = secretField.current?.value.trim() ?? ''
    setIsEmpty(token === '')
    if (connect.isPending || !input) return
    input.focus()
    if (token === '') return
    try {
      const answer = await connect.mutateAsync({
        token,
        ...(appSecret === '' ? {} : { appSecret }),
        ...(forPage ? { forPage: { pageId: forPage.pageId, platform: forPage.platform } } : {}),
      })
      // Forgotten with the form itself, and the one place that keeps what was asked.
      connect.reset()
      if (answer.kind === 'offered') setOffer(answer)
      else beginAnew(startAddress)
    } catch {
      // The sentence under the field says why; the token stays in it to be mended.
    }
  }

  if (offer) {
    return <OfferedPages pages={offer.pages} setUpAddress={setUpAddress} onConnected={() => beginAnew(startAddress)} onBack={() => setOffer(null)} />
  }
  return (
    <form className="connect" onSubmit={(event) => void submit(event)}>
      <p className="connect-what">{t('page.connect.what')}</p>
      {forPage && <p className="connect-what">{t('page.connect.forPage', { page: forPage.name })}</p>}
      <div className="connect-field">
        <label htmlFor={fieldId}>{t('page.connect.token')}</label>
        <input
          ref={field}
          id={fieldId}
          type="text"
          autoFocus
          {...asSecret}
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
      <details className="connect-more" open={problem?.code.startsWith('app-secret') || undefined}>
        <summary>{t('page.connect.more')}</summary>
        <div className="connect-field">
          <label htmlFor={secretId}>{t('page.connect.appSecret')}</label>
          <input ref={secretField} id={secretId} type="text" {...asSecret} maxLength={200} aria-describedby={`${secretId}-hint`} />
          <p id={`${secretId}-hint`} className="connect-hint">
            {t('page.connect.appSecretHint')}
          </p>
        </div>
      </details>
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
        <p>
          <a className="text-link" href={setUpAddress}>
            {t('page.first.setUp')}
          </a>
        </p>
      </section>
    </form>
  )
}

const asSecret = { autoComplete: 'off', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } as const

/** The address goes back to the inbox, whichever part of the app the form stood in, and the page begins anew. */
function beginAnew(startAddress: string): void {
  history.replaceState(null, '', startAddress)
  location.reload()
}
