import './page-switch.css'
import { useTranslation } from 'react-i18next'
import type { ConversationKey, QueueView, Shop } from '../../shared/model'
import { PageMark } from '../ui/page-mark'
import { useTimeWords } from '../ui/time-words'
import { inboxAddress } from './place'

type PageSwitchProps = { shops: Shop[]; view: QueueView; chosen: Shop | null; openKey: ConversationKey | null }

/** Which Page's customers are shown: one, or those of all. */
export function PageSwitch({ shops, view, chosen, openKey }: PageSwitchProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const current = (isCurrent: boolean) => (isCurrent ? ({ 'aria-current': 'true' } as const) : {})
  const waitingAt = (count: number) => (
    <>
      <b aria-hidden="true">{words.number(count)}</b>
      <span className="unseen">{t('page.rest.waiting', { count })}</span>
    </>
  )
  return (
    <nav className="pages" aria-label={t('page.pages.label')}>
      <a href={inboxAddress(view, null, openKey)} {...current(chosen === null)}>
        {t('page.pages.all')} {waitingAt(shops.reduce((sum, shop) => sum + shop.waiting, 0))}
      </a>
      {shops.map((shop) => (
        <a key={`${shop.platform} ${shop.pageId}`} href={inboxAddress(view, shop.pageId, openKey)} title={shop.name} {...current(shop === chosen)}>
          <PageMark name={shop.name} colour={shop.colour} /> {waitingAt(shop.waiting)}
        </a>
      ))}
    </nav>
  )
}
