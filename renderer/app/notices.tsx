import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { AppStatus } from '../../shared/model'
import { needsNewToken, type ProblemCode } from '../../shared/problems'
import { Notice } from './notice'
import { addresses, tokenAddress } from './place'

/** What only somebody can mend who sets the Page up at Meta. */
const problemsOfTheSetUp: readonly ProblemCode[] = ['only-testers-visible', 'app-not-live', 'permission-missing', 'token-role-lost']

/** What is not as it should be, each in one line with its next step. With several Pages a line says whose it is. */
export function Notices({ screen, away }: { screen: Extract<AppStatus['screen'], { name: 'shop' }>; away: ReactNode }) {
  const { t } = useTranslation()
  const [dismissed, setDismissed] = useState(false)
  const { shops, practice } = screen
  if (away) return away

  function nextStep(problem: ProblemCode, pageId: string): ReactNode {
    if (practice) return null
    return (
      <>
        {problemsOfTheSetUp.includes(problem) && <a href={addresses.setUp}>{t('page.first.setUp')}</a>}
        {needsNewToken(problem) && <a href={tokenAddress(pageId)}>{t('page.connection.pasteToken')}</a>}
      </>
    )
  }

  return (
    <>
      {shops.map(({ pageId, platform, name, connection: { state, problem } }) => {
        if (state !== 'failing' || !problem) return null
        const sentence = problemSentence(t, { code: problem })
        return (
          <Notice key={`${platform} ${pageId}`} tone="lost" action={nextStep(problem, pageId)}>
            {shops.length > 1 ? t('page.notices.ofPage', { page: name, sentence }) : sentence}
          </Notice>
        )
      })}
      {screen.endsWithThisRun && !dismissed && (
        <Notice tone="soon" onDismiss={() => setDismissed(true)}>
          {t('page.notices.endsWithThisRun')}
        </Notice>
      )}
    </>
  )
}
