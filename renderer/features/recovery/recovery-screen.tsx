import './recovery.css'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { CopyAndPrint } from '../../ui/copy-and-print'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

type RecoveryScreenProps = { isMade: boolean; dataFolder: string; onDone: () => void }

/** Makes the recovery code and shows it this once, to be written down, printed or copied. */
export function RecoveryScreen({ isMade, dataFolder, onDone }: RecoveryScreenProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const make = useRequest('makeRecoveryCode')
  const problem = problemOf(make.error)
  const code = make.data?.code
  const now = useNow('minute')
  const madeFor = t('page.recovery.madeFor', { folder: dataFolder, day: words.date(now) })

  return (
    <main className="recovery">
      <div className="recovery-column">
        <h1>{t('page.recovery.title')}</h1>
        <p>{t('page.recovery.what')}</p>
        {code === undefined ? (
          <>
            <p>{t(isMade ? 'page.recovery.oldStops' : 'page.recovery.notThisComputer')}</p>
            {problem && (
              <p className="recovery-problem" role="alert">
                {problemSentence(t, problem)}
              </p>
            )}
            <div className="recovery-acts">
              <Button tone="main" size="large" autoFocus disabled={make.isPending} onClick={() => make.mutate({})}>
                {t(isMade ? 'page.recovery.makeNew' : 'page.recovery.make')}
              </Button>
              <Button tone="quiet" size="large" onClick={onDone}>
                {t('page.connect.back')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <output className="recovery-code" aria-label={t('page.recovery.code')}>
              {code.split('-').map((group) => (
                <span key={group}>{group}</span>
              ))}
            </output>
            <p className="recovery-for">{madeFor}</p>
            <CopyAndPrint text={`${t('page.recovery.code')}: ${code}\n${madeFor}\n`} />
            <p className="not-printed">{t('page.recovery.onlyOnce')}</p>
            <div className="recovery-acts not-printed">
              <Button tone="main" size="large" onClick={onDone}>
                {t('page.recovery.written')}
              </Button>
            </div>
          </>
        )}
      </div>
    </main>
  )
}
