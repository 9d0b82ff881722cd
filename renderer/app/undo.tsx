import './undo.css'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { Act, ConversationKey } from '../../shared/model'
import { problemOf, useRequest } from '../desk-queries'
import { Button } from '../ui/button'

const shownMs = 10_000

/** Does an act of the owner, and says in words that it is done, with a way back. */
export type PerformAct = (key: ConversationKey, act: Act, said: string) => void

type LastAct = { key: ConversationKey; actId: string; said: string; undoable: boolean }

const ActsContext = createContext<PerformAct>(() => {})

export function usePerformAct(): PerformAct {
  return useContext(ActsContext)
}

/** Performs the owner's acts, and offers to undo the last one for a while. The history in the customer's panel keeps all. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { mutateAsync } = useRequest('act')
  const [last, setLast] = useState<LastAct | null>(null)

  useEffect(() => {
    if (!last) return
    const timer = setTimeout(() => setLast(null), shownMs)
    return () => clearTimeout(timer)
  }, [last])

  async function perform(key: ConversationKey, act: Act, said: string): Promise<void> {
    const actId = crypto.randomUUID()
    const { pageId, platform, conversationId } = key
    try {
      await mutateAsync({ pageId, platform, conversationId, actId, act })
      setLast(act.kind === 'undone' ? null : { key, actId, said, undoable: true })
    } catch (error) {
      const problem = problemOf(error)
      setLast(problem && { key, actId, said: problemSentence(t, problem), undoable: false })
    }
  }

  return (
    <ActsContext value={(key, act, said) => void perform(key, act, said)}>
      {children}
      <div className="undo" role="status">
        {last && <p>{last.said}</p>}
        {last?.undoable && (
          <Button onClick={() => void perform(last.key, { kind: 'undone', actId: last.actId }, '')}>{t('page.acts.undo')}</Button>
        )}
      </div>
    </ActsContext>
  )
}
