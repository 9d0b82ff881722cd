import { Notification } from 'electron'
import type { ConversationKey } from '../../shared/model'
import type { Notifier } from '../desk/ports'

/** A system that says neither that it showed a notification nor that it failed is taken to have shown it: nothing is told twice. */
const patienceMs = 5_000

/** Native notifications. A click hands over the conversation that the notification is about. */
export function createNotifier(clicked: (conversation: ConversationKey | null) => void): Notifier {
  // Without a reference a notification may be collected, and its click with it.
  const shown = new Set<Notification>()

  return {
    show(notice) {
      if (!Notification.isSupported()) return Promise.resolve(false)
      const notification = new Notification({ title: notice.title, body: notice.body })
      shown.add(notification)
      notification.on('click', () => {
        shown.delete(notification)
        clicked(notice.conversation)
      })
      notification.on('close', () => shown.delete(notification))
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(true), patienceMs)
        const settle = (outcome: boolean) => {
          clearTimeout(timer)
          resolve(outcome)
        }
        notification.on('show', () => settle(true))
        notification.on('failed', () => settle(false))
        notification.show()
      })
    },
  }
}
