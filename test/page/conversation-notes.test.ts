import type { Page } from '@playwright/test'
import { customerWrites, expect, queueItem, test } from './served-app'
import { openStoredConversation } from './stored-conversation'

const hello = () => [{ id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }]
const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Customer' })
const newNote = (page: Page) => panelOf(page).getByRole('textbox', { name: 'New note' })
const seesStop = (page: Page) => expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Comptoir has stopped')
const openPanel = (page: Page) => page.getByRole('button', { name: 'Customer', exact: true }).click()

test.describe('a note that is being written', () => {
  test('stays in its field when the desk is away, and says that it is not kept', async ({ dataFolder, practice, page, serve }) => {
    const app = await openStoredConversation({ dataFolder, practice, page, serve }, hello())
    await openPanel(page)
    await newNote(page).fill('Allergic to nuts')
    process.kill(app.pid, 'SIGKILL')
    await seesStop(page)
    await panelOf(page).getByRole('button', { name: 'Add the note' }).click()
    await expect(panelOf(page).getByRole('alert')).toHaveText('The note is not kept yet. Your words stay here: try again.')
    await expect(newNote(page)).toHaveValue('Allergic to nuts')
  })

  test('stays a change when the desk is away', async ({ dataFolder, practice, page, serve }) => {
    const app = await openStoredConversation({ dataFolder, practice, page, serve }, hello())
    await openPanel(page)
    await newNote(page).fill('Allergic to nuts')
    await newNote(page).press('Control+Enter')
    await panelOf(page).getByRole('button', { name: 'Change the note' }).click()
    const change = panelOf(page).getByRole('textbox', { name: 'Change the note' })
    await change.fill('Allergic to walnuts')
    process.kill(app.pid, 'SIGKILL')
    await seesStop(page)
    await change.press('Control+Enter')
    await expect(panelOf(page).getByRole('alert')).toBeVisible()
    await expect(change).toHaveValue('Allergic to walnuts')
  })

  test('is there again after the panel was closed, and after another conversation', async ({ dataFolder, practice, page, serve }) => {
    await openStoredConversation({ dataFolder, practice, page, serve }, hello())
    customerWrites(practice, 'Paul Martin', 'Une question')
    await page.getByRole('button', { name: 'Check now' }).click()
    await openPanel(page)
    await newNote(page).fill('Allergic to nuts')
    await newNote(page).press('Escape')
    await expect(panelOf(page)).toHaveCount(0)
    await openPanel(page)
    await expect(newNote(page)).toHaveValue('Allergic to nuts')

    await page.keyboard.press('Escape')
    await queueItem(page, 'Paul Martin').click()
    await openPanel(page)
    await expect(newNote(page)).toHaveValue('')
    await page.keyboard.press('Escape')
    await queueItem(page, 'Claire Fontaine').click()
    await openPanel(page)
    await newNote(page).press('Control+Enter')
    await expect(panelOf(page).getByRole('list', { name: 'Notes' })).toContainText('Allergic to nuts')
    await expect(newNote(page)).toHaveValue('')
    await page.keyboard.press('Escape')
    await openPanel(page)
    await expect(newNote(page)).toHaveValue('')
  })
})

test('the customer’s panel says that the desk is away', async ({ dataFolder, practice, page, serve }) => {
  const app = await openStoredConversation({ dataFolder, practice, page, serve }, hello())
  process.kill(app.pid, 'SIGKILL')
  await seesStop(page)
  await openPanel(page)
  await expect(panelOf(page).getByRole('status')).toHaveText('Notes and pictures come back when Comptoir runs again.')
})
