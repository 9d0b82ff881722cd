import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Act, LoggedAct } from '../../../shared/model'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'
import type { PerformAct } from './notes'

const excerptLength = 80

/** What the owner has done in a conversation, newest first; what is undone stays, struck through, and can be done again. */
export function History({ history, onAct }: { history: readonly LoggedAct[]; onAct: PerformAct }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const shown = history.filter(({ act }) => act.kind !== 'undone')
  if (shown.length === 0) return null

  /** The act that undid this one: undoing that one does this one again. */
  function undoing(actId: string): string | undefined {
    return history.find(({ act, inForce }) => inForce && act.kind === 'undone' && act.actId === actId)?.actId
  }

  return (
    <section>
      <h3>{t('page.customer.history')}</h3>
      <ol className="history" aria-label={t('page.customer.history')}>
        {shown.map(({ actId, at, act, inForce }) => {
          const what = wordsOf(t, act)
          const undone = inForce ? actId : undoing(actId)
          const way = t(inForce ? 'page.acts.undo' : 'page.acts.redo')
          return (
            <li key={actId}>
              <p className="theirs" dir="auto">
                {inForce ? what : <del>{what}</del>}
              </p>
              <time dateTime={new Date(at).toISOString()}>{words.moment(at, now)}</time>
              {undone !== undefined && (
                <Button tone="quiet" aria-label={t('page.acts.way', { way, what })} onClick={() => void onAct({ kind: 'undone', actId: undone }, way)}>
                  {way}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function wordsOf(t: TFunction, act: Act): string {
  switch (act.kind) {
    case 'done':
      return t('page.acts.done')
    case 'reopened':
      return t('page.acts.reopened')
    case 'note-written':
      return t('page.acts.noteWritten', { text: act.text.length > excerptLength ? `${act.text.slice(0, excerptLength)}…` : act.text })
    case 'note-removed':
      return t('page.acts.noteRemoved')
    case 'undone':
      return t('page.acts.undo')
  }
}
