import { expect, test, type Locator, type Page } from '@playwright/test'
import type { RunningPractice } from '../electron/practice/start-practice'
import { keyboardOf, type Keyboard } from './keyboard'

const minute = 60_000

/** A host on an empty data folder, and the bakery of the practice platform, whose clock stands still unless it is moved here. */
export type Workday = {
  page: Page
  practice: RunningPractice
  /** Waits until the owner has been shown a notification with such a title. */
  notified: (title: RegExp) => Promise<void>
  /** Closes the app and opens it again on the same folder, with the language that the owner chose. */
  restart: () => Promise<Page>
}

/** The app open before an owner. */
type Desk = { page: Page; practice: RunningPractice; keys: Keyboard; reply: Locator; log: Locator }

/** What the owner of a bakery does in a day, without a mouse. */
export async function workADay({ page, practice, notified, restart }: Workday): Promise<void> {
  const desk: Desk = {
    page,
    practice,
    keys: keyboardOf(page),
    reply: page.getByRole('textbox', { name: 'Reply' }),
    log: page.getByRole('log', { name: 'Messages' }),
  }
  // A second picture, so that there is one to go to.
  customerSendsPicture(practice, 'Gaëlle Tanguy', 'photo-de-cote.png')

  await test.step('the Page is connected with a token, and one notification tells who waits', async () => {
    await connect(desk)
    await notified(/^\d+ customers are waiting$/)
  })
  await test.step('the most urgent customer is answered first', () => answerTheFirst(desk))
  await test.step('a draft waits while somebody else is looked at', () => leaveADraft(desk))
  await test.step('a picture is looked at large', () => lookAtPictures(desk))
  await test.step('three quarters of an hour later a voice message is heard', () => hearAVoiceMessage(desk))
  await test.step('what needs no answer is done, and taken back', () => markAsDone(desk))
  await test.step('a message is found by a word without its accent', () => findAMessage(desk))
  await test.step('a note is written, removed and taken back', () => noteSomething(desk))
  await test.step('a refused reply is read and put away', () => putARefusalAway(desk))
  await test.step('a reply of which nothing is known is said to have arrived', () => settleAnUnknown(desk))
  await test.step('a link that leads outside is not opened', () => declineALink(desk))
  await test.step('the conversations that are done are in their view', () => lookAtDone(desk))
  await test.step('language and appearance are chosen', () => choosePreferences(desk))
  await test.step('after a restart all of it is there', async () => findEverything(await restart(), practice))
}

async function connect({ page, practice, keys }: Desk): Promise<void> {
  await keys.enter(page.getByRole('button', { name: 'Connect my Page' }))
  await expect(page.getByRole('textbox', { name: 'Page token' })).toBeFocused()
  await keys.type(practice.token)
  await keys.press('Enter')
  await expect(row(page, 'Solène Abgrall')).toBeVisible()
}

async function answerTheFirst({ page, practice, keys, reply, log }: Desk): Promise<void> {
  await keys.reach(rowButton(page, 'Solène Abgrall'))
  await expect(row(page, 'Solène Abgrall')).toHaveAttribute('data-attention', 'closing')
  await expect(row(page, 'Solène Abgrall')).toHaveAttribute('aria-posinset', '1')
  await keys.press('Enter')
  await expect(reply).toBeFocused()
  await keys.type('Oui, pour 36 euros. À quel parfum ?')
  await keys.press('Enter')
  await expect(log.getByRole('article').last()).toHaveAttribute('data-delivery', 'sent')
  await expect(reply).toBeFocused()
  expect(textsWith(practice, 'Solène Abgrall')).toContain('Oui, pour 36 euros. À quel parfum ?')
}

