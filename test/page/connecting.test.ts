import { startPractice } from '../../electron/practice/start-practice'
import type { Page } from '@playwright/test'
import { customerWrites, expect, queueItem, test as base } from './served-app'

/** A practice platform with two Pages that one person looks after. */
const test = base.extend({
  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'empty', morePages: ['bakery'], startAt: Date.now() })
    await use(practice)
    await practice.close()
  },
})

const empty = 'Boutique de la Plage'
const bakery = 'Boulangerie du Port'

async function paste(page: Page, token: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Page token' }).fill(token)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
}

async function openForm(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Connect my Page' }).click()
}

function settingsOf(page: Page, name: string) {
  return page.getByRole('region', { name })
}

test.describe('a person’s token', () => {
  // platform: token.user
  test('offers its Pages, and the chosen ones are connected while the page knows no token', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.userToken)
    const pictures = page.getByRole('group', { name: 'Pages' }).locator('img')
    await expect(pictures).toHaveCount(2)
    for (const picture of await pictures.all()) {
      await expect(picture).toHaveJSProperty('complete', true)
      expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth > 0, new URL(image.src).origin === location.origin])).toEqual([true, true])
    }
    await page.getByRole('checkbox', { name: empty }).check()
    await page.getByRole('checkbox', { name: bakery }).check()
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Connect 2 Pages' }).click()
    await reloaded
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await expect(queueItem(page, 'David Cooper')).toBeVisible()
    const known = await page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify({ ...localStorage }), location.href].join())
    for (const token of [practice.userToken, ...practice.shops.map((shop) => shop.token)]) expect(known).not.toContain(token)
  })

  // platform: token.tasks
  test('shows a Page that the person may not answer for, with the reason, and marks one that is connected', async ({ page, practice, serve }) => {
    practice.shops[1]?.account.change({ tasks: ['ANALYZE'] })
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Connect another Page' }).click()
    await paste(page, practice.userToken)
    const refused = page.getByRole('checkbox', { name: bakery })
    await expect(refused).toBeDisabled()
    await expect(refused).toHaveAccessibleDescription(/may not answer messages here.*task Messages/)
    await expect(page.getByRole('checkbox', { name: empty })).toHaveAccessibleDescription(/Already connected/)
  })

  test('wants a choice before it connects', async ({ page, practice, serve }) => {
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.userToken)
    await page.getByRole('button', { name: 'Connect the Page' }).click()
    await expect(page.getByRole('alert')).toHaveText('Choose a Page first.')
  })

  test('of somebody without a task on any Page says so, and leads on', async ({ page, practice, serve }) => {
    for (const shop of practice.shops) shop.account.change({ tasks: ['ANALYZE'] })
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.userToken)
    await expect(page.getByRole('alert')).toHaveText(/may not answer messages for any of these Pages/)
    await expect(page.getByRole('link', { name: 'Ask someone to set this up' })).toBeVisible()
    await page.getByRole('button', { name: 'Paste another token' }).click()
    await expect(page.getByRole('textbox', { name: 'Page token' })).toHaveValue('')
  })

  test('whose Page lost a permission meanwhile connects nothing and names it', async ({ page, practice, serve }) => {
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.userToken)
    await page.getByRole('checkbox', { name: empty }).check()
    practice.shop.account.change({ missingPermissions: ['pages_messaging'] })
    await page.getByRole('button', { name: 'Connect the Page' }).click()
    await expect(page.getByRole('alert')).toHaveText('A permission is missing: the token needs pages_messaging. Make a new token that allows it.')
  })
})

test.describe('Back', () => {
  test('while the token is looked at leaves nothing connected', async ({ page, practice, serve }) => {
    practice.shop.setFaults([{ route: 'me', kind: 'delay', delayMs: 15_000 }])
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.token)
    await expect.poll(() => practice.shop.state().requests.me).toBe(1)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
    // The practice shop opens although the platform has not answered; whoever leaves it comes to what is connected.
    await page.getByRole('button', { name: 'Open the practice shop' }).click()
    await page.getByRole('button', { name: 'Leave the practice shop' }).first().click()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
  })
})

