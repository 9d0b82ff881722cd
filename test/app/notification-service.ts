import { EventEmitter, once } from 'node:events'
import { defineInterface, type MessageBus } from 'dbus-native'

const serviceName = 'org.freedesktop.Notifications'
const servicePath = '/org/freedesktop/Notifications'
const closedByOwner = 2

export type ShownNotification = { id: number; summary: string; body: string }

/** The session's notification service, in place of a desktop's own: it keeps what it is asked to show, and can click. */
export type NotificationService = {
  /** Everything shown since the service started or since `forget`, oldest first. */
  shown(): readonly ShownNotification[]
  /** The next notification for which this holds, or the first already shown. */
  waitFor(matches: (notification: ShownNotification) => boolean, timeoutMs?: number): Promise<ShownNotification>
  click(id: number): void
  dismiss(id: number): void
  forget(): void
  stop(): Promise<void>
}

type NotifyArguments = { replaces: number; summary: string; body: string }

/** Takes the service's name on the bus; to be called before Electron starts, which asks for the service once. */
export async function startNotificationService(bus: MessageBus): Promise<NotificationService> {
  const news = new EventEmitter()
  let shown: ShownNotification[] = []
  let lastId = 0

  const definition = defineInterface({
    name: serviceName,
    methods: {
      Notify: {
        in: { application: 's', replaces: 'u', icon: 's', summary: 's', body: 's', actions: 'as', hints: 'a{sv}', expiry: 'i' },
        out: { id: 'u' },
        handler: ({ replaces, summary, body }: NotifyArguments) => {
          const notification = { id: replaces || (lastId += 1), summary, body }
          shown = [...shown.filter(({ id }) => id !== notification.id), notification]
          news.emit('shown')
          return notification.id
        },
      },
      CloseNotification: { in: { id: 'u' }, handler: ({ id }: { id: number }) => definition.emit['NotificationClosed']?.(id, 3) },
      GetCapabilities: { out: { capabilities: 'as' }, handler: () => ['body', 'actions'] },
      GetServerInformation: {
        out: { name: 's', vendor: 's', version: 's', specification: 's' },
        handler: () => ({ name: 'comptoir-tests', vendor: 'comptoir', version: '1', specification: '1.2' }),
      },
    },
    signals: {
      ActionInvoked: { args: { id: 'u', action: 's' } },
      NotificationClosed: { args: { id: 'u', reason: 'u' } },
    },
  })
  const exported = await bus.export(servicePath, definition)
  const name = await bus.ownName(serviceName)
  if (!name.isPrimaryOwner) throw new Error('Another notification service runs on the session bus.')

  return {
    shown: () => shown,
    async waitFor(matches, timeoutMs = 15_000) {
      const signal = AbortSignal.timeout(timeoutMs)
      for (;;) {
        const found = shown.find(matches)
        if (found) return found
        await once(news, 'shown', { signal }).catch(() => {
          throw new Error(`No such notification came in ${timeoutMs} ms; shown: ${JSON.stringify(shown)}`)
        })
      }
    },
    click(id) {
      definition.emit['ActionInvoked']?.(id, 'default')
      definition.emit['NotificationClosed']?.(id, closedByOwner)
    },
    dismiss(id) {
      definition.emit['NotificationClosed']?.(id, closedByOwner)
    },
    forget() {
      shown = []
    },
    async stop() {
      await name.release()
      await exported.remove()
    },
  }
}
