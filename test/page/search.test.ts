import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, minute, queueItem, test } from './served-app'
import { storeQueue, type ToldConversation } from './stored-queue'

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search' })
const found = (page: Page, what: 'Customers' | 'Messages') => page.getByRole('list', { name: what }).getByRole('listitem')

/** A shop in which Claire asked about cheese long ago, and many said a word that is common. */
function told(): ToldConversation[] {
  const now = Date.now()
  const long = Array.from({ length: 300 }, (_, index) => ({ at: now - (400 - index) * minute, text: `Bonjour numéro ${index}` }))
  return [
    { customer: 'Claire Fontaine', said: [{ at: now - 500 * minute, text: 'Un gâteau au fromage, c’est possible ?' }, ...long] },
    { customer: 'Amina Diallo', said: [{ at: now - 30 * minute, text: 'Le fromage est arrivé ?' }] },
    { customer: 'Éloïse Fromager', said: [{ at: now - 10 * minute, text: 'Merci' }] },
  ]
}

test.describe('search', () => {
  test.beforeEach(async ({ page, dataFolder, practice, serve }) => {
    storeQueue(dataFolder, { pageId: practice.pageId, platform: 'messenger', name: 'Boutique' }, told())
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await queueItem(page, 'Amina Diallo').waitFor()
  })

  test('finds customers first and then messages, newest first, without regard to accents, and marks what matched', async ({ page }) => {
    await page.keyboard.press('Control+f')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('fromag')
    await expect(found(page, 'Customers')).toHaveCount(1)
    await expect(found(page, 'Customers').first()).toHaveAccessibleName('Éloïse Fromager')
    await expect(found(page, 'Messages')).toHaveCount(2)
    await expect(found(page, 'Messages').first()).toHaveAccessibleName('Amina Diallo')
    await expect(found(page, 'Messages').first().locator('mark')).toHaveText(/^fromag/i)
    await expect(queueItem(page, 'Amina Diallo')).toHaveCount(0)

    await box(page).fill('eloise')
    await expect(found(page, 'Customers').first()).toHaveAccessibleName('Éloïse Fromager')
    await expect(found(page, 'Customers').first().locator('mark').first()).toHaveText(/Éloïse/)
  })

  test('leads by the keyboard to the message in its conversation, and Escape leads back', async ({ page }) => {
    await box(page).fill('gateau')
    await expect(found(page, 'Messages')).toHaveCount(1)
    await expect(page.getByRole('heading', { name: 'Messages 1', exact: true })).toBeVisible()
    await box(page).press('ArrowDown')
    await expect(found(page, 'Messages').first().getByRole('button')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Claire Fontaine' })).toBeVisible()
    await expect(page.getByRole('log').getByRole('article').filter({ hasText: 'gâteau au fromage' })).toBeInViewport()
    await box(page).press('Escape')
    await expect(box(page)).toHaveValue('')
    await expect(queueItem(page, 'Amina Diallo')).toBeVisible()
  })

  test('shows more of many messages when the owner scrolls to their end', async ({ page }) => {
    await box(page).fill('bonjour')
    await expect(found(page, 'Messages')).toHaveCount(50)
    await expect(page.getByRole('heading', { name: 'Messages 50+' })).toBeVisible()
    await found(page, 'Messages').last().scrollIntoViewIfNeeded()
    await expect.poll(() => found(page, 'Messages').count()).toBeGreaterThan(50)
    await expect(found(page, 'Messages').first()).toContainText('numéro 299')
  })

  test('says so when nothing is found', async ({ page }) => {
    await box(page).fill('xylophone')
    await expect(page.getByText('Nothing found for “xylophone”.')).toBeVisible()
    await box(page).fill('x'.repeat(80))
    const nothing = page.getByText('Nothing found for “xxx')
    await expect(nothing).toBeVisible()
    expect(await nothing.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect(box(page)).toBeFocused()
    await expect(queueItem(page, 'Amina Diallo')).toBeVisible()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`meets WCAG 2.2 AA, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await box(page).fill('fromag')
      await expect(found(page, 'Messages')).toHaveCount(2)
      const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      const { violations } = await axe.disableRules(['label-content-name-mismatch']).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
      await page.screenshot({ path: `test-results/looks/search-${colorScheme}.png` })
    })
  }
})