async function leaveADraft(desk: Desk): Promise<void> {
  const { practice, keys, reply, log } = desk
  await open(desk, 'David Cooper')
  await keys.type('Yes, two caramel cakes')
  await open(desk, 'Sarah Mitchell')
  await expect(reply).toHaveValue('')
  await open(desk, 'David Cooper')
  await expect(reply).toHaveValue('Yes, two caramel cakes')
  await keys.type(' on Sunday.')
  await keys.press('Enter')
  await expect(log.getByRole('article').last()).toHaveAttribute('data-delivery', 'sent')
  expect(textsWith(practice, 'David Cooper')).toContain('Yes, two caramel cakes on Sunday.')
}

async function lookAtPictures(desk: Desk): Promise<void> {
  const { page, keys, log } = desk
  await open(desk, 'Gaëlle Tanguy')
  const pictures = log.getByRole('button', { name: /^Photo from Gaëlle Tanguy/ })
  await expect(pictures).toHaveCount(2)
  await keys.enter(pictures.first(), 'Shift+Tab')
  const viewer = page.getByRole('dialog', { name: 'Picture' })
  await expect(viewer.getByRole('status')).toHaveText('1 of 2')
  await keys.press('ArrowRight')
  await expect(viewer.getByRole('status')).toHaveText('2 of 2')
  await keys.press('ArrowLeft')
  await expect(viewer.getByRole('status')).toHaveText('1 of 2')
  await keys.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(pictures.first()).toBeFocused()
}

async function hearAVoiceMessage(desk: Desk): Promise<void> {
  const { page, practice, keys, log } = desk
  practice.shop.clock.advance(48 * minute)
  await keys.enter(page.getByRole('button', { name: 'Check now' }), 'Shift+Tab')
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Checked')
  await keys.hasPlace()
  await open(desk, 'Gwenaël Postic')
  const voice = log.getByRole('group', { name: /^Voice message from Gwenaël Postic/ })
  await keys.reach(voice.getByRole('button', { name: 'Play' }), 'Shift+Tab')
  await keys.press('Space')
  await expect(voice.getByRole('button', { name: 'Pause' })).toBeFocused()
  await keys.press('Space')
  await expect(voice.getByRole('button', { name: 'Play' })).toBeFocused()
  const place = voice.getByRole('slider', { name: 'Place in the recording' })
  await keys.reach(place)
  await keys.press('Home', 'ArrowRight')
  await expect(place).toHaveValue('0.1')
}

