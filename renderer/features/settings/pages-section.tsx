import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../shared/model'
import { useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { ConnectedPage } from './connected-page'

export type PagesSectionProps = {
  shops: Shop[]
  practice: boolean
  /** Whether the address asks for a token. */
  pasteToken: boolean
  pasteTokenAddress: string
  /** Takes the token, of a Page that is connected or of another. */
  connectForm: ReactNode
  /** The Pages that are not connected any more and of which something is here. */
  keptPages: ReactNode
}

/** The connected Pages, a token for one of them or for another, and the way to end a connection. */
export function PagesSection({ shops, practice, pasteToken, pasteTokenAddress, connectForm, keptPages }: PagesSectionProps) {
  const { t } = useTranslation()
  const leave = useRequest('leavePracticeShop')
  const addLink = useRef<HTMLAnchorElement>(null)
  const wasPasting = useRef(pasteToken)

  // Whoever comes back from the form finds the focus where it was.
  useEffect(() => {
    if (wasPasting.current && !pasteToken) addLink.current?.focus()
    wasPasting.current = pasteToken
  }, [pasteToken])

  return (
    <section className="settings-group">
      <h2 className="settings-heading">{t('page.settings.pages')}</h2>
      {shops.map((shop) => (
        <ConnectedPage key={`${shop.platform} ${shop.pageId}`} shop={shop} practice={practice} pasteTokenAddress={pasteToken ? null : pasteTokenAddress} />
      ))}
      {practice && (
        <div className="setting">
          <p className="setting-hint">{t('page.settings.practicePage')}</p>
          <Button disabled={leave.isPending} onClick={() => leave.mutate({})}>
            {t('page.practice.leave')}
          </Button>
        </div>
      )}
      {!practice && !pasteToken && (
        <div>
          <a ref={addLink} className="button line normal" href={pasteTokenAddress}>
            {t('page.settings.addPage')}
          </a>
        </div>
      )}
      {!practice && pasteToken && (
        <div className="setting-form">
          <h3>{t('page.settings.tokenTitle')}</h3>
          {connectForm}
        </div>
      )}
      {!practice && keptPages}
    </section>
  )
}
