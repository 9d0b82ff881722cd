import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Shop } from '../../../shared/model'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'

export type ConnectedPageProps = {
  shop: Shop
  practice: boolean
  /** Whether the address asks for a new token. */
  pasteToken: boolean
  pasteTokenAddress: string
  /** Takes the new token. */
  connectForm: ReactNode
}

/** Which Page is connected, a new token for it, and the way to end the connection. */
export function ConnectedPage({ shop, practice, pasteToken, pasteTokenAddress, connectForm }: ConnectedPageProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const disconnect = useRequest('disconnect')
  const leave = useRequest('leavePracticeShop')
  const pasteLink = useRef<HTMLAnchorElement>(null)
  const wasPasting = useRef(pasteToken)
  const problem = problemOf(disconnect.error)
  const { pageId, platform } = shop

  // Whoever comes back from the form finds the focus where it was.
  useEffect(() => {
    if (wasPasting.current && !pasteToken) pasteLink.current?.focus()
    wasPasting.current = pasteToken
  }, [pasteToken])

  return (
    <section className="settings-group">
      <h2 className="settings-heading">{t('page.settings.page')}</h2>
      <div className="setting">
        <div>
          <b className="theirs" dir="auto">
            {shop.name}
          </b>
          {practice && <p className="setting-hint">{t('page.settings.practicePage')}</p>}
        </div>
        {practice ? (
          <Button disabled={leave.isPending} onClick={() => leave.mutate({})}>
            {t('page.practice.leave')}
          </Button>
        ) : (
          !asking &&
          !pasteToken && (
            <div className="setting-acts">
              <a ref={pasteLink} className="button quiet normal" href={pasteTokenAddress}>
                {t('page.settings.pasteToken')}
              </a>
              <Button onClick={() => setAsking(true)}>{t('page.settings.disconnect')}</Button>
            </div>
          )
        )}
      </div>
      {asking && (
        <div className="setting-ask" role="group" aria-label={t('page.settings.disconnect')}>
          <p>{t('page.settings.disconnectAsk', { page: shop.name })}</p>
          <div className="setting-acts">
            <Button tone="lost" autoFocus disabled={disconnect.isPending} onClick={() => disconnect.mutate({ pageId, platform, conversations: 'keep' })}>
              {t('page.settings.disconnect')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('page.settings.disconnectKeep')}</Button>
          </div>
          {problem && (
            <p className="setting-problem" role="alert">
              {problemSentence(t, problem)}
            </p>
          )}
        </div>
      )}
      {pasteToken && !practice && connectForm}
    </section>
  )
}
