import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { Problem } from '../../shared/problems'
import { useDesk, useRequest } from '../desk-queries'
import { Button } from '../ui/button'
import { RecoveryEntry } from '../features/recovery/recovery-entry'
import { Mark } from '../ui/mark'

/** What keeps the app from opening: one sentence, and what can be done. */
export function ProblemScreen({ problem, canRecover }: { problem: Problem; canRecover: boolean }) {
  const { t } = useTranslation()
  const { queries } = useDesk()
  const tryAgain = useRequest('tryAgain')
  const [entering, setEntering] = useState(false)

  function tryAll(): void {
    tryAgain.mutate({}, { onSettled: () => void queries.invalidateQueries() })
  }

  return (
    <main className="centred">
      <div className="centred-column">
        <Mark />
        <h1 className="centred-title">{t('page.problem.title')}</h1>
        <p className="centred-words" role="alert">
          {problemSentence(t, problem)}
        </p>
        <div className="centred-acts">
          <Button tone={entering ? 'line' : 'main'} size="large" disabled={tryAgain.isPending} onClick={tryAll}>
            {t('page.problem.tryAgain')}
          </Button>
          {canRecover && !entering && (
            <Button size="large" onClick={() => setEntering(true)}>
              {t('page.recovery.enter')}
            </Button>
          )}
        </div>
        {canRecover && entering && <RecoveryEntry />}
      </div>
    </main>
  )
}
