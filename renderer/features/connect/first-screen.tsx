import './connect.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Problem } from '../../../shared/problems'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { Mark } from '../../ui/mark'
import { ConnectForm } from './connect-form'

/** The first thing that a new owner sees: what Comptoir does, and the two ways in. */
export function FirstScreen({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation()
  const [connecting, setConnecting] = useState(false)
  const practice = useRequest('openPracticeShop')
  const told = problemOf(practice.error) ?? problem

  return (
    <main className="centred">
      <div className="centred-column">
        {told && (
          <p className="first-problem" role="alert">
            {problemSentence(t, told)}
          </p>
        )}
        {connecting ? (
          <>
            <h1 className="centred-title">{t('page.connect.title')}</h1>
            <ConnectForm onBack={() => setConnecting(false)} />
          </>
        ) : (
          <>
            <Mark />
            <h1 className="centred-title">{t('app.name')}</h1>
            <p className="centred-words">{t('page.first.promise')}</p>
            <div className="first-ways">
              <Button tone="main" size="large" onClick={() => setConnecting(true)}>
                {t('page.first.connect')}
              </Button>
              <Button size="large" disabled={practice.isPending} onClick={() => practice.mutate({ scenario: 'bakery' })}>
                {t('page.first.practice')}
              </Button>
            </div>
            <p className="first-hint">{t('page.first.practiceHint')}</p>
          </>
        )}
      </div>
    </main>
  )
}