async function markAsDone(desk: Desk): Promise<void> {
  const { page, keys } = desk
  await goTo(desk, 'Emma Johnson')
  await keys.press('e')
  await expect(page.getByText('Emma Johnson is done.')).toBeVisible()
  await expect(row(page, 'Emma Johnson')).toHaveCount(0)
  await keys.hasPlace()
  await keys.press('z')
  await expect(row(page, 'Emma Johnson')).toBeVisible()
  await open(desk, 'Ronan Le Bris')
  // In the composer it is a letter; anywhere else in the conversation it is the key.
  await keys.reach(page.getByRole('button', { name: 'Done' }), 'Shift+Tab')
  await keys.press('e')
  await expect(page.getByText('Ronan Le Bris is done.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeFocused()
}

async function findAMessage({ page, keys, reply, log }: Desk): Promise<void> {
  await keys.press('Control+f')
  const box = page.getByRole('searchbox', { name: 'Search' })
  await expect(box).toBeFocused()
  await keys.type('gelatine')
  const results = page.getByRole('region', { name: 'Search results' })
  await expect(results.getByRole('status')).toHaveText('Found: 0 customers, 1 message')
  await expect(results.locator('mark')).toHaveText('gélatine')
  await keys.press('Enter')
  await expect(log.getByRole('article').filter({ hasText: 'gélatine' })).toBeInViewport()
  await expect(reply).toBeFocused()
  // From the answer back to what was found, and from there to the queue.
  await keys.press('Escape')
  await expect(box).toBeFocused()
  await keys.press('Escape')
  await expect(results).toHaveCount(0)
  await keys.hasPlace()
}

async function noteSomething(desk: Desk): Promise<void> {
  const { page, keys } = desk
  const opener = page.getByRole('button', { name: 'Customer', exact: true })
  await keys.enter(opener)
  const panel = page.getByRole('complementary', { name: 'Customer' })
  const notes = panel.getByRole('list', { name: 'Notes' })
  await keys.reach(panel.getByRole('textbox', { name: 'New note' }))
  await keys.type('Ni porc ni noix')
  await keys.press('Control+Enter')
  await expect(notes).toContainText('Ni porc ni noix')

  await keys.enter(notes.getByRole('button', { name: 'Change the note' }))
  await expect(notes.getByRole('textbox', { name: 'Change the note' })).toBeFocused()
  await keys.press('End')
  await keys.type('ette')
  await keys.press('Control+Enter')
  await expect(notes).toContainText('Ni porc ni noixette')
  await expect(notes.getByRole('button', { name: 'Change the note' })).toBeFocused()
  await keys.press('Enter', 'Escape')
  await expect(notes.getByRole('button', { name: 'Change the note' })).toBeFocused()

  await keys.enter(notes.getByRole('button', { name: 'Remove the note' }))
  await expect(page.getByText('The note is removed.')).toBeVisible()
  await expect(notes.getByRole('listitem')).toHaveCount(0)
  await keys.hasPlace()
  await keys.press('z')
  await expect(notes).toContainText('Ni porc ni noixette')
  await keys.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(opener).toBeFocused()
}

async function putARefusalAway(desk: Desk): Promise<void> {
  const { practice, keys, log, reply } = desk
  await open(desk, 'Jean-Marc Prigent')
  practice.shop.setFaults([{ kind: 'error', route: 'send', code: 551, subcode: 1545041 }])
  await keys.type('Nous sommes désolés.')
  await keys.press('Enter')
  const refused = log.locator('article[data-delivery=refused]')
  await expect(refused.getByRole('status')).toHaveText('Not sent · This customer cannot receive messages from the Page now.')
  await keys.enter(refused.getByRole('button', { name: 'Put away' }), 'Shift+Tab')
  await expect(refused).toHaveCount(0)
  await keys.hasPlace()
  expect(textsWith(practice, 'Jean-Marc Prigent')).not.toContain('Nous sommes désolés.')
  await keys.reach(reply)
}

async function settleAnUnknown({ practice, keys, log }: Desk): Promise<void> {
  practice.shop.setFaults([{ kind: 'status', route: 'send', status: 502 }])
  await keys.type('Votre prochaine commande est offerte.')
  await keys.press('Enter')
  const unknown = log.locator('article[data-delivery=unknown]')
  await expect(unknown.getByRole('status')).toHaveText('We do not know whether it arrived.')
  await keys.enter(unknown.getByRole('button', { name: 'It arrived' }), 'Shift+Tab')
  await expect(log.getByRole('article').last()).toHaveAttribute('data-delivery', 'sent')
  await expect(unknown).toHaveCount(0)
  await keys.hasPlace()
}

async function declineALink(desk: Desk): Promise<void> {
  const { page, keys, log } = desk
  await open(desk, 'Facebook Page Support Center')
  const link = log.getByRole('link', { name: /faceb00k-support\.example/ })
  await keys.enter(link, 'Shift+Tab')
  const question = page.getByRole('dialog', { name: 'Open a link' })
  await expect(question).toContainText('faceb00k-support.example')
  await keys.enter(question.getByRole('button', { name: 'Do not open' }))
  await expect(question).toHaveCount(0)
  await expect(link).toBeFocused()
}

async function lookAtDone(desk: Desk): Promise<void> {
  const { page, keys } = desk
  await open(desk, 'Camille Le Goff')
  await keys.type('À samedi')
  const view = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Done' })
  await keys.enter(view)
  await expect(row(page, 'Ronan Le Bris')).toBeVisible()
  await expect(row(page, 'Camille Le Goff')).toHaveCount(0)
  await expect(view).toBeFocused()
}

async function choosePreferences({ page, keys }: Desk): Promise<void> {
  await keys.enter(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }), 'Shift+Tab')
  await keys.reach(page.getByRole('radio', { name: 'System' }))
  await keys.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked()
  await keys.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect.poll(() => isDark(page)).toBe(true)
  await keys.reach(page.getByRole('radio', { name: 'English' }), 'Shift+Tab')
  await keys.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'Réglages' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Français' })).toBeFocused()
}

