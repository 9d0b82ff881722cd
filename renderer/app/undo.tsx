import './undo.css'
import { createContext, useCallback, useContext, useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { Act, ConversationKey } from '../../shared/model'
import type { Problem } from '../../shared/problems'
import { keyOf } from '../conversation-key'
import { problemOf, useRequest } from '../desk-queries'
import { Button } from '../ui/button'

const shownMs = 10_000

/** Does an act of the owner, and says in words that it is done, with a way back. Resolves with whether the desk has taken it. */
export type PerformAct = (key: ConversationKey, act: Act, said: string) => Promise<boolean>

/** What became of the last act. */
type Outcome =
  | { kind: 'acted'; key: ConversationKey; actId: string; said: string }
  | { kind: 'undone' }
  | { kind: 'failed'; problem: Problem }

const ActsContext = createContext<PerformAct>(() => Promise.resolve(false))

export function usePerformAct(): PerformAct {
  return useContext(ActsContext)
}

/** Performs the owner's acts, and offers to undo the last one for a while. The history in the customer's panel keeps all. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { mutateAsync } = useRequest('act')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [paused, setPaused] = useState(false)

  useEffect(() => {
    // Whoever is about to press the button is not hurried.
    if (!outcome || paused) return
    const timer = setTimeout(() => setOutcome(null), shownMs)
    return () => clearTimeout(timer)
  }, [outcome, paused])

  const perform = useCallback(
    async (key: ConversationKey, act: Act, said: string) => {
      const actId = crypto.randomUUID()
      const performed = act.kind === 'undone' ? ({ kind: 'undone' } as const) : ({ kind: 'acted', key, actId, said } as const)
      try {
        await mutateAsync({ ...keyOf(key), actId, act })
        setOutcome(performed)
        return true
      } catch (error) {
        const problem = problemOf(error)
        setOutcome(problem && { kind: 'failed', problem })
        return false
      }
    },
    [mutateAsync],
  )

  function undo(): void {
    if (outcome?.kind !== 'acted') return
    // Put away at once, so that a second press does not undo it twice.
    setOutcome(null)
    setPaused(false)
    void perform(outcome.key, { kind: 'undone', actId: outcome.actId }, '')
  }

  const undoByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || event.altKey || event.shiftKey || event.repeat || isWriting(event.target)) return
    event.preventDefault()
    undo()
  })
  const isUndoable = outcome?.kind === 'acted'
  useEffect(() => {
    if (!isUndoable) return
    const listener = (event: KeyboardEvent) => undoByKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [isUndoable])

  return (
    <ActsContext value={perform}>
      {children}
      <div
        className="undo"
        role="status"
        onPointerEnter={() => setPaused(true)}
        onPointerLeave={() => setPaused(false)}
        onFocus={() => setPaused(true)}
        onBlur={() => setPaused(false)}
      >
        {outcome && <p>{sentence(outcome)}</p>}
        {isUndoable && (
          <Button tone="quiet" shortcut="Z" onClick={undo}>
            {t('page.acts.undo')}
          </Button>
        )}
      </div>
    </ActsContext>
  )

  function sentence(of: Outcome): string {
    if (of.kind === 'failed') return problemSentence(t, of.problem)
    return of.kind === 'acted' ? of.said : t('page.acts.undone')
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
