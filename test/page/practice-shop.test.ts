import { expect, queueItem, test } from './served-app'

test.describe('the practice shop', () => {
  test('is opened from the first screen, has customers waiting, and its clock can be moved', async ({ page, serve }) => {
    const app = await serve()
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Open the practice shop' }).click()
    const queue = page.getByRole('list', { name: 'Conversations' })
    await expect(queue.getByRole('listitem').first()).toBeVisible()
    expect(await queue.getByRole('listitem').count()).toBeGreaterThanOrEqual(5)
    await expect(queue.locator('[data-attention=closing]').first()).toBeVisible()

    const before = await queue.locator('[data-attention=closing]').count()
    const clock = page.getByRole('region', { name: 'Practice clock' })
    await clock.getByRole('button', { name: '+1 h' }).click()
    await clock.getByRole('button', { name: '+1 h' }).click()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect.poll(() => queue.locator('[data-attention=missed]').count()).toBeGreaterThanOrEqual(2)
    expect(before).toBeGreaterThanOrEqual(2)
  })

  test('goes on where it was after the app was closed, and is forgotten when left', async ({ page, serve }) => {
    const app = await serve()
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Open the practice shop' }).click()
    const first = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()
    await first.click()
    const customer = (await first.getAttribute('aria-label')) ?? ''
    await page.getByRole('textbox', { name: 'Reply' }).fill('Oui, avec plaisir.')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.locator('[data-delivery=sent]', { hasText: 'Oui, avec plaisir.' })).toBeVisible()
    await app.end()

    const again = await serve()
    await page.goto(again.url)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /All/ }).click()
    await queueItem(page, customer).click()
    await expect(page.locator('[data-delivery=sent]', { hasText: 'Oui, avec plaisir.' })).toHaveCount(1)

    await page.getByRole('button', { name: 'Leave the practice shop' }).click()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
  })

  test('leaves the rows most of a low window', async ({ page, serve }) => {
    await page.setViewportSize({ width: 900, height: 600 })
    const app = await serve()
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Open the practice shop' }).click()
    await page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first().waitFor()
    await expect(page.getByRole('button', { name: 'Allow notifications' })).toBeVisible()
    expect((await page.locator('.list').boundingBox())?.height).toBeGreaterThan(5 * 56)
    await page.getByRole('region', { name: 'Practice clock' }).getByRole('button', { name: '+1 h' }).click()
  })
})
