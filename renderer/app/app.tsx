import './app.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStatus, usePresence } from '../desk-queries'
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
  const status = useAppStatus()
  const presence = usePresence()
  // Held here so that what was typed outlives every screen.
  const [drafts] = useState(createDrafts)
  useAppearance(status?.settings)

  const away = presence === 'away' ? <Notice tone="lost">{t('page.notices.away')}</Notice> : null
  const screen = status?.screen
  if (status && screen?.name === 'shop') {
    return <ShopScreen shop={screen.shop} status={status} drafts={drafts} away={away} />
  }
  return (
    <div className="screen">
      {away}
      {screen?.name === 'first' && <FirstScreen problem={screen.problem} />}
      {screen?.name === 'problem' && <ProblemScreen problem={screen.problem} />}
      {(!screen || screen.name === 'opening') && <OpeningScreen />}
    </div>
  )
}
