import './practice-panel.css'
import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

const minuteMs = 60_000
const steps = [
  { key: 'minute', advanceMs: minuteMs },
  { key: 'quarter', advanceMs: 15 * minuteMs },
  { key: 'hour', advanceMs: 60 * minuteMs },
] as const
const speeds = [
  { value: 1, words: '1×' },
  { value: 60, words: '60×' },
] as const

/** The practice shop's clock, which the owner may move, and the way out of the practice shop. */
export function PracticePanel({ speed }: { speed: number }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const move = useRequest('movePracticeClock')
  const setSpeed = useRequest('setPracticeSpeed')
  const leave = useRequest('leavePracticeShop')

  return (
    <section className="practice" aria-label={t('page.practice.label')}>
      <p className="practice-now">
        <b>
          <time dateTime={new Date(now).toISOString()}>{words.hour(now)}</time>
        </b>
        <span>{words.day(now, now)}</span>
      </p>
      <p className="practice-purpose">{t('page.practice.purpose')}</p>
      <div className="practice-line">
        <div className="practice-steps">
          {steps.map(({ key, advanceMs }) => (
            <Button key={key} onClick={() => move.mutate({ advanceMs })}>
              {t(`page.practice.${key}`)}
            </Button>
          ))}
        </div>
        <Choice label={t('page.practice.speed')} options={speeds} value={speed} onChoose={(chosen) => setSpeed.mutateAsync({ speed: chosen })} />
      </div>
      <Button tone="quiet" icon={LogOut} title={t('page.practice.leave')} aria-label={t('page.practice.leave')} disabled={leave.isPending} onClick={() => leave.mutate({})}>
        {t('page.practice.leave')}
      </Button>
    </section>
  )
}
