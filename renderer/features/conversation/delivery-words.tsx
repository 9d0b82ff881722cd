import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestInput } from '../../../shared/contract'
import { problemSentence } from '../../../shared/locales/translator'
import type { ConversationKey, Delivery } from '../../../shared/model'
import { problemOf, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'

type DeliveryWordsProps = { delivery: Delivery; hour: string; sentAt: number; conversationKey: ConversationKey }

/** What became of a message, in words under it, and the owner's word on one that did not simply arrive. */
export function DeliveryWords({ delivery, hour, sentAt, conversationKey }: DeliveryWordsProps) {
  const { t } = useTranslation()
  const settle = useRequest('settleDelivery')
  const words = useRef<HTMLDivElement>(null)
  const problem = problemOf(settle.error)

  if (!('deliveryId' in delivery)) {
    if (delivery.state === 'queued' || delivery.state === 'sending') {
      return <p className="meta">{t(`page.delivery.${delivery.state}`)}</p>
    }
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
    settle.mutate({ ...conversationKey, deliveryId, as })
  }

  return (
    <div ref={words} className={`unsettled ${state}`}>
      <p role="status">
        {state === 'refused' && (
          <>
            <b>{t('page.delivery.refused')}</b>
            {' · '}
          </>
        )}
        {state === 'refused' ? problemSentence(t, { code: delivery.code }) : t('page.delivery.unknown')}
      </p>
      <div className="unsettled-acts">
        {state === 'unknown' && (
          <Button disabled={settle.isPending} onClick={() => settleAs('arrived')}>
            {t('page.delivery.arrived')}
          </Button>
        )}
        <Button disabled={settle.isPending} onClick={() => settleAs('send-again')}>
          {t('page.delivery.sendAgain')}
        </Button>
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
