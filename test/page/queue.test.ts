import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { customerWrites, expect, minute, queueItem, test } from './served-app'
import { storeQueue, type ToldConversation } from './stored-queue'

const rows = (page: Page) => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' })
const checkNow = (page: Page) => page.getByRole('button', { name: 'Check now' }).click()

/** Moves the pointer to where it is over nothing. */
const pointAway = (page: Page) => page.mouse.move(900, 20)

async function namesInOrder(page: Page): Promise<(string | null)[]> {
  return rows(page).evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')))
}

/** Ten thousand customers who wrote one after the other, the last of them a minute ago. */
function tenThousand(): ToldConversation[] {
  const now = Date.now()
  return Array.from({ length: 10_000 }, (_, index) => ({
    customer: `Client ${index}`,
    said: [{ at: now - (index + 1) * minute, text: `Question ${index} ?` }],
  }))
}

test.describe('ten thousand conversations', () => {
  test('are all in the list, which draws those in sight, and the keyboard moves through them', async ({ page, dataFolder, practice, serve }) => {
    test.setTimeout(120_000)
    storeQueue(dataFolder, { pageId: practice.pageId, platform: 'messenger', name: 'Boutique' }, tenThousand())
    const app = await serve({ token: practice.token })
    await page.goto(`${app.url}#/inbox/all`)
    const first = queueItem(page, 'Client 0').first()
    await expect(first).toHaveAttribute('aria-posinset', '1')
    await expect(first).toHaveAttribute('aria-setsize', '10000')
    expect(await rows(page).count()).toBeLessThan(60)

    await first.getByRole('button').first().focus()
    await page.keyboard.press('End')
    await expect(page.getByRole('listitem', { name: 'Client 9999', exact: true }).getByRole('button').first()).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('listitem', { name: 'Client 9998', exact: true }).getByRole('button').first()).toBeFocused()
    await page.keyboard.press('Home')
    await expect(first.getByRole('button').first()).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect(page.getByRole('listitem', { name: 'Client 1', exact: true }).getByRole('button').first()).toBeFocused()
    await page.keyboard.press('PageDown')
    const place = () => page.evaluate(() => Number(document.activeElement?.closest('li')?.getAttribute('aria-posinset')))
    expect(await place()).toBeGreaterThan(8)
    for (let presses = 0; presses < 120; presses += 1) await page.keyboard.press('ArrowDown')
    await expect.poll(place).toBeGreaterThan(128)

    // By the wheel, far into windows that were not read yet.
    await page.locator('.list').evaluate((list) => list.scrollTo(0, 5_000 * 56))
    await expect(page.getByRole('listitem', { name: 'Client 5003', exact: true })).toBeVisible()
    expect(await rows(page).count()).toBeLessThan(60)
  })
})

