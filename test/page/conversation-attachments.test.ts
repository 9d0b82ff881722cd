import { expect, queueItem, test } from './served-app'
import { hour, openStoredConversation, photo } from './stored-conversation'

test.describe('what a message carries', () => {
  // platform: attachment.image
  test('pictures open large, arrows lead to the others of the conversation, and Escape leads back', async ({ dataFolder, practice, page, serve }) => {
    const now = Date.now()
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'one', sentAt: now - 3_000, attachments: [photo()] },
      { id: 'two', sentAt: now - 2_000, attachments: [photo(), photo({ name: 'second.png' }), photo({ content: 'gone' })] },
    ])
    const pictures = page.getByRole('log').getByRole('button', { name: /^Photo from Claire Fontaine, / })
    await expect(pictures).toHaveCount(3)
    await pictures.first().click()
    const viewer = page.getByRole('dialog', { name: 'Picture' })
    await expect(viewer.getByRole('status')).toHaveText('1 of 3')
    await expect(viewer.getByRole('button', { name: 'Previous picture' })).toBeDisabled()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(viewer.getByRole('status')).toHaveText('3 of 3')
    const save = page.waitForEvent('download')
    await viewer.getByRole('link', { name: 'Save' }).click()
    expect((await save).suggestedFilename()).toBe('second.png')
    await viewer.getByRole('button', { name: 'Previous picture' }).click()
    await expect(viewer.getByRole('status')).toHaveText('2 of 3')
    await page.keyboard.press('Escape')
    await expect(viewer).toHaveCount(0)
    await expect(pictures.first()).toBeFocused()
  })

  test('a picture has its room before it is there', async ({ dataFolder, practice, page, serve }) => {
    const message = { id: 'slow', sentAt: Date.now() - 3_000, attachments: [photo({ width: 3000, height: 1500 })] }
    await openStoredConversation({ dataFolder, practice, page, serve }, [message])
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    await page.route('**/attachments/**', async (route) => {
      await arrived
      await route.fallback()
    })
    await page.reload()
    await page.getByRole('listitem', { name: 'Claire Fontaine' }).click()
    const picture = page.getByRole('log').getByRole('button', { name: /^Photo/ })
    const size = async () => {
      const box = await picture.boundingBox()
      return box && [box.width, box.height]
    }
    await expect.poll(size).toEqual([320, 160])
    const image = picture.locator('img')
    expect(await image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(0)
    arrive()
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(320)
    expect(await size()).toEqual([320, 160])
  })

  // platform: attachment.audio
  test('one voice message plays at a time, by the keyboard too', async ({ dataFolder, practice, page, serve }) => {
    const sentAt = Date.now() - 3_000
    const recording = { kind: 'audio', name: 'audioclip.wav', mimeType: 'audio/wav', content: 'kept' } as const
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'voice-one', sentAt, attachments: [recording] },
      { id: 'voice-two', sentAt, attachments: [recording] },
    ])
    const first = page.getByRole('group', { name: /^Voice message from Claire Fontaine/ }).first()
    const second = page.getByRole('group', { name: /^Voice message from Claire Fontaine/ }).last()
    await expect(first).toContainText('0:04')
    await first.getByRole('button', { name: 'Play' }).focus()
    await page.keyboard.press('Enter')
    await expect(first.getByRole('button', { name: 'Pause' })).toBeVisible()
    await second.getByRole('button', { name: 'Play' }).click()
    await expect(second.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(first.getByRole('button', { name: 'Play' })).toBeVisible()
    await second.getByRole('button', { name: 'Pause' }).click()
    const place = second.getByRole('slider', { name: 'Place in the recording' })
    await place.press('Home')
    await expect(place).toHaveAttribute('aria-valuetext', '0:00 of 0:04')
    await place.press('End')
    await expect(place).toHaveAttribute('aria-valuetext', '0:04 of 0:04')
  })

  // platform: attachment.file, attachment.link-share, attachment.sticker-new, attachment.unknown, message.shares
  test('files, shares, and what cannot be shown are told in words', async ({ dataFolder, practice, page, serve }) => {
    const sentAt = Date.now() - 3_000
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'file', sentAt, attachments: [{ kind: 'file', name: 'devis.pdf', sizeBytes: 1_430_000, content: 'kept' }] },
      { id: 'share', sentAt, attachments: [{ kind: 'share', title: 'Our new season', linkUrl: 'https://www.example.com/season' }] },
      { id: 'bad', sentAt, attachments: [{ kind: 'template', title: 'Run this', linkUrl: 'javascript:alert(1)' }] },
      { id: 'gone', sentAt, attachments: [photo({ content: 'gone', name: 'cake.jpg' })] },
      { id: 'large', sentAt, attachments: [{ kind: 'video', name: 'film.mp4', content: 'too-large' }] },
      { id: 'sticker', sentAt, attachments: [{ kind: 'sticker', content: 'kept' }] },
      { id: 'unknown', sentAt, attachments: [{ kind: 'unsupported' }] },
    ])
    const log = page.getByRole('log')
    await expect(log).toContainText('devis.pdf · 1.4 MB')
    const save = page.waitForEvent('download')
    await log.getByRole('link', { name: 'Save devis.pdf' }).click()
    expect((await save).suggestedFilename()).toBe('devis.pdf')
    await expect(log.getByRole('link', { name: /Our new season.*www\.example\.com/ })).toBeVisible()
    await expect(log).toContainText('Run this')
    await expect(log.getByRole('link', { name: /Run this/ })).toHaveCount(0)
    await expect(log).toContainText('Photo cake.jpg · not available any more')
    await expect(log).toContainText('Video film.mp4 · too large to keep on this computer')
    await expect(log.getByRole('img', { name: /^Sticker from Claire Fontaine/ })).toBeVisible()
    await expect(log).toContainText('Comptoir cannot show this kind of message')
  })

  // platform: message.attachments, message.shares.fields, attachment.product-share, attachment.generic_template, attachment.appointment_booking, attachment.privacy-stub
  test('products, templates, appointments and what was held back say what Meta says of them', async ({ dataFolder, practice, page, serve }) => {
    await openStoredConversation({ dataFolder, practice, page, serve }, [{ id: 'one', sentAt: Date.now() - 3_000, text: 'Bonjour' }], {
      settings: { timeZone: 'Asia/Tokyo' },
    })
    await page.unroute('**/attachments/**')
    const attachments = [
      { type: 'product', name: 'Linen shirt', price: '€39.00' },
      { type: 'product', name: 'Silk scarf', isVisible: false },
      { type: 'template', title: 'Our new season', url: 'https://www.example.com/season' },
      { type: 'appointment', inHours: 24, minutes: 45 },
      { type: 'privacy-stub' },
    ] as const
    const said = practice.shop.say({ conversation: null, from: 'Paul Martin', text: '', attachments })
    if (!said.ok) throw new Error(said.sentence)
    await page.getByRole('button', { name: 'Check now' }).click()
    await queueItem(page, 'Paul Martin').click()
    const log = page.getByRole('log')
    const card = (words: string) => log.locator('.attachment-card').filter({ hasText: words })
    await expect(card('Linen shirt')).toHaveText('ProductLinen shirt€39.00')
    await expect(card('Silk scarf')).toContainText('Facebook does not let Comptoir see this product')
    for (const words of ['Linen shirt', 'Our new season']) {
      await expect.poll(() => card(words).locator('img').evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0)
    }
    await expect(log.getByRole('link', { name: /Our new season.*www\.example\.com/ })).toBeVisible()
    const inTokyo = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' })
    const writtenAt = practice.shop.findMessage(said.message)?.message.createdAt ?? 0
    await expect(card('Appointment')).toContainText(`${inTokyo.format(writtenAt + 24 * hour)}–${inTokyo.format(writtenAt + 24.75 * hour)}`)
    await expect(card('Appointment')).toContainText('Not confirmed yet')
    await expect(card('Appointment')).toContainText('Booked in the time zone Europe/Paris')
    await expect(log).toContainText('This media is not available because of privacy rules in Europe.')
    await expect(log).not.toContainText('Comptoir cannot show')
  })

  test('what cannot be read says so instead of a broken picture', async ({ dataFolder, practice, page, serve }) => {
    const sentAt = Date.now() - 3_000
    await openStoredConversation({ dataFolder, practice, page, serve }, [
      { id: 'kept', sentAt, attachments: [photo({ name: 'kept.png' })] },
    ])
    await page.route('**/attachments/**', (route) => route.fulfill({ status: 404 }))
    await page.reload()
    await page.getByRole('listitem', { name: 'Claire Fontaine' }).click()
    await expect(page.getByRole('log')).toContainText('Photo kept.png · cannot be shown')
  })

  // platform: attachment.image
  test('a photo comes from the platform into the page', async ({ inbox, practice }) => {
    const attachments = [{ type: 'image' }] as const
    expect(practice.shop.say({ conversation: null, from: 'Claire Fontaine', text: '', attachments }).ok).toBe(true)
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await queueItem(inbox, 'Claire Fontaine').click()
    const image = inbox.getByRole('log').getByRole('button', { name: /^Photo from Claire Fontaine/ }).locator('img')
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0)
  })
})