test.describe('a token that does not serve has a sentence of its own', () => {
  const failures = [
    [{ code: 190, subcode: 463 }, 'This token has expired. Make a new one and paste it.'],
    [{ code: 190, subcode: 460 }, /password was changed.*Make a new one/],
    [{ code: 190, subcode: 458 }, /app was removed.*make a new token/],
    [{ code: 190, subcode: 459 }, /sign in and confirm.*make a new token/],
    [{ code: 190, subcode: 464 }, /not confirmed.*make a new token/],
    [{ code: 190, subcode: 492 }, /may no longer answer for the Page.*Messages task/],
    [{ code: 190, subcode: 467 }, /Facebook refuses this token\. Make a new one/],
  ] as const

  for (const [failure, sentence] of failures) {
    // platform: error.190.458, error.190.459, error.190.460, error.190.463, error.190.464, error.190.467, error.190.492, token.ends
    test(`${failure.code}/${failure.subcode}`, async ({ page, practice, serve }) => {
      practice.shop.setToken({ failure })
      const app = await serve()
      await openForm(page, app.url)
      await paste(page, practice.token)
      await expect(page.getByRole('alert')).toHaveText(sentence)
    })
  }

  // platform: error.10, token.permissions
  test('a missing permission is named', async ({ page, practice, serve }) => {
    practice.shop.account.change({ missingPermissions: ['pages_read_engagement'] })
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.token)
    await expect(page.getByRole('alert')).toHaveText('A permission is missing: the token needs pages_read_engagement. Make a new token that allows it.')
  })

  test('an app that is not live shows only its testers, which is said with the next step', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    practice.shop.account.change({ appInDevelopment: true })
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('Facebook shows Comptoir only the testers of your app')
    await notice.getByRole('link', { name: 'Ask someone to set this up' }).click()
    await expect(page.getByText('Set the app to Live.', { exact: false })).toBeVisible()
  })

  test('one that dies while the Page is connected says whose it is, and leads to a new one', async ({ page, practice, serve }) => {
    const app = await serve()
    await openForm(page, app.url)
    await paste(page, practice.userToken)
    await page.getByRole('checkbox', { name: empty }).check()
    await page.getByRole('checkbox', { name: bakery }).check()
    await page.getByRole('button', { name: 'Connect 2 Pages' }).click()
    await expect(queueItem(page, 'David Cooper')).toBeVisible()
    practice.shop.setToken({ failure: { code: 190, subcode: 463 } })
    await page.getByRole('button', { name: 'Check now' }).click()
    const notice = page.getByRole('alert')
    await expect(notice).toContainText(`${empty}: This token has expired.`)
    await expect(notice).toHaveCount(1)
    await notice.getByRole('link', { name: 'Paste a new token' }).click()
    await expect(page.getByText(`Paste the new token for ${empty} here.`)).toBeVisible()
    await paste(page, practice.shops[1]?.token ?? '')
    await expect(page.getByRole('textbox', { name: 'Page token' })).toHaveAccessibleDescription(new RegExp(`This token is for another Page, ${bakery}`))
    practice.shop.setToken({ failure: null })
    const reloaded = page.waitForEvent('load')
    await paste(page, practice.token)
    await reloaded
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})

test('a new token leaves the conversation open that was', async ({ page, practice, serve }) => {
  customerWrites(practice, 'Claire Fontaine', 'Bonjour')
  const app = await serve({ token: practice.token })
  await page.goto(app.url)
  await queueItem(page, 'Claire Fontaine').click()
  practice.shop.setToken({ failure: { code: 190, subcode: 463 } })
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByRole('link', { name: 'Paste a new token' }).click()
  practice.shop.setToken({ failure: null })
  const reloaded = page.waitForEvent('load')
  await paste(page, practice.token)
  await reloaded
  await expect(page.getByRole('heading', { name: 'Claire Fontaine' })).toBeVisible()
  await expect(page.getByRole('log', { name: 'Messages' })).toContainText('Bonjour')
  expect(page.url()).not.toContain(practice.token)
})

test.describe('a connection is ended', () => {
  async function connectBoth(page: Page, url: string, userToken: string): Promise<void> {
    await openForm(page, url)
    await paste(page, userToken)
    await page.getByRole('checkbox', { name: empty }).check()
    await page.getByRole('checkbox', { name: bakery }).check()
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Connect 2 Pages' }).click()
    await reloaded
  }

  test('for one Page alone: its conversations are erased, the other’s stay', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const app = await serve()
    await connectBoth(page, app.url, practice.userToken)
    await expect(queueItem(page, 'David Cooper')).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await settingsOf(page, bakery).getByRole('button', { name: 'Disconnect' }).click()
    await expect(settingsOf(page, bakery).getByText(`Disconnect ${bakery}?`)).toBeVisible()
    await settingsOf(page, bakery).getByRole('button', { name: 'Disconnect and erase them' }).click()
    await expect(settingsOf(page, bakery)).toHaveCount(0)
    await expect(settingsOf(page, empty)).toContainText('Calls in 24 h')
    await page.getByRole('link', { name: 'Inbox' }).click()
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await expect(queueItem(page, 'David Cooper')).toHaveCount(0)
  })

  test('of the last Page leads to the first screen, and what was kept is there when it is connected again', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await settingsOf(page, empty).getByRole('button', { name: 'Disconnect' }).click()
    await settingsOf(page, empty).getByRole('button', { name: 'Disconnect and keep them' }).click()
    await page.getByRole('button', { name: 'Connect my Page' }).click()
    await paste(page, practice.token)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
  })

  test('and what was kept can be erased later, on the first screen', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await settingsOf(page, empty).getByRole('button', { name: 'Disconnect' }).click()
    await settingsOf(page, empty).getByRole('button', { name: 'Disconnect and keep them' }).click()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
    await app.end()
    await page.goto((await serve()).url)
    const kept = page.getByRole('region', { name: 'Kept conversations' })
    await expect(kept.getByRole('listitem', { name: empty })).toContainText('1 conversation')
    await kept.getByRole('button', { name: 'Erase' }).click()
    await expect(kept.getByText(`Erase the conversations of ${empty} for good?`)).toBeVisible()
    await kept.getByRole('button', { name: 'Erase them' }).click()
    await expect(kept).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
    await expect(kept).toHaveCount(0)
  })

  test('and what was kept can be erased later, in the settings beside another Page', async ({ page, practice, serve }) => {
    const app = await serve()
    await connectBoth(page, app.url, practice.userToken)
    await page.getByRole('link', { name: 'Settings' }).click()
    await settingsOf(page, bakery).getByRole('button', { name: 'Disconnect' }).click()
    await settingsOf(page, bakery).getByRole('button', { name: 'Disconnect and keep them' }).click()
    const kept = page.getByRole('region', { name: 'Kept conversations' })
    await expect(kept.getByRole('listitem', { name: bakery })).toBeVisible()
    await kept.getByRole('button', { name: 'Erase' }).click()
    await kept.getByRole('button', { name: 'Keep them' }).click()
    await expect(kept.getByRole('listitem', { name: bakery })).toBeVisible()
    await kept.getByRole('button', { name: 'Erase' }).click()
    await kept.getByRole('button', { name: 'Erase them' }).click()
    await expect(kept).toHaveCount(0)
    await expect(settingsOf(page, empty)).toBeVisible()
  })
})

