import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import { workADay } from '../day-by-keyboard'
import { expect, test as base } from './served-app'

const test = base.extend<{ practice: RunningPractice }>({
  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'bakery', startAt: Date.now() })
    await use(practice)
    await practice.close()
  },
})

test('a day’s work by keyboard only, in a browser', async ({ page, context, practice, serve }) => {
  test.setTimeout(180_000)
  await context.grantPermissions(['notifications'])
  const titles: string[] = []
  await page.exposeFunction('tellTitle', (title: string) => titles.push(title))
  await page.addInitScript(() => {
    const Real = window.Notification
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        void (window as unknown as { tellTitle(title: string): Promise<unknown> }).tellTitle(title)
      }
    }
  })
  const app = await serve({ })
  await page.goto(app.url)
  await workADay({
    page,
    practice,
    async notified(title) {
      await expect.poll(() => titles).toContainEqual(expect.stringMatching(title))
    },
    async restart() {
      await app.end()
      const again = await serve({ token: practice.token, lang: null })
      await page.goto(again.url)
      return page
    },
  })
})
