import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './served-app'

/** An experimental rule of axe, which takes the counts beside the links' names, their descriptions, for a part of the names. */
const ruleThatMissesDescriptions = 'label-content-name-mismatch'

async function expectNoViolations(page: Page, screen: string): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.disableRules([ruleThatMissesDescriptions]).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  expect(found, screen).toEqual([])
}

const names = {
  en: { practice: 'Open the practice shop', settings: 'Settings', connect: 'Connect my Page', token: 'Page token', submit: 'Connect', setUp: 'Ask someone to set this up', zone: 'Time zone', disconnect: 'Disconnect', keep: 'Disconnect and keep them', erase: 'Erase' },
  fr: { practice: 'Ouvrir la boutique d’essai', settings: 'Réglages', connect: 'Connecter ma Page', token: 'Jeton de la Page', submit: 'Connecter', setUp: 'Demander à quelqu’un de l’installer', zone: 'Fuseau horaire', disconnect: 'Déconnecter', keep: 'Déconnecter et les garder', erase: 'Effacer' },
}

for (const lang of ['en', 'fr'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen meets WCAG 2.2 AA and breaks no policy, in ${lang}, ${colorScheme}`, async ({ page, practice, serve }) => {
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const app = await serve({ lang })
      await page.goto(app.url)
      await expect(page.locator('html')).toHaveAttribute('lang', lang)
      await page.getByRole('button', { name: names[lang].connect }).waitFor()
      await expectNoViolations(page, 'first screen')
      await page.getByRole('link', { name: names[lang].setUp }).click()
      await page.getByRole('article').waitFor()
      await expectNoViolations(page, 'set-up')
      await page.goBack()
      await page.getByRole('button', { name: names[lang].connect }).click()
      await page.getByRole('textbox', { name: names[lang].token }).fill(practice.userToken)
      await page.locator('summary').click()
      await expectNoViolations(page, 'connect form')
      await page.getByRole('button', { name: names[lang].submit, exact: true }).click()
      await page.getByRole('checkbox').waitFor()
      await expectNoViolations(page, 'offered Pages')
      await page.getByRole('checkbox').check()
      const reloaded = page.waitForEvent('load')
      await page.keyboard.press('Enter')
      await reloaded
      await page.getByRole('link', { name: names[lang].settings }).click()
      await page.getByRole('button', { name: names[lang].disconnect }).click()
      await page.getByRole('button', { name: names[lang].keep }).click()
      await page.getByRole('button', { name: names[lang].erase }).click()
      await expectNoViolations(page, 'first screen with what was kept')
      await page.getByRole('button', { name: names[lang].practice }).click()
      await page.locator('[data-conversation-id]').first().click()
      await page.getByRole('article').first().waitFor()
      await expectNoViolations(page, 'inbox')
      await page.setViewportSize({ width: 900, height: 600 })
      await expectNoViolations(page, 'inbox at 900x600')
      await page.getByRole('link', { name: names[lang].settings }).click()
      await page.getByRole('heading', { name: names[lang].settings }).waitFor()
      await expectNoViolations(page, 'settings')
      await page.getByRole('combobox', { name: names[lang].zone }).click()
      await expectNoViolations(page, 'settings with the time zones')
      expect(complaints).toEqual([])
    })
  }
}

test('a customer is answered by the keyboard alone', async ({ page, serve }) => {
  const app = await serve()
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Open the practice shop' }).focus()
  await page.keyboard.press('Enter')
  const firstRow = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()
  await firstRow.waitFor()
  const reached = () => page.evaluate(() => document.activeElement?.closest('[data-conversation-id]') !== null)
  for (let presses = 0; presses < 15 && !(await reached()); presses += 1) await page.keyboard.press('Tab')
  expect(await reached()).toBe(true)
  await page.keyboard.press('Enter')
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.waitFor()
  for (let presses = 0; presses < 15 && !(await reply.evaluate((box) => box === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('Oui, avec plaisir.')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-delivery=sent]', { hasText: 'Oui, avec plaisir.' })).toBeVisible()
})