test.describe('somebody else is asked to set the Page up', () => {
  test('by a page to print or to copy, in either language', async ({ page, context, serve }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.addInitScript(() => {
      window.print = () => void (document.documentElement.dataset['printed'] = 'true')
    })
    const app = await serve()
    await page.goto(app.url)
    await page.getByRole('link', { name: 'Ask someone to set this up' }).click()
    await expect(page.getByRole('heading', { name: 'Set up Comptoir for our Page' })).toBeVisible()
    await page.getByRole('button', { name: 'Copy as text' }).click()
    await expect(page.getByText('Copied')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    for (const word of ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement', 'pages_show_list', 'system user', 'Require App Secret']) {
      expect(copied).toContain(word)
    }
    await page.getByRole('radio', { name: 'Français' }).check()
    await expect(page.getByRole('heading', { name: 'Installer Comptoir pour notre Page' })).toBeVisible()
    await page.getByRole('button', { name: 'Print' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-printed', 'true')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await expect(page.getByText('pages_messaging', { exact: false }).first()).toBeVisible()
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
  })
})

test.describe('settings', () => {
  // platform: version.setting, send.mark_seen
  test('of the time zone, the Enter key, what customers see and the interface are kept', async ({ page, practice, serve }) => {
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await page.getByRole('link', { name: 'Settings' }).click()
    const zone = page.getByRole('combobox', { name: 'Time zone' })
    await zone.click()
    await zone.pressSequentially('reun')
    await zone.press('Enter')
    await expect(zone).toHaveValue('Indian/Reunion')
    const enter = page.getByRole('switch', { name: 'Enter sends' })
    const seen = page.getByRole('switch', { name: /Tell customers/ })
    await expect(enter).toBeChecked()
    await expect(seen).not.toBeChecked()
    await enter.uncheck()
    await seen.check()
    const version = page.getByRole('textbox', { name: 'Facebook’s interface' })
    await version.fill('latest')
    await expect(page.getByText('Type a version such as v25.0.')).toBeVisible()
    await version.fill('27.0')
    await version.press('Enter')
    await expect(version).toHaveValue('v27.0')
    await expect(page.getByText('Ctrl+Enter sends')).toBeVisible()
    await page.reload()
    await expect(zone).toHaveValue('Indian/Reunion')
    await expect(enter).not.toBeChecked()
    await expect(seen).toBeChecked()
    await expect(version).toHaveValue('v27.0')
  })

  test('is kept when the owner leaves while typing it', async ({ inbox }) => {
    const settings = inbox.getByRole('link', { name: 'Settings' })
    await settings.click()
    const target = inbox.getByRole('spinbutton')
    await target.fill('45')
    await inbox.goBack()
    await expect(inbox.getByRole('heading', { name: 'Settings' })).toHaveCount(0)
    await inbox.reload()
    await settings.click()
    await expect(target).toHaveValue('45')
  })

  // platform: version.header
  test('of a version that has ended say in which one Facebook answers', async ({ inbox }) => {
    await inbox.getByRole('link', { name: 'Settings' }).click()
    await expect(inbox.getByText('Facebook answers as')).toHaveCount(0)
    const version = inbox.getByRole('textbox', { name: 'Facebook’s interface' })
    await version.fill('v20.0')
    await version.press('Enter')
    await inbox.getByRole('button', { name: 'Check now' }).click()
    await expect(inbox.getByText(/Facebook answers as v26\.0/)).toBeVisible()
  })
})
