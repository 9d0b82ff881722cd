import './connect.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import { practiceScenarioSchema, type PracticeScenario } from '../../../shared/model'
import type { Problem } from '../../../shared/problems'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Mark } from '../../ui/mark'
import { ConnectForm } from './connect-form'
import { KeptPages } from './kept-pages'

type FirstScreenProps = { problem: Problem | null; connecting: boolean; setUpAddress: string; startAddress: string; onConnect: () => void; onBack: () => void }

/** The first thing that a new owner sees: what Comptoir does, and the two ways in. */
export function FirstScreen({ problem, connecting, setUpAddress, startAddress, onConnect, onBack }: FirstScreenProps) {
  const { t } = useTranslation()
  return (
    <main className="centred">
      <div className="centred-column">
        {problem && (
          <p className="first-problem" role="alert">
            {problemSentence(t, problem)}
          </p>
        )}
        {connecting ? (
          <>
            <h1 className="centred-title">{t('page.connect.title')}</h1>
            <ConnectForm forPage={null} setUpAddress={setUpAddress} startAddress={startAddress} onBack={onBack} />
          </>
        ) : (
          <>
            <Mark />
            <h1 className="centred-title">{t('app.name')}</h1>
            <p className="centred-words">{t('page.first.promise')}</p>
            <div className="first-way">
              <Button tone="main" size="large" onClick={onConnect}>
                {t('page.first.connect')}
              </Button>
              <a className="text-link" href={setUpAddress}>
                {t('page.first.setUp')}
              </a>
            </div>
            <PracticeWay />
            <KeptPages connected={[]} />
          </>
        )}
      </div>
    </main>
  )
}

/** The practice shop, and which one. */
function PracticeWay() {
  const { t } = useTranslation()
  const practice = useRequest('openPracticeShop')
  const [scenario, setScenario] = useState<PracticeScenario>('bakery')
  const problem = problemOf(practice.error)
  const scenarios = practiceScenarioSchema.options.map((value) => ({ value, words: t(`page.first.scenarios.${value}`) }))
  return (
    <section className="first-practice">
      <p>{t('page.first.practiceHint')}</p>
      <div className="first-way">
        {scenarios.length > 1 && (
          <Choice
            label={t('page.first.whichPractice')}
            options={scenarios}
            value={scenario}
            onChoose={(chosen) => {
              setScenario(chosen)
              return Promise.resolve()
            }}
          />
        )}
        <Button disabled={practice.isPending} onClick={() => practice.mutate({ scenario })}>
          {t('page.first.practice')}
        </Button>
      </div>
      {problem && (
        <p className="connect-problem" role="alert">
          {problemSentence(t, problem)}
        </p>
      )}
    </section>
  )
}
