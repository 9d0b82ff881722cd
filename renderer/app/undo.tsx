import './undo.css'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { Act, ConversationKey } from '../../shared/model'
import type { Problem } from '../../shared/problems'
import { problemOf, useRequest } from '../desk-queries'

/** How long the line can be read. */
const shownMs = 10_000

/** What the owner does to a conversation by one press, and takes back by another. */
export type SettlingAct = Extract<Act['kind'], 'done' | 'reopened'>

/** What became of the last act. */
type Outcome =
  | { kind: 'acted'; act: SettlingAct; conversation: ConversationKey; actId: string }
  | { kind: 'undone' }
  | { kind: 'failed'; problem: Problem }

/** The owner's acts that one press does, with the last of them held ready to be undone. */
export type Undo = {
  act: (conversation: ConversationKey, act: SettlingAct) => void
  undo: () => void
  outcome: Outcome | null
  dismiss: () => void
}

export function useUndo(): Undo {
  const { mutateAsync } = useRequest('act')
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const failed = useCallback((error: unknown) => {
    const problem = problemOf(error)
    setOutcome(problem && { kind: 'failed', problem })
  }, [])

  const act = useCallback(
    (conversation: ConversationKey, kind: SettlingAct) => {
      const actId = crypto.randomUUID()
      const acted = () => setOutcome({ kind: 'acted', act: kind, conversation, actId })
      mutateAsync({ ...conversation, actId, act: { kind } }).then(acted, failed)
    },
    [mutateAsync, failed],
  )

  const undo = useCallback(() => {
    if (outcome?.kind !== 'acted') return
    // Taken at once, so that a second press does not undo it twice.
    setOutcome({ kind: 'undone' })
    mutateAsync({ ...outcome.conversation, actId: crypto.randomUUID(), act: { kind: 'undone', actId: outcome.actId } }).catch(failed)
  }, [outcome, mutateAsync, failed])

  const dismiss = useCallback(() => setOutcome(null), [])

  useEffect(() => {
    if (outcome?.kind !== 'acted') return
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key.toLowerCase() !== 'z' || event.altKey || event.shiftKey || isWriting(event.target)) return
      event.preventDefault()
      undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [outcome, undo])

  return { act, undo, outcome, dismiss }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

/** One quiet line that says what was done, and takes it back. */
export function UndoLine({ undo: { outcome, undo, dismiss } }: { undo: Undo }) {
  const { t } = useTranslation()
  const [paused, setPaused] = useState(false)
  const leave = useEffectEvent(dismiss)
  useEffect(() => {
    if (outcome === null || paused) return
    const timer = setTimeout(() => leave(), shownMs)
    return () => clearTimeout(timer)
  }, [outcome, paused])

  return (
    <div
      className="undo"
      role="status"
      // Whoever is about to press the button is not hurried.
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      {outcome && (
        <div className="undo-line" data-outcome={outcome.kind}>
          <span>{sentence(outcome)}</span>
          {outcome.kind === 'acted' && (
            <button type="button" className="undo-button" onClick={undo}>
              {t('page.undo.undo')}
              <kbd aria-hidden="true">Z</kbd>
            </button>
          )}
        </div>
      )}
    </div>
  )

  function sentence(what: Outcome): string {
    if (what.kind === 'failed') return problemSentence(t, what.problem)
    return t(what.kind === 'undone' ? 'page.undo.undone' : `page.undo.${what.act}`)
  }
}
