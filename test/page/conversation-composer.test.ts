import { customerWrites, expect, queueItem, test } from './served-app'
import { openStoredConversation } from './stored-conversation'

test.describe('the composer', () => {
  test('a draft outlives a crash, and what was sent does not come back', async ({ dataFolder, practice, page, serve, context }) => {
    const served = { dataFolder, practice, page, serve }
    const app = await openStoredConversation(served, [{ id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }])
    await page.getByRole('textbox', { name: 'Reply' }).fill('Je vous réponds')
    // Another page of the same desk sees the draft as soon as it is kept.
    const second = await context.newPage()
    await expect(async () => {
      await second.goto(new URL(app.url).origin + '/#/inbox/all')
      await queueItem(second, 'Claire Fontaine').click()
      await expect(second.getByRole('textbox', { name: 'Reply' })).toHaveValue('Je vous réponds', { timeout: 500 })
    }).toPass()
    await second.close()
    process.kill(app.pid, 'SIGKILL')

    const again = await serve({ token: practice.token })
    await page.goto(again.url)
    await page.getByRole('link', { name: /^All/ }).click()
    await queueItem(page, 'Claire Fontaine').click()
    const reply = page.getByRole('textbox', { name: 'Reply' })
    await expect(reply).toHaveValue('Je vous réponds')
    await reply.press('Enter')
    await expect(reply).toHaveValue('')
    await page.reload()
    await queueItem(page, 'Claire Fontaine').click()
    await expect(page.getByRole('log')).toContainText('Je vous réponds')
    await expect(reply).toHaveValue('')
  })

  test('what is being written is not replaced by what the desk kept', async ({ inbox, practice, context }) => {
    const conversation = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await reply.fill('Oui')
    const second = await context.newPage()
    await second.goto(inbox.url())
    await queueItem(second, 'Claire Fontaine').click()
    await second.getByRole('textbox', { name: 'Reply' }).fill('Written elsewhere')
    await second.getByRole('log').focus()
    await second.close()

    customerWrites(practice, 'Claire Fontaine', 'Vous êtes là ?', conversation)
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await expect(inbox.getByRole('log')).toContainText('Vous êtes là ?')
    await expect(reply).toHaveValue('Oui')
  })

  test('sending in one window leaves what is being written in another', async ({ inbox, practice, context }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await reply.fill('one')
    await inbox.getByRole('log').focus()
    const second = await context.newPage()
    await second.goto(new URL(inbox.url()).origin + '/#/inbox/all')
    await queueItem(second, 'Claire Fontaine').click()
    const other = second.getByRole('textbox', { name: 'Reply' })
    await expect(other).toHaveValue('one')
    await other.fill('two')
    await second.getByRole('log').focus()
    await reply.press('Enter')
    await expect(inbox.getByRole('article').last()).toHaveAttribute('data-delivery', 'sent')
    await second.reload()
    await queueItem(second, 'Claire Fontaine').click()
    await expect(second.getByRole('log')).toContainText('one')
    await expect(other).toHaveValue('two')
  })

  test('Enter begins a line and Ctrl+Enter sends, for an owner who wants that', async ({ dataFolder, practice, page, serve }) => {
    const message = { id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }
    await openStoredConversation({ dataFolder, practice, page, serve }, [message], { settings: { sendWithEnter: false } })
    const reply = page.getByRole('textbox', { name: 'Reply' })
    await reply.pressSequentially('Bonjour')
    await reply.press('Enter')
    await reply.pressSequentially('Claire')
    await expect(reply).toHaveValue('Bonjour\nClaire')
    await expect(page.getByText('Ctrl Enter')).toBeVisible()
    await reply.press('Control+Enter')
    await expect(reply).toHaveValue('')
    await expect(page.getByRole('article').last()).toContainText('Bonjour\nClaire')
  })

  test('it grows to eight lines and then scrolls', async ({ dataFolder, practice, page, serve }) => {
    await openStoredConversation({ dataFolder, practice, page, serve }, [{ id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }])
    const reply = page.getByRole('textbox', { name: 'Reply' })
    const heightWith = async (lines: number) => {
      await reply.fill(Array.from({ length: lines }, (_, line) => String(line)).join('\n'))
      return (await reply.boundingBox())?.height ?? 0
    }
    const four = await heightWith(4)
    const eight = await heightWith(8)
    expect(eight).toBeGreaterThan(four)
    expect(await heightWith(30)).toBe(eight)
    expect(await reply.evaluate((box) => box.scrollHeight > box.clientHeight)).toBe(true)
    await expect(page.getByRole('log').getByText('Bonjour')).toBeInViewport()
  })
})
