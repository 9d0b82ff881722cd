import './app.css'
import { useEffect, useState } from 'react'
import { problemOf, useAppStatus, useDesk, usePresence } from '../desk-queries'
import { FirstScreen } from '../features/connect/first-screen'
import { createDrafts } from '../features/conversation/drafts'
import { OutsideLinks } from '../outside-links'
import { StillnessProvider } from '../ui/stillness'
import { TimeZoneContext } from '../ui/time-words'
import { useAppearance } from './appearance'
import { AwayNotice } from './notices'
import { addresses, goBack, goTo, inboxAddress, placeOf, usePlace } from './place'
import { SetUpScreen } from '../features/set-up/set-up-screen'
import { OpeningScreen } from './opening-screen'
import { ProblemScreen } from './problem-screen'
import { ShopScreen } from './shop-screen'
import { UndoProvider } from './undo'

/** The whole page: the screen that the status names, under a strip when nobody is behind it any more. */
export function App() {
  const { data: status, error } = useAppStatus()
  const presence = usePresence()
  const { client } = useDesk()
  // Held here so that what was typed outlives every screen.
  const [drafts] = useState(() =>
    createDrafts(async (key, text) => {
      try {
        return (await client.request('saveDraft', { ...key, text })).ok
      } catch {
        // Nobody is behind the page, and the strip says so: it is tried again.
        return false
      }
    }),
  )
  const place = usePlace()
  useAppearance(status?.settings)

  const isFirst = status?.screen.name === 'first'
  useEffect(() => {
    // Whichever shop is opened next begins at its inbox.
    const { part } = placeOf(location.hash)
    if (isFirst && part !== 'connect' && part !== 'set-up') history.replaceState(null, '', location.pathname)
  }, [isFirst])

  const away = presence === 'away' && <AwayNotice />
  const screen = status?.screen
  const problem = status ? null : problemOf(error)
  if (status && place.part === 'set-up' && screen?.name !== 'shop') {
    return (
      <div className="screen">
        {away}
        <SetUpScreen onBack={goBack} />
      </div>
    )
  }
  if (status && screen?.name === 'shop') {
    return (
      <TimeZoneContext value={status.settings.timeZone}>
        <OutsideLinks>
          <UndoProvider>
            <StillnessProvider>
              <ShopScreen screen={screen} status={status} drafts={drafts} />
            </StillnessProvider>
          </UndoProvider>
        </OutsideLinks>
      </TimeZoneContext>
    )
  }
  return (
    <div className="screen">
      {away}
      {screen?.name === 'first' && (
        <FirstScreen
          problem={screen.problem}
          connecting={place.part === 'connect'}
          setUpAddress={addresses.setUp}
          startAddress={inboxAddress('waiting')}
          onConnect={() => goTo(addresses.connect)}
          onBack={goBack}
        />
      )}
      {screen?.name === 'problem' && <ProblemScreen problem={screen.problem} canRecover={screen.canRecover} />}
      {problem && <ProblemScreen problem={problem} canRecover={false} />}
      {!problem && (!screen || screen.name === 'opening') && <OpeningScreen />}
    </div>
  )
}
