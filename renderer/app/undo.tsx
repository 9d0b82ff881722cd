import './undo.css'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { Act, ConversationKey } from '../../shared/model'
import { keyOf } from '../conversation-key'
import { problemOf, useRequest } from '../desk-queries'
import { Button } from '../ui/button'
import { useShortcut } from '../ui/shortcut'

const shownMs = 10_000

/** Does an act of the owner, and says in words that it is done, with a way back. Resolves with whether the desk has taken it. */
export type PerformAct = (key: ConversationKey, act: Act, said: string) => Promise<boolean>

/** What is said for a while, with the act that can be undone. */
type Told = { sentence: string; act: { key: ConversationKey; actId: string } | null }

type Acts = { perform: PerformAct; say: (sentence: string) => void }
type UndoBarState = { told: Told | null; undo: () => void; keep: (isKept: boolean) => void }

const ActsContext = createContext<Acts>({ perform: () => Promise.resolve(false), say: () => {} })
const BarContext = createContext<UndoBarState>({ told: null, undo: () => {}, keep: () => {} })

export function usePerformAct(): PerformAct {
  return useContext(ActsContext).perform
}

/** Gives a function that tells the owner something for a while. */
export function useSay(): (sentence: string) => void {
  return useContext(ActsContext).say
}

/** Performs the owner's acts, and offers to undo the last one for a while. The history in the customer's panel keeps all. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { mutateAsync } = useRequest('act')
  const [told, setTold] = useState<Told | null>(null)
  const [kept, setKept] = useState(false)

  useEffect(() => {
    // Whoever is about to press the button is not hurried.
    if (!told || kept) return
    const timer = setTimeout(() => setTold(null), shownMs)
    return () => clearTimeout(timer)
  }, [told, kept])

  const acts = useMemo((): Acts => {
    const say = (sentence: string) => setTold({ sentence, act: null })
    return {
      say,
      async perform(key, act, said) {
        const actId = crypto.randomUUID()
        try {
          await mutateAsync({ ...keyOf(key), actId, act })
          setTold(act.kind === 'undone' ? { sentence: t('page.acts.undone'), act: null } : { sentence: said, act: { key, actId } })
          return true
        } catch (error) {
          const problem = problemOf(error)
          say(problem ? problemSentence(t, problem) : t('page.acts.away'))
          return false
        }
      },
    }
  }, [mutateAsync, t])

  const { perform } = acts
  const act = told?.act ?? null
  const undo = useCallback(() => {
    if (!act) return
    // Put away at once, so that a second press does not undo it twice.
    setTold(null)
    setKept(false)
    void perform(act.key, { kind: 'undone', actId: act.actId }, '')
  }, [act, perform])
  useShortcut('z', undo)

  return (
    <ActsContext value={acts}>
      <BarContext value={useMemo(() => ({ told, undo, keep: setKept }), [told, undo])}>{children}</BarContext>
    </ActsContext>
  )
}

/**
 * Where the owner reads what became of the last act. `onUndone` gets the focus a place when the button that had it leaves and where it
 * came from has left, too.
 */
export function UndoBar({ onUndone }: { onUndone?: (key: ConversationKey) => void }) {
  const { t } = useTranslation()
  const { told, undo, keep } = useContext(BarContext)
  const cameFrom = useRef<HTMLElement | null>(null)

  function undoByButton(): void {
    const key = told?.act?.key
    undo()
    if (cameFrom.current?.checkVisibility()) cameFrom.current.focus()
    else if (key) onUndone?.(key)
  }

  return (
    <div
      className="undo"
      role="status"
      onPointerEnter={() => keep(true)}
      onPointerLeave={() => keep(false)}
      onFocus={({ relatedTarget }) => {
        cameFrom.current = relatedTarget instanceof HTMLElement ? relatedTarget : null
        keep(true)
      }}
      onBlur={() => keep(false)}
    >
      {told && <p>{told.sentence}</p>}
      {told?.act && (
        <Button tone="quiet" shortcut="Z" onClick={undoByButton}>
          {t('page.acts.undo')}
        </Button>
      )}
    </div>
  )
}
