import type { Page } from '@playwright/test'
import { customerWrites, expect, queueItem, test } from './served-app'

const status = (page: Page) => page.getByRole('status', { name: 'Connection' })
const checkNow = (page: Page) => page.getByRole('button', { name: 'Check now' })
const listCalls = (practice: { shop: { state(): { requests: Partial<Record<string, number>> } } }) => practice.shop.state().requests['list'] ?? 0

test.describe('the connection’s status', () => {
  test('during a pause says until when, without an alarm, and “Check now” says why nothing happens', async ({ inbox, practice }) => {
    practice.shop.setFaults([{ route: 'list', kind: 'error', code: 613, times: 5, waitMinutes: 30 }])
    await checkNow(inbox).click()
    await expect(status(inbox)).toContainText(/^Paused until \d\d:\d\d$/)
    await expect(status(inbox)).not.toHaveAttribute('data-state', 'failing')
    await expect(inbox.getByRole('alert')).toHaveCount(0)

    const before = listCalls(practice)
    await checkNow(inbox).click()
    await expect(inbox.getByText(/Facebook limits how often Comptoir may look: the next time is \d\d:\d\d/)).toBeVisible()
    expect(listCalls(practice)).toBe(before)
  })

  test('says that Comptoir has stopped, and nothing of a next look', async ({ page, practice, serve }) => {
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    customerWrites(practice, 'Amina Diallo', 'Merci')
    await checkNow(page).click()
    await expect(status(page)).toContainText('looks again in')
    await queueItem(page, 'Amina Diallo').click()
    const done = page.getByRole('button', { name: 'Done', exact: true })
    await expect(done).toBeVisible()
    await app.end()
    await expect(status(page)).toHaveText('Comptoir has stopped')
    await expect(checkNow(page)).toBeDisabled()
    await done.click()
    await expect(page.getByText('This was not done: Comptoir has stopped.')).toBeVisible()
  })

  test('says what comes back with Comptoir, and offers no setting that could not be kept', async ({ page, practice, serve }) => {
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    customerWrites(practice, 'Amina Diallo', 'Merci')
    await checkNow(page).click()
    await expect(queueItem(page, 'Amina Diallo')).toBeVisible()
    await app.end()
    await expect(status(page)).toHaveText('Comptoir has stopped')
    await queueItem(page, 'Amina Diallo').click()
    await expect(page.getByText('The conversation comes back when Comptoir runs again.')).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('switch')).toHaveCount(2)
    for (const setting of await page.getByRole('switch').or(page.getByRole('spinbutton')).or(page.getByRole('radio')).all()) {
      await expect(setting).toBeDisabled()
    }
  })

  for (const width of [880, 700, 480]) {
    test(`says at ${width} px when it will look again`, async ({ inbox }) => {
      await inbox.setViewportSize({ width, height: 600 })
      await expect(inbox.getByText(/looks again in/)).toBeInViewport({ ratio: 1 })
      const { right, scroll } = await inbox.locator('.strip').evaluate((strip) => ({
        right: Math.max(...[...strip.children].map((child) => child.getBoundingClientRect().right)),
        scroll: document.documentElement.scrollWidth,
      }))
      expect(right).toBeLessThanOrEqual(width)
      expect(scroll).toBeLessThanOrEqual(width)
    })
  }
})
