import { customerWrites, expect, queueItem, test } from './served-app'

test.describe('a reply that waits', () => {
  test('says for what, and is taken back into the composer', async ({ inbox, practice }) => {
    const conversation = customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain ?')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    practice.shop.setFaults([{ route: 'send', kind: 'error', code: 613, subcode: null }])
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    for (const text of ['Oui.', 'À demain.']) {
      await reply.fill(text)
      await reply.press('Enter')
    }
    const first = inbox.getByRole('article').filter({ hasText: 'Oui.' })
    const second = inbox.getByRole('article').filter({ hasText: 'À demain.' })
    await expect(first).toContainText(/Queued · Facebook asks for a pause until \d\d:\d\d/)
    await expect(second).toContainText('Queued · Waits until the message above is settled')
    await expect(first).toHaveAttribute('data-delivery', 'queued')

    await reply.fill('Bonne journée')
    await second.getByRole('button', { name: 'Take back' }).click()
    await expect(second).toHaveCount(0)
    await expect(reply).toHaveValue('À demain.\nBonne journée')
    await expect(reply).toBeFocused()
    await inbox.reload()
    await queueItem(inbox, 'Claire Fontaine').click()
    await expect(reply).toHaveValue('À demain.\nBonne journée')
    await first.getByRole('button', { name: 'Take back' }).click()
    await expect(reply).toHaveValue('Oui.\nÀ demain.\nBonne journée')
    await expect(inbox.getByRole('article')).toHaveCount(1)
    expect(practice.shop.findConversation(conversation)?.messages).toHaveLength(1)
  })

  test('waits for a new token when Facebook refuses this one', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain ?')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    practice.shop.setToken({ state: 'expired', failure: { code: 190, subcode: 463 } })
    await inbox.getByRole('textbox', { name: 'Reply' }).fill('Oui.')
    await inbox.getByRole('button', { name: 'Send' }).click()
    await expect(inbox.getByRole('article').last()).toContainText('Queued · Waits for a new token')
  })

  test('waits for a connection when there is none', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain ?')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    await practice.close()
    await inbox.getByRole('textbox', { name: 'Reply' }).fill('Oui.')
    await inbox.getByRole('button', { name: 'Send' }).click()
    await expect(inbox.getByRole('article').last()).toContainText('Queued · No connection')
  })
})
