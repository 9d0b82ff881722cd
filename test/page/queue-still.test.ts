import type { Page } from '@playwright/test'
import { customerWrites, expect, minute, queueItem, test } from './served-app'

const expired = { failure: { code: 190, subcode: 463 } }
const row = (page: Page) => queueItem(page, 'Amina Diallo')
/** Presses the button without moving the pointer. */
const checkNow = (page: Page) => page.getByRole('button', { name: 'Check now' }).evaluate((button: HTMLElement) => button.click())
const pointAway = (page: Page) => page.mouse.move(900, 20)

test.describe('nothing moves the rows', () => {
  test('under the pointer when a strip comes: the status tells it meanwhile', async ({ inbox, practice }) => {
    customerWrites(practice, 'Amina Diallo', 'Vous ouvrez quand ?')
    await checkNow(inbox)
    await row(inbox).hover()
    const before = await row(inbox).boundingBox()
    practice.shop.setToken(expired)
    await checkNow(inbox)
    await expect(inbox.getByRole('status', { name: 'Connection' })).toContainText('Not checked since')
    expect(await row(inbox).boundingBox()).toEqual(before)
    await expect(inbox.getByRole('alert')).toHaveCount(0)

    await pointAway(inbox)
    await expect(inbox.getByRole('alert')).toContainText('This token has expired')
    await row(inbox).hover()
    const withStrip = await row(inbox).boundingBox()
    practice.shop.setToken({ failure: null })
    await checkNow(inbox)
    await expect(inbox.getByRole('status', { name: 'Connection' })).toContainText('Checked')
    expect(await row(inbox).boundingBox()).toEqual(withStrip)
    await pointAway(inbox)
    await expect(inbox.getByRole('alert')).toHaveCount(0)
  })

  test('when Comptoir stops', async ({ page, practice, serve }) => {
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    customerWrites(practice, 'Amina Diallo', 'Vous ouvrez quand ?')
    await checkNow(page)
    await row(page).hover()
    const before = await row(page).boundingBox()
    await app.end()
    await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Comptoir has stopped')
    expect(await row(page).boundingBox()).toEqual(before)
    await pointAway(page)
    await expect(page.getByRole('alert')).toContainText('Start it again')
  })

  test('while a note is typed in the customer’s panel', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Amina Diallo', 'Vous ouvrez quand ?')
    await checkNow(inbox)
    await row(inbox).click()
    await inbox.getByRole('button', { name: 'Customer', exact: true }).click()
    await pointAway(inbox)
    const before = await row(inbox).boundingBox()
    await inbox.getByRole('textbox', { name: 'New note' }).press('a')
    practice.shop.say({ conversation: claire, from: 'page', text: 'Oui', attachments: [] })
    practice.shop.setToken({ failure: null })
    await checkNow(inbox)
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
    expect(await row(inbox).boundingBox()).toEqual(before)
    await expect.poll(() => row(inbox).boundingBox()).not.toEqual(before)
  })

  test('when a card asks for something: it stands at the foot of the queue', async ({ inbox, practice }) => {
    customerWrites(practice, 'Amina Diallo', 'Vous ouvrez quand ?')
    await checkNow(inbox)
    const card = inbox.getByRole('button', { name: 'Allow notifications' })
    await expect(card).toBeVisible()
    const [cardBox, rowBox] = [await card.boundingBox(), await row(inbox).boundingBox()]
    expect(cardBox?.y).toBeGreaterThan(rowBox?.y ?? Infinity)
  })

  test('when an act can be undone: the list gives room at its foot', async ({ inbox, practice }) => {
    for (let number = 1; number <= 15; number += 1) {
      customerWrites(practice, `Client ${number}`, 'Vous ouvrez quand ?')
      practice.shop.clock.advance(1_000)
    }
    await checkNow(inbox)
    await queueItem(inbox, 'Client 1').first().waitFor()
    const list = inbox.locator('.list')
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    const last = queueItem(inbox, 'Client 15')
    await last.hover()
    await queueItem(inbox, 'Client 14').getByRole('button', { name: 'Nothing to answer', includeHidden: true }).evaluate((button: HTMLElement) => button.click())
    const before = await last.boundingBox()
    await expect(inbox.getByRole('button', { name: 'Undo' })).toBeVisible()
    expect(await last.boundingBox()).toEqual(before)
    const bar = await inbox.locator('.undo').boundingBox()
    const foot = await list.boundingBox()
    expect(bar?.y).toBeGreaterThanOrEqual((foot?.y ?? Infinity) + (foot?.height ?? 0))
    await inbox.getByRole('button', { name: 'Undo' }).evaluate((button: HTMLElement) => button.click())
    await expect(inbox.getByText('Undone')).toBeVisible()
    expect(await last.boundingBox()).toEqual(before)
  })
})