async function findEverything(page: Page, practice: RunningPractice): Promise<void> {
  const keys = keyboardOf(page)
  const desk: Desk = {
    page,
    practice,
    keys,
    reply: page.getByRole('textbox', { name: 'Réponse' }),
    log: page.getByRole('log', { name: 'Messages' }),
  }
  await expect(page.getByRole('navigation', { name: 'Principal' })).toBeVisible()
  expect(await isDark(page)).toBe(true)
  const views = page.getByRole('navigation', { name: 'Vues' })
  await keys.enter(views.getByRole('link', { name: 'Faits' }))
  await expect(row(page, 'Ronan Le Bris')).toBeVisible()
  await keys.enter(views.getByRole('link', { name: 'Tous' }))
  await open(desk, 'Camille Le Goff')
  await expect(desk.reply).toHaveValue('À samedi')
  await open(desk, 'Jean-Marc Prigent')
  await expect(desk.log.locator('article[data-delivery=sent]')).toContainText('Votre prochaine commande est offerte.')
  await open(desk, 'مريم الحداد')
  await keys.enter(page.getByRole('button', { name: 'Client', exact: true }), 'Shift+Tab')
  await expect(page.getByRole('complementary').getByRole('list', { name: 'Notes' })).toContainText('Ni porc ni noixette')
}

/** Leads to a customer's row of the queue, from wherever the focus is. */
async function goTo({ page, keys, reply }: Desk, customer: string): Promise<void> {
  // From the composer Escape leads to the queue, from anywhere else Tab does.
  if (await reply.evaluateAll((boxes) => boxes.some((box) => box === document.activeElement))) await keys.press('Escape')
  else await keys.reach(page.locator('.row-open[tabindex="0"]'))
  await expect(row(page, customer)).toBeVisible()
  // A row that moves to the top meanwhile is not met on the way down: an owner begins again there.
  await expect(async () => {
    await keys.press('Home')
    await keys.reach(rowButton(page, customer), 'ArrowDown', 40)
  }).toPass()
}

async function open(desk: Desk, customer: string): Promise<void> {
  await goTo(desk, customer)
  await desk.keys.press('Enter')
  await expect(desk.page.getByRole('heading', { name: customer, level: 1 })).toBeVisible()
  await expect(desk.reply).toBeFocused()
}

function row(page: Page, customer: string): Locator {
  return page.getByRole('list', { name: 'Conversations' }).getByRole('listitem', { name: customer, exact: true })
}

function rowButton(page: Page, customer: string): Locator {
  return row(page, customer).getByRole('button').first()
}

function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => getComputedStyle(document.documentElement).colorScheme === 'dark')
}

/** The customer sends one more picture. */
function customerSendsPicture({ shop }: RunningPractice, customer: string, picture: string): void {
  const conversation = shop.conversations().find(({ customer: { name } }) => name === customer)
  const said = shop.say({ conversation: conversation?.id ?? '', from: 'customer', text: '', attachments: [{ type: 'image', name: picture, shows: 'cake' }] })
  if (!said.ok) throw new Error(said.sentence)
}

/** What the platform has of the conversation with a customer. */
function textsWith({ shop }: RunningPractice, customer: string): string[] {
  const conversation = shop.conversations().find(({ customer: { name } }) => name === customer)
  return (conversation?.messages ?? []).map(({ text }) => text)
}
