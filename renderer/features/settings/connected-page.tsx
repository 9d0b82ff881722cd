import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Shop } from '../../../shared/model'
import { needsNewToken } from '../../../shared/problems'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { PageFace } from '../../ui/page-face'
import { PageFigures } from './page-figures'

type ConnectedPageProps = {
  shop: Shop
  practice: boolean
  /** Null while a token is being pasted. */
  pasteTokenAddress: string | null
}

/** One Page: how it gets on with Facebook, and the way to end its connection. */
export function ConnectedPage({ shop, practice, pasteTokenAddress }: ConnectedPageProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const nameId = useId()
  const { problem } = shop.connection
  return (
    <section className="connected-page" aria-labelledby={nameId}>
      <div className="connected-page-head">
        <PageFace page={shop} />
        <h3 id={nameId} className="theirs" dir="auto">
          {shop.name}
        </h3>
        {!practice && !asking && (
          <div className="setting-acts">
            {problem && needsNewToken(problem) && pasteTokenAddress && (
              <a className="button line normal" href={pasteTokenAddress}>
                {t('page.settings.pasteToken')}
              </a>
            )}
            <Button tone="quiet" onClick={() => setAsking(true)}>
              {t('page.settings.disconnect')}
            </Button>
          </div>
        )}
      </div>
      {problem && shop.connection.state === 'failing' && <p className="setting-problem">{problemSentence(t, { code: problem })}</p>}
      <PageFigures shop={shop} />
      {asking && <Disconnecting shop={shop} onStay={() => setAsking(false)} />}
    </section>
  )
}

function Disconnecting({ shop: { pageId, platform, name }, onStay }: { shop: Shop; onStay: () => void }) {
  const { t } = useTranslation()
  const disconnect = useRequest('disconnect')
  const problem = problemOf(disconnect.error)
  const isErasing = disconnect.isPending && disconnect.variables.conversations === 'erase'
  const end = (conversations: 'keep' | 'erase') => disconnect.mutate({ pageId, platform, conversations })
  return (
    <div className="setting-ask" role="group" aria-label={t('page.settings.disconnect')}>
      <p>{t('page.settings.disconnectAsk', { page: name })}</p>
      <div className="setting-acts">
        <Button autoFocus disabled={disconnect.isPending} onClick={() => end('keep')}>
          {t('page.settings.disconnectKeep')}
        </Button>
        <Button tone="lost" disabled={disconnect.isPending} onClick={() => end('erase')}>
          {t(isErasing ? 'page.kept.erasing' : 'page.settings.disconnectErase')}
        </Button>
        <Button tone="quiet" onClick={onStay}>
          {t('page.settings.stayConnected')}
        </Button>
      </div>
      {problem && (
        <p className="setting-problem" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
    </div>
  )
}
