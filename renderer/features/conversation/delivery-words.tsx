import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestInput } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import type { ConversationKey, Delivery, WaitingReason } from '../../../shared/model'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

type DeliveryWordsProps = {
  delivery: Delivery
  hour: string
  sentAt: number
  conversationKey: ConversationKey
  /** What was to be sent is the owner's to write again. */
  onTakenBack: () => void
}

/** What became of a message, in words under it, and the owner's word on one that did not simply arrive. */
export function DeliveryWords({ delivery, hour, sentAt, conversationKey, onTakenBack }: DeliveryWordsProps) {
  const { t } = useTranslation()
  const settle = useRequest('settleDelivery')
  const words = useRef<HTMLDivElement>(null)
  const problem = problemOf(settle.error)

  if (!('deliveryId' in delivery)) {
    if (delivery.state === 'sending') return <p className="meta">{t('page.delivery.sending')}</p>
    return (
      <p className="meta">
        <time dateTime={new Date(sentAt).toISOString()}>
          {delivery.state === 'sent' ? t('page.delivery.sent', { time: hour }) : hour}
        </time>
      </p>
    )
  }

  const { deliveryId, state } = delivery

  function settleAs(as: RequestInput<'settleDelivery'>['as']): void {
    // The buttons leave with their question.
    words.current?.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
    settle.mutate({ ...conversationKey, deliveryId, as }, as === 'take-back' ? { onSuccess: onTakenBack } : {})
  }

  return (
    <div ref={words} className={`unsettled ${state}`}>
      <p role="status">
        <DeliveryState delivery={delivery} />
      </p>
      <div className="unsettled-acts">
        {state === 'queued' && (
          <Button tone="quiet" disabled={settle.isPending} onClick={() => settleAs('take-back')}>
            {t('page.delivery.takeBack')}
          </Button>
        )}
        {state === 'unknown' && (
          <Button disabled={settle.isPending} onClick={() => settleAs('arrived')}>
            {t('page.delivery.arrived')}
          </Button>
        )}
        {state !== 'queued' && (
          <Button disabled={settle.isPending} onClick={() => settleAs('send-again')}>
            {t('page.delivery.sendAgain')}
          </Button>
        )}
        {state === 'refused' && (
          <Button tone="quiet" disabled={settle.isPending} onClick={() => settleAs('dismissed')}>
            {t('page.delivery.putAway')}
          </Button>
        )}
      </div>
      {problem && <p role="alert">{problemSentence(t, problem)}</p>}
    </div>
  )
}

function DeliveryState({ delivery }: { delivery: Extract<Delivery, { deliveryId: string }> }) {
  const { t } = useTranslation()
  if (delivery.state === 'unknown') return t('page.delivery.unknown')
  if (delivery.state === 'queued' && delivery.waitsFor === null) return t('page.delivery.queued')
  return (
    <>
      <b>{t(`page.delivery.${delivery.state}`)}</b>
      {' · '}
      {delivery.state === 'refused' ? problemSentence(t, { code: delivery.code }) : <Reason reason={delivery.waitsFor} />}
    </>
  )
}

function Reason({ reason }: { reason: WaitingReason | null }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  if (reason === null) return null
  return reason.kind === 'pause'
    ? t('page.delivery.waits.pause', { time: words.moment(reason.until, now, 'sentence') })
    : t(`page.delivery.waits.${reason.kind}`)
}
