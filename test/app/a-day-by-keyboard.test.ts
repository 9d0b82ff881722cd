import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import { workADay } from '../day-by-keyboard'
import { test as base } from './electron-app'

const test = base.extend<{ practice: RunningPractice }>({
  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'bakery', startAt: Date.now() })
    await use(practice)
    await practice.close()
  },
})

test('a day’s work by keyboard only, in Electron', async ({ launch, notifications, practice }) => {
  test.setTimeout(180_000)
  const { application, page } = await launch({ graph: practice.url })
  await workADay({
    page,
    practice,
    async notified(title) {
      await notifications.waitFor(({ summary }) => title.test(summary))
    },
    async restart() {
      await application.close()
      return (await launch({ graph: practice.url, lang: null })).page
    },
  })
})
