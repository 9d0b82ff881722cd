import './outside-links.css'
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../shared/locales/translator'
import type { Problem } from '../shared/problems'
import { problemOf, useRequest } from './desk-queries'
import { Button } from './ui/button'
import { Dialog } from './ui/dialog'

/** What has become of an address that does not simply open. */
type Asked = { url: string; host: string } | { problem: Problem }

const OutsideLinksContext = createContext<(url: string) => void>(() => {})

/** Opens addresses outside through the desk, which checks them; asks the owner when the desk says so. */
export function OutsideLinks({ children }: { children: ReactNode }) {
  const { mutateAsync } = useRequest('openLink')
  const [asked, setAsked] = useState<Asked | null>(null)

  const open = useCallback(
    async (url: string, confirmed: boolean) => {
      try {
        const { outcome, host } = await mutateAsync({ url, confirmed })
        setAsked(outcome === 'ask' ? { url, host } : null)
      } catch (error) {
        const problem = problemOf(error)
        setAsked(problem && { problem })
      }
    },
    [mutateAsync],
  )
  const openUnconfirmed = useCallback((url: string) => void open(url, false), [open])

  return (
    <OutsideLinksContext value={openUnconfirmed}>
      {children}
      {asked && <Question asked={asked} onOpen={(url) => void open(url, true)} onClose={() => setAsked(null)} />}
    </OutsideLinksContext>
  )
}

/** Opens an address outside, or asks first. */
export function useOutsideLink(): (url: string) => void {
  return useContext(OutsideLinksContext)
}

function Question({ asked, onOpen, onClose }: { asked: Asked; onOpen: (url: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog label={t('page.links.label')} className="leave" onClose={onClose}>
      <div className="leave-body">
        {'problem' in asked ? (
          <p role="alert">{problemSentence(t, asked.problem)}</p>
        ) : (
          <>
            <p>{t('page.links.ask')}</p>
            <p className="leave-host">
              <bdi dir="ltr">{asked.host}</bdi>
            </p>
          </>
        )}
        <div className="leave-acts">
          <Button onClick={onClose}>{t('problem' in asked ? 'page.links.close' : 'page.links.stay')}</Button>
          {'url' in asked && (
            <Button tone="main" onClick={() => onOpen(asked.url)}>
              {t('page.links.open')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
