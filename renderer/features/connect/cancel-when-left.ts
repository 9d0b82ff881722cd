import { useEffect, useRef } from 'react'
import { useDesk } from '../../desk-queries'

/** Whoever leaves a form, by whichever way, while what it asked for is under way, does not want that any more. */
export function useCancelWhenLeft(isConnecting: boolean): void {
  const { client } = useDesk()
  const latest = useRef(isConnecting)
  useEffect(() => {
    latest.current = isConnecting
  }, [isConnecting])
  useEffect(() => {
    return () => {
      if (latest.current) client.request('cancelConnect', {}).catch(() => undefined)
    }
  }, [client])
}
