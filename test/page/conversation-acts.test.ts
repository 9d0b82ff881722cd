import AxeBuilder from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { customerWrites, expect, queueItem, test } from './served-app'
import { openStoredConversation, photo } from './stored-conversation'

test.describe('the owner’s acts', () => {
  test('E marks a conversation as done, and Undo takes it back', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Merci beaucoup')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const reply = inbox.getByRole('textbox', { name: 'Reply' })
    await reply.press('e')
    await expect(reply).toHaveValue('e')
    await reply.fill('')
    await inbox.getByRole('log', { name: 'Messages' }).focus()
    await inbox.keyboard.press('e')
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(0)
    await expect(inbox.getByRole('button', { name: 'Reopen' })).toBeVisible()
    await expect(inbox.getByText('Claire Fontaine is done.')).toBeVisible()
    await inbox.getByRole('button', { name: 'Undo' }).click()
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveAttribute('data-attention', 'waiting')
    await expect(inbox.getByRole('log', { name: 'Messages' })).toBeFocused()
    await inbox.getByRole('button', { name: 'Done' }).click()
    await inbox.getByRole('button', { name: 'Reopen' }).click()
    await expect(queueItem(inbox, 'Claire Fontaine')).toHaveCount(1)
  })

  test('what is said of an act covers neither the newest message of a narrow window nor the end of the settings', async ({ inbox, practice }) => {
    await inbox.setViewportSize({ width: 700, height: 600 })
    const conversation = customerWrites(practice, 'Claire Fontaine', 'Message 1')
    for (let line = 2; line <= 20; line += 1) customerWrites(practice, 'Claire Fontaine', `Message ${line}`, conversation)
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const newest = inbox.getByRole('article').last()
    await expect(newest).toContainText('Message 20')
    await inbox.getByRole('button', { name: 'Done', exact: true }).click()
    const bar = inbox.getByRole('status').filter({ hasText: 'Claire Fontaine is done.' })
    const overlap = async (part: Locator) => {
      const box = await part.boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0) - ((await bar.boundingBox())?.y ?? 0)
    }
    await expect.poll(() => overlap(newest)).toBeLessThanOrEqual(0)
    await inbox.getByRole('link', { name: 'Settings' }).click()
    const end = inbox.locator('.settings-column > :last-child')
    await inbox.locator('.settings').evaluate((element) => element.scrollTo(0, element.scrollHeight))
    expect(await overlap(end)).toBeLessThanOrEqual(0)
  })

  test('notes are written, changed and removed, and each can be taken back', async ({ dataFolder, practice, page, serve }) => {
    await openStoredConversation({ dataFolder, practice, page, serve }, [{ id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }])
    const button = page.getByRole('button', { name: 'Customer', exact: true })
    await expect(button).toHaveAttribute('aria-expanded', 'false')
    await button.click()
    const panel = page.getByRole('complementary', { name: 'Customer' })
    await expect(button).toHaveAttribute('aria-expanded', 'true')
    await expect(panel).toContainText('1 message')
    await panel.getByRole('textbox', { name: 'New note' }).fill('Allergic to nuts')
    await panel.getByRole('button', { name: 'Add the note' }).click()
    const notes = panel.getByRole('list', { name: 'Notes' })
    await expect(notes).toContainText('Allergic to nuts')
    await notes.getByRole('button', { name: 'Change the note' }).click()
    await notes.getByRole('textbox', { name: 'Change the note' }).fill('Allergic to walnuts')
    await notes.getByRole('button', { name: 'Keep the change' }).click()
    await expect(notes).toContainText('walnuts')
    await notes.getByRole('button', { name: 'Remove the note' }).click()
    await expect(notes.getByRole('listitem')).toHaveCount(0)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect(notes).toContainText('walnuts')

    const history = panel.getByRole('list', { name: 'History' })
    await expect(history.locator('del')).toHaveText('Note removed')
    await history.getByRole('button', { name: 'Redo: Note removed' }).click()
    await expect(notes.getByRole('listitem')).toHaveCount(0)
    await history.getByRole('button', { name: 'Undo: Note removed' }).click()
    await history.getByRole('button', { name: 'Undo: Note: Allergic to walnuts' }).click()
    await expect(notes).toContainText('Allergic to nuts')

    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(button).toBeFocused()
  })

  test('the customer’s panel shows the pictures exchanged, and stands beside the conversation where there is room', async ({
    dataFolder,
    practice,
    page,
    serve,
  }) => {
    const sentAt = Date.now() - 3_000
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'one', sentAt, text: 'Ce modèle ?', attachments: [photo(), photo()] },
      { id: 'two', sentAt, from: 'page', attachments: [photo()] },
    ])
    await page.getByRole('button', { name: 'Customer', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Customer' })
    const pictures = panel.getByRole('list', { name: 'Pictures exchanged' }).getByRole('button')
    await expect(pictures).toHaveCount(3)
    await pictures.first().click()
    await page.keyboard.press('Escape')
    await expect(panel).toBeVisible()
    await expect(pictures.first()).toBeFocused()
    const covered = async () => {
      const log = await page.getByRole('log').boundingBox()
      return (log?.x ?? 0) + (log?.width ?? 0) - ((await panel.boundingBox())?.x ?? 0)
    }
    for (const width of [1700, 1280, 1100]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await covered(), `${width} px`).toBeLessThanOrEqual(0)
    }
    for (const width of [1099, 900, 700]) {
      await page.setViewportSize({ width, height: 600 })
      expect(await covered(), `${width} px`).toBeGreaterThan(0)
      await page.getByRole('button', { name: 'Done', exact: true }).click({ trial: true })
    }
    expect((await panel.boundingBox())?.width).toBe(700 - 64)
    await page.getByRole('button', { name: 'Customer', exact: true }).click()
    await expect(panel).toHaveCount(0)
  })

  test('the customer’s panel says how many pictures there are, and shows the rest', async ({ dataFolder, practice, page, serve }) => {
    const sentAt = Date.now() - 300_000
    const messages = Array.from({ length: 13 }, (_, index) => ({ id: `m${index}`, sentAt: sentAt + index, attachments: Array.from({ length: 5 }, () => photo()) }))
    await openStoredConversation({ dataFolder, practice, page, serve }, messages)
    await page.getByRole('button', { name: 'Customer', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Customer' })
    const pictures = panel.getByRole('list', { name: 'Pictures exchanged' }).getByRole('button')
    await expect(pictures).toHaveCount(60)
    await panel.getByRole('button', { name: 'Show all 65 pictures' }).click()
    await expect(pictures).toHaveCount(65)
    await pictures.last().click()
    await expect(page.getByRole('dialog', { name: 'Picture' }).getByRole('status')).toHaveText('65 of 65')
  })

  for (const lang of ['en', 'fr'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`conversation, panel and picture meet WCAG 2.2 AA, in ${lang}, ${colorScheme}`, async ({ dataFolder, practice, page, serve }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const sentAt = Date.now() - 3_000
        const recording = { kind: 'audio', name: 'audioclip.wav', content: 'kept' } as const
        await openStoredConversation(
          { dataFolder, practice, page, serve },
          [
            { id: 'one', sentAt: sentAt - 90_000_000, text: 'Bonjour ! https://example.com', attachments: [photo(), photo()], unavailableBefore: 3 },
            { id: 'voice', sentAt, attachments: [recording, { kind: 'file', name: 'devis.pdf', sizeBytes: 3000, content: 'kept' }] },
            { id: 'two', sentAt, attachments: [{ kind: 'share', title: 'Post', linkUrl: 'https://www.example.com/' }, photo({ content: 'gone' })] },
            { id: 'three', sentAt, text: 'À neuf heures', editedFrom: 'À huit heures', replyTo: 'one', reactions: [{ emoji: '❤', from: 'page' }] },
            { id: 'four', sentAt, from: 'page', text: 'Avec plaisir', vanished: true },
          ],
          { serve: { lang }, link: '/claire/inbox' },
        )
        const check = async (part: string) => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
            .disableRules(['label-content-name-mismatch'])
            .analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), part).toEqual([])
        }
        await check('conversation')
        await page.getByRole('button', { name: lang === 'en' ? 'Customer' : 'Client', exact: true }).click()
        const panel = page.getByRole('complementary')
        await panel.getByRole('textbox').fill('Sans gluten')
        await panel.getByRole('textbox').press('Control+Enter')
        await panel.getByText('Sans gluten').first().waitFor()
        await check('panel')
        await page.keyboard.press('Escape')
        await page.getByRole('log').getByRole('button', { name: /^Photo/ }).first().click()
        await page.getByRole('dialog').waitFor()
        await check('picture')
        await page.keyboard.press('Escape')
        await page.setViewportSize({ width: 900, height: 600 })
        await check('conversation at 900x600')
      })
    }
  }
})
