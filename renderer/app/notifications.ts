import { useEffect, useState } from 'react'
import type { AppStatus, ConversationKey } from '../../shared/model'
import { useDesk, useDeskEvent } from '../desk-queries'

/** Whether the owner can still be asked to let this page notify. */
export type Notifications = { canAsk: boolean; ask: () => void }

const tagOfSeveral = 'several'

/** Shows what a host without notifications of its own hands over, and tells it whether this page may. */
export function useNotifications(host: AppStatus['about']['host'], onOpen: (key: ConversationKey) => void): Notifications {
  const { client } = useDesk()
  const shownByPage = host === 'browser' && 'Notification' in window
  const [permission, setPermission] = useState(() => (shownByPage ? Notification.permission : 'denied'))

  useEffect(() => {
    if (!shownByPage) return
    const read = () => setPermission(Notification.permission)
    const watched = navigator.permissions.query({ name: 'notifications' })
    watched.then((status) => status.addEventListener('change', read)).catch(read)
    return () => void watched.then((status) => status.removeEventListener('change', read)).catch(read)
  }, [shownByPage])

  useEffect(() => {
    if (!shownByPage) return
    // An answer that does not come is a host that is away: it asks again by coming back.
    const report = () =>
      void client.request('reportNotificationPermission', { granted: permission === 'granted' }).catch(() => {})
    report()
    return client.onPresence((presence) => {
      if (presence === 'here') report()
    })
  }, [client, permission, shownByPage])

  useDeskEvent('notificationShown', ({ title, body, conversation }) => {
    if (!shownByPage || permission !== 'granted') return
    const notification = new Notification(title, { body, tag: conversation?.conversationId ?? tagOfSeveral })
    notification.onclick = () => {
      window.focus()
      if (conversation) onOpen(conversation)
      notification.close()
    }
  })

  return {
    canAsk: shownByPage && permission === 'default',
    ask: () => void Notification.requestPermission().then(setPermission),
  }
}