test.describe('the rows of the queue', () => {
  test('stay where they are under the pointer, while what stands in them goes on', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await inbox.goto(inbox.url().replace(/#.*|$/, '#/inbox/all'))
    await checkNow(inbox)
    await expect(queueItem(inbox, 'Claire Fontaine')).toBeVisible()
    expect(await namesInOrder(inbox)).toEqual(['Amina Diallo', 'Claire Fontaine'])

    await queueItem(inbox, 'Amina Diallo').hover()
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Jean Petit', 'Et moi ?')
    practice.shop.say({ conversation: claire, from: 'page', text: 'Bonjour Claire', attachments: [] })
    await inbox.getByRole('button', { name: 'Check now' }).evaluate((button: HTMLElement) => button.click())
    await expect(queueItem(inbox, 'Claire Fontaine')).toContainText('Bonjour Claire')
    expect(await namesInOrder(inbox)).toEqual(['Amina Diallo', 'Claire Fontaine'])
    const news = inbox.getByRole('button', { name: '1 new' })
    await expect(news).toBeVisible()

    await pointAway(inbox)
    await expect(queueItem(inbox, 'Jean Petit')).toBeVisible()
    await expect(news).toHaveCount(0)
  })

  test('let new ones in when the owner asks, and keep the place of one that was answered', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await checkNow(inbox)
    await queueItem(inbox, 'Amina Diallo').hover()
    const before = await queueItem(inbox, 'Amina Diallo').boundingBox()
    practice.shop.clock.advance(minute)
    practice.shop.say({ conversation: claire, from: 'page', text: 'Oui', attachments: [] })
    customerWrites(practice, 'Jean Petit', 'Et moi ?')
    await inbox.getByRole('button', { name: 'Check now' }).evaluate((button: HTMLElement) => button.click())
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
    expect(await queueItem(inbox, 'Amina Diallo').boundingBox()).toEqual(before)
    await inbox.getByRole('button', { name: '1 new' }).click()
    await expect(queueItem(inbox, 'Jean Petit')).toBeVisible()
    expect(await namesInOrder(inbox)).toEqual(['Amina Diallo', 'Jean Petit'])
  })

  test('stay where they are while the owner writes', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await checkNow(inbox)
    await queueItem(inbox, 'Amina Diallo').click()
    await pointAway(inbox)
    const before = await queueItem(inbox, 'Amina Diallo').boundingBox()
    await inbox.getByRole('textbox', { name: 'Reply' }).press('a')
    practice.shop.say({ conversation: claire, from: 'page', text: 'Oui', attachments: [] })
    await inbox.getByRole('button', { name: 'Check now' }).evaluate((button: HTMLElement) => button.click())
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
    expect(await queueItem(inbox, 'Amina Diallo').boundingBox()).toEqual(before)
    await expect.poll(() => queueItem(inbox, 'Amina Diallo').boundingBox()).not.toEqual(before)
  })

  test('are not touched by what the strip tells every second', async ({ inbox, practice }) => {
    // One whose reason has an hour: how long somebody waits changes with the minute.
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.say({ conversation: claire, from: 'page', text: 'Bonjour Claire', attachments: [] })
    await inbox.goto(inbox.url().replace(/#.*|$/, '#/inbox/all'))
    await checkNow(inbox)
    await expect(queueItem(inbox, 'Claire Fontaine')).toContainText('Bonjour Claire')
    await pointAway(inbox)
    await inbox.locator('.list ul').evaluate((list) => {
      new MutationObserver((changes) => list.setAttribute('data-changes', String(changes.length))).observe(list.firstElementChild ?? list, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    })
    const words = inbox.getByRole('status', { name: 'Connection' })
    for (let changes = 0; changes < 3; changes += 1) {
      const before = await words.innerText()
      await expect(words).not.toHaveText(before)
    }
    await expect(inbox.locator('.list ul[data-changes]')).toHaveCount(0)
  })
})

test.describe('done', () => {
  test('by E in the queue, back by Z, and found in its view meanwhile', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Merci beaucoup')
    practice.shop.clock.advance(minute)
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await checkNow(inbox)
    await queueItem(inbox, 'Claire Fontaine').getByRole('button').first().focus()
    await inbox.keyboard.press('e')
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
    await expect(queueItem(inbox, 'Amina Diallo').getByRole('button').first()).toBeFocused()
    await expect(inbox.getByText('Claire Fontaine is done.')).toBeVisible()
    await expect(views(inbox).getByRole('link', { name: 'Done' })).toContainText('1')

    await inbox.keyboard.press('z')
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAttribute('data-attention', 'waiting')
    await expect(inbox.getByRole('button', { name: 'Undo' })).toHaveCount(0)
    await expect(queueItem(inbox, 'Amina Diallo').getByRole('button').first()).toBeFocused()
  })

  test('by the button of a row, and put back from its view', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Merci beaucoup')
    await checkNow(inbox)
    const row = queueItem(inbox, 'Claire Fontaine')
    await expect(row.getByRole('button', { name: 'Nothing to answer' })).toHaveCount(0)
    await row.hover()
    await row.getByRole('button', { name: 'Nothing to answer' }).click()
    await expect(inbox.getByText('Nobody is waiting.')).toBeVisible()
    await views(inbox).getByRole('link', { name: 'Done' }).click()
    await expect(row).toHaveAttribute('data-attention', 'none')
    await row.hover()
    await row.getByRole('button', { name: 'Put back' }).click()
    await expect(inbox.getByText('Nothing is done yet.')).toBeVisible()
    await views(inbox).getByRole('link', { name: 'Waiting' }).click()
    await expect(row).toHaveAttribute('data-attention', 'waiting')
  })

  test('the button of a row stands beside its words, in the middle of their line, and the row keeps its height', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Avez-vous des palmes en quarante-deux pour la plage de demain matin, et un tuba rouge ?')
    await checkNow(inbox)
    const row = queueItem(inbox, 'Claire Fontaine')
    const boxOf = async (part: Locator) => (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const before = await boxOf(row)
    await row.hover()
    const words = await boxOf(row.getByText('Avez-vous'))
    const button = await boxOf(row.getByRole('button', { name: 'Nothing to answer' }))
    expect(words.x + words.width).toBeLessThanOrEqual(button.x)
    expect(Math.abs(words.y + words.height / 2 - button.y - button.height / 2)).toBeLessThan(1)
    expect(await boxOf(row)).toEqual(before)
  })

  test('Undo by its button gives the focus back, or to the row that is there again', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Merci beaucoup')
    await checkNow(inbox)
    const row = queueItem(inbox, 'Claire Fontaine')
    await row.hover()
    await row.getByRole('button', { name: 'Nothing to answer' }).click()
    await inbox.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect(row.getByRole('button').first()).toBeFocused()
  })

  test('is told in a sentence that no name turns round', async ({ inbox, practice }) => {
    customerWrites(practice, 'Evil \u202egnp.exe', 'Bonjour')
    await checkNow(inbox)
    await queueItem(inbox, 'Evil').hover()
    await inbox.getByRole('button', { name: 'Nothing to answer' }).click()
    expect(await inbox.getByText('is done.').textContent()).toBe('Evil gnp.exe is done.')
  })

  test('Z is a letter while the owner writes', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Merci beaucoup')
    await checkNow(inbox)
    await queueItem(inbox, 'Claire Fontaine').click()
    await inbox.getByRole('button', { name: 'Done', exact: true }).click()
    await expect(inbox.getByRole('button', { name: 'Undo' })).toBeVisible()
    await inbox.getByRole('textbox', { name: 'Reply' }).press('z')
    await expect(inbox.getByRole('textbox', { name: 'Reply' })).toHaveValue('z')
    await expect(inbox.getByRole('button', { name: 'Undo' })).toBeVisible()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`rows that wait, that were settled and that are new meet WCAG 2.2 AA, ${colorScheme}`, async ({ inbox, practice }) => {
    await inbox.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await checkNow(inbox)
    await queueItem(inbox, 'Claire Fontaine').hover()
    await queueItem(inbox, 'Claire Fontaine').getByRole('button', { name: 'Nothing to answer' }).click()
    await expect(inbox.getByRole('button', { name: 'Undo' })).toBeVisible()
    customerWrites(practice, 'Jean Petit', 'Et moi ?')
    await inbox.getByRole('button', { name: 'Check now' }).evaluate((button: HTMLElement) => button.click())
    await expect(inbox.getByRole('button', { name: '1 new' })).toBeVisible()
    const axe = new AxeBuilder({ page: inbox }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    const { violations } = await axe.disableRules(['label-content-name-mismatch']).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
  })
}

test('the open conversation is open again after a reload, in another view and after a look at the settings', async ({ inbox, practice }) => {
  customerWrites(practice, 'Claire Fontaine', 'Bonjour')
  customerWrites(practice, 'Amina Diallo', 'Bonsoir')
  await checkNow(inbox)
  const heading = (name: string) => inbox.getByRole('heading', { name })
  await queueItem(inbox, 'Claire Fontaine').click()
  await inbox.reload()
  await expect(heading('Claire Fontaine')).toBeVisible()
  await queueItem(inbox, 'Amina Diallo').click()
  await views(inbox).getByRole('link', { name: 'All' }).click()
  await expect(heading('Amina Diallo')).toBeVisible()
  const main = inbox.getByRole('navigation', { name: 'Main' })
  await main.getByRole('link', { name: 'Settings' }).click()
  await expect(heading('Amina Diallo')).toHaveCount(0)
  await inbox.goBack()
  await expect(heading('Amina Diallo')).toBeVisible()
  await main.getByRole('link', { name: 'Settings' }).click()
  await main.getByRole('link', { name: 'Inbox' }).click()
  await expect(heading('Amina Diallo')).toBeVisible()

  await inbox.goto(inbox.url().replace(/#.*$/, '#/inbox/all?open=%zz/1'))
  await expect(queueItem(inbox, 'Amina Diallo')).toBeVisible()
})

for (const width of [1280, 700]) {
  test(`the browser’s “back” closes the conversation at ${width} px, and its row has the focus`, async ({ inbox, practice }) => {
    await inbox.setViewportSize({ width, height: 800 })
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await checkNow(inbox)
    await queueItem(inbox, 'Claire Fontaine').click()
    const heading = inbox.getByRole('heading', { name: 'Claire Fontaine' })
    await expect(heading).toBeVisible()
    await inbox.goBack()
    await expect(heading).toHaveCount(0)
    await expect(queueItem(inbox, 'Claire Fontaine').getByRole('button').first()).toBeFocused()
    await inbox.goForward()
    await expect(heading).toBeVisible()
  })
}

test('“back” leads past the conversations between, and the way out of one leaves no place behind', async ({ inbox, practice }) => {
  customerWrites(practice, 'Claire Fontaine', 'Bonjour')
  customerWrites(practice, 'Amina Diallo', 'Bonsoir')
  await checkNow(inbox)
  const main = inbox.getByRole('navigation', { name: 'Main' })
  await main.getByRole('link', { name: 'Settings' }).click()
  await main.getByRole('link', { name: 'Inbox' }).click()
  await queueItem(inbox, 'Claire Fontaine').click()
  await queueItem(inbox, 'Amina Diallo').click()
  await expect(inbox.getByRole('heading', { name: 'Amina Diallo' })).toBeVisible()
  await inbox.setViewportSize({ width: 700, height: 800 })
  await inbox.getByRole('button', { name: 'Back to the conversations' }).click()
  await expect(queueItem(inbox, 'Amina Diallo').getByRole('button').first()).toBeFocused()
  await inbox.goBack()
  await expect(inbox.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('while the first conversations are read the queue has shapes of rows, and then all is calm', async ({ page, practice, serve }) => {
  practice.shop.setFaults([{ route: 'list', kind: 'delay', delayMs: 3_000, times: 3 }])
  const app = await serve()
  await page.goto(`${app.url}#/connect`)
  await page.getByRole('textbox', { name: 'Page token' }).fill(practice.token)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByRole('status', { name: 'Comptoir is looking for your conversations.' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Comptoir is reading your conversations' })).toBeVisible()
  await expect(page.getByText('No conversations yet.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'All is calm' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Comptoir is reading your conversations' })).toHaveCount(0)
})

test('a customer who has just written waits since just now', async ({ inbox, practice }) => {
  customerWrites(practice, 'Claire Fontaine', 'Bonjour')
  await checkNow(inbox)
  await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAccessibleDescription('wrote just now')
  practice.shop.clock.advance(5 * minute)
  await checkNow(inbox)
  await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAccessibleDescription(/^waiting [45].min$/)
})

test('a reply that was not sent brings its conversation back among the waiting, until the owner has decided', async ({ inbox, practice }) => {
  customerWrites(practice, 'Claire Fontaine', 'Bonjour')
  await checkNow(inbox)
  await queueItem(inbox, 'Claire Fontaine').click()
  const reply = inbox.getByRole('textbox', { name: 'Reply' })
  await reply.fill('Bonjour Claire.')
  await reply.press('Enter')
  await expect(inbox.locator('[data-delivery=sent]')).toBeVisible()
  await inbox.mouse.move(0, 0)
  await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)

  practice.shop.setFaults([{ route: 'send', times: 1, kind: 'error', code: 10, subcode: 2018108 }])
  await reply.fill('Votre gâteau coûte 40 euros.')
  await reply.press('Enter')
  await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAccessibleDescription('reply not sent')
  await inbox.getByRole('button', { name: 'Put away' }).click()
  await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
})
