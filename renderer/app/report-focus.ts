import { useEffect } from 'react'
import { useDesk } from '../desk-queries'

/** A glance at another window is no news. */
const settledMs = 300

/** Tells the host whether the page is before the owner's eyes, and again when the host has come back. */
export function useReportFocus(): void {
  const { client } = useDesk()
  useEffect(() => {
    let told: boolean | null = null
    let timer: ReturnType<typeof setTimeout> | undefined

    function tell(): void {
      const focused = document.visibilityState === 'visible' && document.hasFocus()
      if (focused === told) return
      told = focused
      // An answer that does not come is a host that is away: it is told when it comes back.
      client.request('reportFocus', { focused }).catch(() => {})
    }
    function tellSoon(): void {
      clearTimeout(timer)
      timer = setTimeout(tell, settledMs)
    }

    tellSoon()
    const stopListening = client.onPresence((presence) => {
      if (presence !== 'here') return
      told = null
      tell()
    })
    window.addEventListener('focus', tellSoon)
    window.addEventListener('blur', tellSoon)
    document.addEventListener('visibilitychange', tellSoon)
    return () => {
      clearTimeout(timer)
      stopListening()
      window.removeEventListener('focus', tellSoon)
      window.removeEventListener('blur', tellSoon)
      document.removeEventListener('visibilitychange', tellSoon)
    }
  }, [client])
}
