import './kept-pages.css'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestResult } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import type { PageKey } from '../../../shared/model'
import { ask, problemOf, useDesk, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { Face } from '../../ui/face'

type KeptPage = RequestResult<'listKeptPages'>['pages'][number]

/** The Pages that were disconnected and whose conversations are still here, with the way to erase these. Nothing when there are none. */
export function KeptPages({ connected }: { connected: readonly PageKey[] }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const headingId = useId()
  const { data, refetch } = useQuery({
    queryKey: ['kept-pages', connected.map(({ pageId, platform }) => `${platform} ${pageId}`)],
    queryFn: ({ signal }) => ask(desk, 'listKeptPages', {}, signal),
    refetchOnMount: 'always',
  })
  if (!data || data.pages.length === 0) return null
  return (
    <section className="kept" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('page.kept.title')}</h2>
      <p className="kept-hint">{t('page.kept.what')}</p>
      <ul className="kept-list">
        {data.pages.map((page) => (
          <KeptPageItem key={`${page.platform} ${page.pageId}`} page={page} onErased={() => void refetch()} />
        ))}
      </ul>
    </section>
  )
}

function KeptPageItem({ page, onErased }: { page: KeptPage; onErased: () => void }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const nameId = useId()
  return (
    <li className="kept-page" aria-labelledby={nameId}>
      <Face name={page.name} />
      <span className="kept-words">
        <b id={nameId} className="theirs" dir="auto">
          {page.name}
        </b>
        <span className="kept-hint">{t('page.kept.conversations', { count: page.conversations })}</span>
      </span>
      {asking ? (
        <Erasing page={page} onErased={onErased} onKeep={() => setAsking(false)} />
      ) : (
        <Button tone="quiet" onClick={() => setAsking(true)}>
          {t('page.kept.erase')}
        </Button>
      )}
    </li>
  )
}

type ErasingProps = { page: KeptPage; onErased: () => void; onKeep: () => void }

function Erasing({ page: { pageId, platform, name }, onErased, onKeep }: ErasingProps) {
  const { t } = useTranslation()
  const erase = useRequest('eraseKeptPage')
  const problem = problemOf(erase.error)
  return (
    <div className="kept-ask" role="group" aria-label={t('page.kept.erase')}>
      <p>{t('page.kept.ask', { page: name })}</p>
      <div className="kept-acts">
        <Button tone="lost" disabled={erase.isPending} onClick={() => erase.mutate({ pageId, platform }, { onSuccess: onErased })}>
          {t(erase.isPending ? 'page.kept.erasing' : 'page.kept.eraseThem')}
        </Button>
        <Button autoFocus disabled={erase.isPending} onClick={onKeep}>
          {t('page.kept.keepThem')}
        </Button>
      </div>
      {problem && (
        <p className="kept-problem" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
    </div>
  )
}
