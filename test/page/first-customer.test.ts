import { customerWrites, expect, minute, queueItem, test, textsAtThePlatform } from './served-app'

test.describe('the first customer', () => {
  test('a message arrives, is answered, and the answer is at the other end', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain sans gluten ?')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    const item = queueItem(inbox, 'Claire Fontaine')
    await expect(item).toHaveAttribute('data-attention', 'waiting')
    await expect(item).toHaveAttribute('data-conversation-id', claire)
    await expect(item).toContainText('Avez-vous du pain sans gluten ?')
    await expect(inbox.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /Waiting/ })).toContainText('1')

    await item.click()
    await expect(inbox.getByRole('status', { name: 'Reply window' })).toContainText('You can reply until')
    const messages = inbox.getByRole('log', { name: 'Messages' })
    await expect(messages.locator('[data-delivery=received]')).toContainText('Avez-vous du pain sans gluten ?')

    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await reply.fill('Oui, sur commande.')
    await reply.press('Enter')
    await expect(messages.locator('[data-delivery=sent]')).toContainText('Oui, sur commande.')
    await expect(reply).toHaveValue('')
    expect(textsAtThePlatform(practice, claire)).toEqual(['Avez-vous du pain sans gluten ?', 'Oui, sur commande.'])
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)

    await inbox.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /All/ }).click()
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAttribute('data-attention', 'none')
  })

  // platform: token.page
  test('a token is pasted, and the page that follows knows nothing of it', async ({ page, practice, serve }) => {
    const app = await serve()
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Connect my Page' }).click()
    await page.getByRole('textbox', { name: 'Page token' }).fill('EAAnonsense')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('alert')).toHaveText(/Facebook refuses this token/)

    await page.getByRole('textbox', { name: 'Page token' }).fill(practice.token)
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await reloaded
    await expect(page.getByRole('status', { name: 'Connection' })).toBeVisible()
    const kept = await page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify({ ...localStorage }), location.href].join())
    expect(kept).not.toContain(practice.token)
  })

  test('several lines are one message: Shift+Enter breaks the line, Enter sends', async ({ inbox, practice }) => {
    const claire = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await reply.pressSequentially('Bonjour Claire,')
    await reply.press('Shift+Enter')
    await reply.pressSequentially('nous sommes ouverts.')
    await reply.press('Enter')
    await expect(inbox.locator('[data-delivery=sent]')).toBeVisible()
    expect(textsAtThePlatform(practice, claire).at(-1)).toBe('Bonjour Claire,\nnous sommes ouverts.')
  })

  test('a draft waits in its conversation', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    customerWrites(practice, 'Amina Diallo', 'Bonsoir')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await queueItem(inbox, 'Claire Fontaine').click()
    await reply.fill('Je regarde')
    await queueItem(inbox, 'Amina Diallo').click()
    await expect(reply).toHaveValue('')
    await queueItem(inbox, 'Claire Fontaine').click()
    await expect(reply).toHaveValue('Je regarde')
  })

  // platform: send.text
  test('a text over 2,000 characters cannot be sent, and says so', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    await inbox.getByRole('textbox', { name: 'Reply' }).fill('a'.repeat(2001))
    await expect(inbox.getByRole('button', { name: 'Send' })).toBeDisabled()
    await expect(inbox.getByText(/2,?000/).first()).toBeVisible()
  })

  test('what a customer writes is shown as text, never run', async ({ inbox, practice }) => {
    const hostile = '<img src=x onerror="document.title=\'run\'"> <b>gras</b> javascript:alert(1)'
    customerWrites(practice, '<script>alert(1)</script>', hostile)
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, '<script>alert(1)</script>').click()
    await expect(inbox.getByRole('log', { name: 'Messages' })).toContainText(hostile)
    expect(await inbox.title()).not.toBe('run')
  })
})

test.describe('an overdue reply in the browser', () => {
  // platform: answer.date
  test('is not told for one answer of the platform with a wrong time', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain ?')
    practice.shop.setFaults([{ route: 'list', times: 1, kind: 'wrong-date', offsetMs: 60 * minute }])
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAttribute('data-attention', 'waiting')
    await expect(inbox.getByRole('status', { name: 'Connection' })).toContainText('Checked')
    expect(practice.shop.state().faults).toEqual([])
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAttribute('data-attention', 'waiting')
  })

  test('becomes a notification of the page, once, and a click opens the conversation', async ({ page, context, practice, serve }) => {
    await context.grantPermissions(['notifications'])
    await page.addInitScript(() => {
      const shown: Notification[] = []
      const Real = window.Notification
      Object.assign(window, { shownNotifications: shown })
      window.Notification = class extends Real {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options)
          shown.push(this)
        }
      }
    })
    const titles = () =>
      page.evaluate(() =>
        (window as unknown as { shownNotifications: Notification[] }).shownNotifications.map((one) => `${one.title} | ${one.body}`),
      )
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain ?')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(queueItem(page, 'Claire Fontaine')).toHaveAttribute('data-attention', 'waiting')

    practice.shop.clock.advance(16 * minute)
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(queueItem(page, 'Claire Fontaine')).toHaveAttribute('data-attention', 'overdue')
    await expect.poll(titles).toEqual(['Claire Fontaine is waiting | Avez-vous du pain ?'])

    await page.evaluate(() => (window as unknown as { shownNotifications: Notification[] }).shownNotifications[0]?.dispatchEvent(new Event('click')))
    await expect(page.getByRole('heading', { name: 'Claire Fontaine' })).toBeVisible()

    practice.shop.clock.advance(16 * minute)
    await page.getByRole('button', { name: 'Check now' }).click()
    await app.end()
    const again = await serve({ token: practice.token })
    await page.goto(again.url)
    await expect(queueItem(page, 'Claire Fontaine')).toHaveAttribute('data-attention', 'overdue')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Checked')
    expect(await titles()).toEqual([])
  })
})
