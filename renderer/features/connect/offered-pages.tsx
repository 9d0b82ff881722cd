import './connect.css'
import { useId, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { pagePicturePath } from '../../../shared/attachment-address'
import type { RequestResult } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { Face } from '../../ui/face'
import { useCancelWhenLeft } from './cancel-when-left'

type Offered = Extract<RequestResult<'connect'>, { kind: 'offered' }>['pages'][number]

type OfferedPagesProps = { pages: Offered[]; setUpAddress: string; onConnected: () => void; onBack: () => void }

/** The Pages that a person's token opens, one or several of which are connected. Their tokens stay with the desk. */
export function OfferedPages({ pages, setUpAddress, onConnected, onBack }: OfferedPagesProps) {
  const { t } = useTranslation()
  const connect = useRequest('connectOffered')
  useCancelWhenLeft(connect.isPending)
  const possible = pages.filter((page) => page.canMessage)
  const [chosen, setChosen] = useState<readonly string[]>(() => (possible.length === 1 ? possible.map(({ pageId }) => pageId) : []))
  const [asked, setAsked] = useState(false)
  const problem = problemOf(connect.error)
  const sentence = asked && chosen.length === 0 ? t('page.connect.chooseOne') : problem && problemSentence(t, problem)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setAsked(true)
    if (chosen.length === 0 || connect.isPending) return
    try {
      await connect.mutateAsync({ pageIds: [...chosen] })
    } catch {
      // The sentence under the list says why.
      return
    }
    // Also when the shop's screen has already taken the place of this one.
    onConnected()
  }

  if (possible.length === 0) {
    return (
      <div className="connect">
        <p className="connect-what" role="alert">
          {t(pages.length === 0 ? 'page.connect.noPages' : 'page.connect.nonePossible')}
        </p>
        {pages.length > 0 && <OfferedList pages={pages} chosen={[]} onChange={() => {}} />}
        <p>
          <a className="text-link" href={setUpAddress}>
            {t('page.first.setUp')}
          </a>
        </p>
        <div className="connect-acts">
          <Button size="large" autoFocus onClick={onBack}>
            {t('page.connect.otherToken')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <form className="connect" onSubmit={(event) => void submit(event)}>
      <p className="connect-what">{t('page.connect.choose', { count: pages.length })}</p>
      <OfferedList
        pages={pages}
        chosen={chosen}
        onChange={(pageId, isChosen) => setChosen(isChosen ? [...chosen, pageId] : chosen.filter((other) => other !== pageId))}
      />
      {sentence && (
        <p className="connect-problem" role="alert">
          {sentence}
        </p>
      )}
      <div className="connect-acts">
        <Button tone="main" size="large" type="submit" aria-disabled={connect.isPending}>
          {connect.isPending ? t('page.connect.connecting') : t('page.connect.connectChosen', { count: Math.max(1, chosen.length) })}
        </Button>
        <Button tone="quiet" size="large" onClick={onBack}>
          {t('page.connect.back')}
        </Button>
      </div>
    </form>
  )
}

type OfferedListProps = { pages: Offered[]; chosen: readonly string[]; onChange: (pageId: string, isChosen: boolean) => void }

function OfferedList({ pages, chosen, onChange }: OfferedListProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="offered">
      <legend className="unseen">{t('page.connect.pages')}</legend>
      {pages.map((page, index) => (
        <OfferedPage
          key={page.pageId}
          page={page}
          takesFocus={index === pages.findIndex(({ canMessage }) => canMessage)}
          isChosen={chosen.includes(page.pageId)}
          onChange={(isChosen) => onChange(page.pageId, isChosen)}
        />
      ))}
    </fieldset>
  )
}

type OfferedPageProps = { page: Offered; takesFocus: boolean; isChosen: boolean; onChange: (isChosen: boolean) => void }

function OfferedPage({ page, takesFocus, isChosen, onChange }: OfferedPageProps) {
  const { t } = useTranslation()
  const noteId = useId()
  const note = !page.canMessage ? t('page.connect.mayNotAnswer') : page.alreadyConnected ? t('page.connect.alreadyConnected') : null
  return (
    <label className="offered-page" data-possible={page.canMessage}>
      <input
        type="checkbox"
        autoFocus={takesFocus}
        disabled={!page.canMessage}
        checked={isChosen}
        aria-describedby={note ? noteId : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <OfferedFace page={page} />
      <span className="offered-words">
        <b className="theirs" dir="auto">
          {page.name}
        </b>
        {note && (
          <span id={noteId} className="connect-hint">
            {note}
          </span>
        )}
      </span>
    </label>
  )
}

/** The Page's picture, or its initials when there is none or it cannot be had. */
function OfferedFace({ page }: { page: Offered }) {
  const [isShown, setShown] = useState(page.hasPicture)
  if (!isShown) return <Face name={page.name} />
  return <img className="offered-picture" src={pagePicturePath(page)} alt="" onError={() => setShown(false)} />
}
