import { customerWrites, expect, queueItem, test } from './served-app'
import { hour, openStoredConversation } from './stored-conversation'

test.describe('what was said', () => {
  test.describe('on a computer in another time zone', () => {
    test.use({ timezoneId: 'Pacific/Kiritimati' })

    test('days and hours are those of the shop', async ({ dataFolder, practice, page, serve }) => {
      // 22:30 and 00:30 in Paris, one summer night; on Kiritimati both are noon and later of one day.
      const evening = Date.parse('2025-07-05T20:30:00Z')
      await openStoredConversation(
        { dataFolder, practice, page, serve },
        [
          { id: 'evening', sentAt: evening, text: 'Bonsoir' },
          { id: 'night', sentAt: evening + 2 * hour, text: 'Encore moi' },
        ],
        { settings: { timeZone: 'Europe/Paris' } },
      )
      const log = page.getByRole('log')
      await expect(log.locator('.day')).toHaveText(['Saturday, 5 July 2025', 'Sunday, 6 July 2025'])
      await expect(log.getByRole('article').first()).toContainText('22:30')
      await expect(log.getByRole('article').last()).toContainText('00:30')
    })
  })

  // platform: message.reply_to
  test('a reply quotes what it answers and leads there, also far back', async ({ dataFolder, practice, page, serve }) => {
    const start = Date.now() - 40 * hour
    const many = Array.from({ length: 260 }, (_, index) => ({ id: `m${index}`, sentAt: start + index * 60_000, text: `Message ${index}` }))
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      ...many,
      { id: 'answer', sentAt: start + 39 * hour, text: 'Yes please', replyTo: 'm3' },
      { id: 'lost', sentAt: start + 39 * hour, text: 'And that', replyTo: 'nowhere' },
    ])
    const log = page.getByRole('log')
    await expect(log.getByText('Message 3', { exact: true })).toHaveCount(1)
    await expect(log.getByRole('article').filter({ hasText: 'And that' })).toContainText('Answers an earlier message')
    await log.getByRole('button', { name: 'Answers Claire Fontaine: Message 3' }).click()
    const reached = log.locator('[data-reached=true]')
    await expect(reached).toContainText('Message 3')
    await expect(reached).toBeFocused()
    await expect(reached).toBeInViewport()
  })

  test('earlier messages come without moving what is read', async ({ dataFolder, practice, page, serve }) => {
    const start = Date.now() - 40 * hour
    const many = Array.from({ length: 450 }, (_, index) => ({ id: `m${index}`, sentAt: start + index * 60_000, text: `Message ${index}` }))
    await openStoredConversation({ dataFolder, practice, page, serve }, many)
    const log = page.getByRole('log')
    await expect(log.getByRole('article')).toHaveCount(200)
    await expect(log.getByText('Message 449', { exact: true })).toBeInViewport()
    const earlier = log.getByRole('button', { name: 'Show earlier messages' })
    await earlier.scrollIntoViewIfNeeded()
    const first = log.locator('[data-message-id=m250]')
    const top = (await first.boundingBox())?.y ?? 0
    await earlier.click()
    await expect(log.getByRole('article')).toHaveCount(400)
    expect(Math.abs(((await first.boundingBox())?.y ?? 0) - top)).toBeLessThan(2)
    await earlier.click()
    await expect(log.getByRole('article')).toHaveCount(450)
    await expect(earlier).toHaveCount(0)
  })

  // platform: message.reactions, message.edited, message.vanished, message.newest-20
  test('reactions, edits, removals and gaps are told', async ({ dataFolder, practice, page, serve }) => {
    const sentAt = Date.now() - hour
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'gap', sentAt, text: 'Hello', unavailableBefore: 12 },
      { id: 'edited', sentAt, text: 'At nine', editedFrom: 'At eight' },
      { id: 'removed', sentAt, text: 'Never mind', vanished: true },
      { id: 'own', sentAt, from: 'page', text: 'With pleasure', reactions: [{ emoji: '❤', from: 'customer' }] },
    ])
    const log = page.getByRole('log')
    await expect(log).toContainText('12 messages are not available any more')
    await expect(log.getByText('At eight')).toBeHidden()
    await log.getByText('Edited').click()
    await expect(log.getByText('Before: At eight')).toBeVisible()
    await expect(log.getByRole('article').filter({ hasText: 'Never mind' })).toContainText('Removed by the customer')
    await expect(log.getByRole('list', { name: 'Reactions' }).getByRole('listitem')).toHaveText('❤ Claire Fontaine')
  })

  test('a question of less than a minute ago is there just now', async ({ inbox, practice }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const log = inbox.getByRole('log')
    await expect(log).toContainText(/\d\d:\d\d · just now/)
    practice.shop.clock.advance(2 * 60_000)
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await expect(log).toContainText(/\d\d:\d\d · unanswered for [12]\smin/)
  })

  test('a reaction stands clear of the words above it', async ({ dataFolder, practice, page, serve }) => {
    const message = { id: 'one', sentAt: Date.now() - hour, text: 'Typography', reactions: [{ emoji: '❤', from: 'page' as const }] }
    await openStoredConversation({ dataFolder, practice, page, serve }, [message])
    const article = page.getByRole('article')
    const endOfWords = await article.getByText('Typography').evaluate((bubble) => {
      const range = document.createRange()
      range.selectNodeContents(bubble)
      return range.getBoundingClientRect().bottom
    })
    const pill = await article.getByRole('list', { name: 'Reactions' }).getByRole('listitem').boundingBox()
    expect((pill?.y ?? 0) - endOfWords).toBeGreaterThan(7)
  })

  test('a text of a megabyte is folded, markup stays text, and nothing leaves its place', async ({ dataFolder, practice, page, serve }) => {
    const text = `<img src=x onerror="document.title='run'">${'pain '.repeat(200_000)}the end`
    const name = 'مريم \u202Eالحداد'
    await openStoredConversation({ dataFolder, practice, page, serve }, [{ id: 'long', sentAt: Date.now() - hour, text }], { customer: name })
    const log = page.getByRole('log')
    await expect(log).toContainText('<img src=x onerror=')
    await expect(log).not.toContainText('the end')
    await log.getByRole('button', { name: /Show all 1,000,0\d\d characters/ }).click()
    await expect(log).toContainText('the end')
    expect(await page.title()).not.toBe('run')
    expect(await log.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    const done = await page.getByRole('button', { name: 'Done' }).boundingBox()
    const heading = await page.getByRole('heading', { name }).boundingBox()
    expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(done?.x ?? 0)
  })

  test('web addresses in a text are links, other words are not', async ({ dataFolder, practice, page, serve }) => {
    const text = 'See https://example.com/a(b). Or javascript:alert(1), or http://user@other.example!'
    await openStoredConversation({ dataFolder, practice, page, serve }, [{ id: 'links', sentAt: Date.now() - hour, text }])
    const links = page.getByRole('log').getByRole('link')
    await expect(links).toHaveText(['https://example.com/a(b)', 'http://user@other.example'])
    await expect(page.getByRole('log')).toContainText(text)
  })

  test('a link opens outside only after the owner has seen where it leads', async ({ dataFolder, practice, page, serve, context }) => {
    await context.route('https://*/**', (route) => route.fulfill({ contentType: 'text/html', body: 'elsewhere' }))
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'one', sentAt: Date.now() - hour, text: 'https://facebook.com.evil.example/login' },
      { id: 'two', sentAt: Date.now() - hour, text: 'http://user:word@other.example/' },
      { id: 'post', sentAt: Date.now() - hour, attachments: [{ kind: 'share', title: 'A post', linkUrl: 'https://www.facebook.com/123' }] },
    ])
    const log = page.getByRole('log')
    const question = page.getByRole('dialog', { name: 'Open a link' })
    await log.getByRole('link', { name: 'https://facebook.com.evil.example/login' }).click()
    await expect(question).toContainText('facebook.com.evil.example')
    await question.getByRole('button', { name: 'Do not open' }).click()
    await expect(question).toHaveCount(0)
    expect(context.pages()).toHaveLength(1)

    await log.getByRole('link', { name: 'https://facebook.com.evil.example/login' }).click()
    const asked = context.waitForEvent('page')
    await question.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(await asked).toHaveURL('https://facebook.com.evil.example/login')
    await page.bringToFront()
    await expect(question).toHaveCount(0)

    const atOnce = context.waitForEvent('page')
    await log.getByRole('link', { name: /A post/ }).click()
    await expect(await atOnce).toHaveURL('https://www.facebook.com/123')

    await page.bringToFront()
    await log.getByRole('link', { name: 'http://user:word@other.example/' }).click()
    await expect(question.getByRole('alert')).toContainText('does not open this link')
    await page.keyboard.press('Escape')
    await expect(log.getByRole('link', { name: 'http://user:word@other.example/' })).toBeFocused()
  })
})
