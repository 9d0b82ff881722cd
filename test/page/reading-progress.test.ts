import { customerWrites, expect, test } from './served-app'

const month = 30 * 24 * 3_600_000

test('the strip says how far the older conversations are read, until they all are', async ({ page, practice, serve }) => {
  for (let number = 0; number < 60; number += 1) customerWrites(practice, `Ancien ${number}`, 'Bonjour')
  practice.shop.clock.advance(month)
  for (let number = 0; number < 10; number += 1) customerWrites(practice, `Client ${number}`, 'Bonjour')
  const app = await serve({ token: practice.token })
  await page.goto(app.url)
  const connection = page.getByRole('status', { name: 'Connection' })
  await expect(connection).toContainText('Reading older conversations: 50')
  await expect(connection).not.toContainText('older', { timeout: 20_000 })
})
