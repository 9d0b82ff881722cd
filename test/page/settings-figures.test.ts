import { customerWrites, expect, test } from './served-app'

test.describe('the figures of a Page in the settings', () => {
  // platform: quota.per-day, quota.two-a-second, header.X-Business-Use-Case-Usage, header.X-App-Usage, header.missing
  test('say how many calls were made of how many, and the percentage once Facebook says one', async ({ inbox, practice }) => {
    await inbox.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
    const figures = inbox.getByRole('region', { name: practice.shop.pageName })
    await expect(figures).toContainText(/Calls in 24\sh\d+ of 200/)
    await expect(figures).not.toContainText('Facebook counts')
    const { quota } = practice.shop.account.conditions()
    for (let call = 0; call < 80; call += 1) practice.shop.quota.count({ route: 'send', rules: quota, engagedPeople: 1 })
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await expect(figures).toContainText(/Facebook counts 4\d\s%/)
  })

  // platform: quota.back-off, error.80006, header.X-Business-Use-Case-Usage
  test('say until when Facebook has asked for a pause', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
    practice.shop.setFaults([{ route: 'list', kind: 'error', code: 80006, subcode: null, waitMinutes: 19 }])
    await inbox.getByRole('button', { name: 'Check now' }).click()
    const figures = inbox.getByRole('region', { name: practice.shop.pageName })
    await expect(figures).toContainText(/paused until \d\d:\d\d/)
    await expect(figures).toContainText('Facebook asks for a pause. Comptoir goes on by itself.')
  })
})
