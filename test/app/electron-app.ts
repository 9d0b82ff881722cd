import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startVirtualDisplay } from '../../build/virtual-display.mjs'
import { openKeychain, type Keychain } from './keychain'
import { startNotificationService, type NotificationService } from './notification-service'
import { endApp, runAppToEnd, startApp, type LaunchOptions, type RunningApp } from './running-app'
import { startSessionBus, type SessionBus } from './session-bus'

type OwnOptions = Omit<LaunchOptions, 'data'> & { data?: string }

type WorkerFixtures = {
  /** A display, a message bus and an unlocked keychain for this worker alone. */
  session: SessionBus
  notificationService: NotificationService
  keychain: Keychain
}

type TestFixtures = {
  /** The service, with nothing shown yet. */
  notifications: NotificationService
  /** An empty folder that is gone after the test. */
  dataFolder: string
  /** Opens the app in a real Electron, in English and on `dataFolder` unless told otherwise; closed after the test. */
  launch: (options?: OwnOptions) => Promise<RunningApp>
  /** Starts it where it should refuse, and gives its status and words. */
  runToEnd: (options?: OwnOptions) => Promise<{ status: number | null; output: string }>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  session: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'comptoir-session-'))
      const display = await startVirtualDisplay(process.execPath)
      if (!display) throw new Error('Xvfb did not start.')
      const bus = await startSessionBus(folder, display.name)
      await use(bus)
      await bus.stop()
      display.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  notificationService: [
    async ({ session }, use) => {
      const service = await startNotificationService(session.client)
      await use(service)
      await service.stop()
    },
    { scope: 'worker' },
  ],
  keychain: [async ({ session }, use) => use(openKeychain(session)), { scope: 'worker' }],
  notifications: async ({ notificationService }, use) => {
    notificationService.forget()
    await use(notificationService)
  },
  dataFolder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-data-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  // The notification service is named so that it owns its name before Electron asks for it.
  launch: async ({ session, notifications: _notifications, dataFolder }, use, testInfo) => {
    const apps: RunningApp[] = []
    await use(async (options = {}) => {
      const app = await startApp(session, { data: dataFolder, lang: 'en', ...options }, testInfo, apps.length + 1)
      apps.push(app)
      return app
    })
    for (const [index, app] of apps.entries()) await endApp(app, testInfo, index + 1)
  },
  runToEnd: async ({ session, dataFolder }, use) => {
    await use((options = {}) => runAppToEnd(session, { data: dataFolder, lang: 'en', ...options }))
  },
})

export { expect } from '@playwright/test'
