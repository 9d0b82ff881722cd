import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../shared/locales/translator'
import type { AppStatus, PageKey } from '../../shared/model'
import { needsNewToken, type ProblemCode } from '../../shared/problems'
import { usePresence } from '../desk-queries'
import { useIsStill } from '../ui/stillness'
import { mendsItself } from './connection-words'
import { Notice } from './notice'
import { addresses, tokenAddress } from './place'

type OpenShops = Extract<AppStatus['screen'], { name: 'shop' }>

/** Something that is not as it should be. */
type Trouble = { kind: 'away' } | { kind: 'ends-with-this-run' } | (PageKey & { kind: 'problem'; name: string; problem: ProblemCode })

/** What only somebody can mend who sets the Page up at Meta. */
const problemsOfTheSetUp: readonly ProblemCode[] = ['only-testers-visible', 'app-not-live', 'permission-missing', 'token-role-lost']

/**
 * What is not as it should be, each in one line with its next step. With several Pages a line says whose it is. While the pointer is on
 * the queue or the owner writes, no line moves what is below: a new one lies over the top strip, and one that is over stays.
 */
export function Notices({ screen }: { screen: OpenShops }) {
  const { t } = useTranslation()
  const isStill = useIsStill()
  const isAway = usePresence() === 'away'
  const [dismissed, setDismissed] = useState(false)
  const troubles = isAway ? [{ kind: 'away' } as const] : troublesOf(screen, dismissed)
  const [shown, setShown] = useState(troubles)
  if (!isStill && JSON.stringify(shown) !== JSON.stringify(troubles)) setShown(troubles)

  function dismiss(): void {
    setDismissed(true)
    setShown(shown.filter(({ kind }) => kind !== 'ends-with-this-run'))
  }

  function nextStep(problem: ProblemCode, pageId: string): ReactNode {
    if (screen.practice) return null
    return (
      <>
        {problemsOfTheSetUp.includes(problem) && <a href={addresses.setUp}>{t('page.first.setUp')}</a>}
        {needsNewToken(problem) && <a href={tokenAddress(pageId)}>{t('page.connection.pasteToken')}</a>}
      </>
    )
  }

  function notice(trouble: Trouble): ReactNode {
    if (trouble.kind === 'away') return <AwayNotice key={keyOfTrouble(trouble)} />
    if (trouble.kind === 'ends-with-this-run') {
      return (
        <Notice key={keyOfTrouble(trouble)} tone="soon" onDismiss={dismiss}>
          {t('page.notices.endsWithThisRun')}
        </Notice>
      )
    }
    const { pageId, name, problem } = trouble
    const sentence = problemSentence(t, { code: problem })
    return (
      <Notice key={keyOfTrouble(trouble)} tone="lost" action={nextStep(problem, pageId)}>
        {screen.shops.length > 1 ? t('page.notices.ofPage', { page: name, sentence }) : sentence}
      </Notice>
    )
  }

  const inPlace = new Set(shown.map(keyOfTrouble))
  const waiting = isStill ? troubles.filter((trouble) => !inPlace.has(keyOfTrouble(trouble))) : []
  return (
    <>
      {shown.map(notice)}
      {waiting.length > 0 && <div className="notices-over">{waiting.map(notice)}</div>}
    </>
  )
}

/** Nobody is behind the page any more. */
export function AwayNotice() {
  const { t } = useTranslation()
  return <Notice tone="lost">{t('page.notices.away')}</Notice>
}

function keyOfTrouble(trouble: Trouble): string {
  return trouble.kind === 'problem' ? `${trouble.platform} ${trouble.pageId}` : trouble.kind
}

function troublesOf({ shops, endsWithThisRun }: OpenShops, dismissed: boolean): Trouble[] {
  const failing = shops.flatMap(({ pageId, platform, name, connection: { problem } }): Trouble[] =>
    problem && !mendsItself(problem) ? [{ kind: 'problem', pageId, platform, name, problem }] : [],
  )
  return endsWithThisRun && !dismissed ? [...failing, { kind: 'ends-with-this-run' }] : failing
}
