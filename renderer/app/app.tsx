import './app.css'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf, useAppStatus, usePresence } from '../desk-queries'
import { FirstScreen } from '../features/connect/first-screen'
import { createDrafts } from '../features/conversation/drafts'
import { useAppearance } from './appearance'
import { Notice } from './notice'
import { OpeningScreen } from './opening-screen'
import { ProblemScreen } from './problem-screen'
import { ShopScreen } from './shop-screen'

/** The whole page: the screen that the status names, under a strip when nobody is behind it any more. */
export function App() {
  const { t } = useTranslation()
  const { data: status, error } = useAppStatus()
  const presence = usePresence()
  // Held here so that what was typed outlives every screen.
  const [drafts] = useState(createDrafts)
  useAppearance(status?.settings)

  const isFirst = status?.screen.name === 'first'
  useEffect(() => {
    // Whichever shop is opened next begins at its inbox.
    if (isFirst) history.replaceState(null, '', location.pathname)
  }, [isFirst])

  const away = presence === 'away' ? <Notice tone="lost">{t('page.notices.away')}</Notice> : null
  const screen = status?.screen
  const problem = status ? null : problemOf(error)
  if (status && screen?.name === 'shop') {
    return <ShopScreen screen={screen} status={status} drafts={drafts} away={away} />
  }
  return (
    <div className="screen">
      {away}
      {screen?.name === 'first' && <FirstScreen problem={screen.problem} />}
      {screen?.name === 'problem' && <ProblemScreen problem={screen.problem} />}
      {problem && <ProblemScreen problem={problem} />}
      {!problem && (!screen || screen.name === 'opening') && <OpeningScreen />}
    </div>
  )
}
