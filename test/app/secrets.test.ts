import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { storePath } from '../../electron/desk/storage/key-check'
import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import { expect, test as base } from './electron-app'

/** A practice platform with two Pages that one person looks after. */
const test = base.extend<{ practice: RunningPractice }>({
  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'empty', morePages: ['bakery'], startAt: Date.now() })
    await use(practice)
    await practice.close()
  },
})

const empty = 'Boutique de la Plage'
const bakery = 'Boulangerie du Port'

async function paste(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect my Page' }).click()
  await page.getByRole('textbox', { name: 'Page token' }).fill(token)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
}

test.describe('a recovery code, in Electron', () => {
  test('is offered once, opens the shop when the keychain has lost the key, and puts it back', async ({ dataFolder, keychain, launch, practice }) => {
    const first = await launch({ graph: practice.url })
    await paste(first.page, practice.token)
    const card = first.page.getByRole('region', { name: 'Recovery code' })
    await card.getByRole('link', { name: 'Make a recovery code' }).click()
    await first.page.getByRole('button', { name: 'Make a recovery code' }).click()
    const groups = first.page.getByLabel('Recovery code', { exact: true }).locator('span')
    await expect(groups).toHaveCount(6)
    const code = (await groups.allTextContents()).join('-')
    expect(code).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/)
    await first.page.getByRole('button', { name: 'Copy as text' }).click()
    await expect(first.page.getByText('Copied')).toBeVisible()
    expect(await first.application.evaluate(({ clipboard }) => clipboard.readText())).toContain(code)
    await first.page.getByRole('button', { name: 'I have written it down' }).click()
    await expect(first.page.getByRole('button', { name: 'Check now' })).toBeVisible()
    await expect(card).toHaveCount(0)

    const key = (await keychain.read()).find(({ account }) => account.startsWith('store-key:'))
    if (!key) throw new Error('the keychain has no store key')
    expect(readFileSync(`${dataFolder}/comptoir.key-check.json`, 'utf8')).not.toContain(key.password)
    expect(await first.page.content()).not.toContain(key.password)
    await first.application.close()
    await keychain.remove(key.account)
    const before = readFileSync(storePath(dataFolder))

    const { application, page } = await launch({ graph: practice.url })
    await expect(page.getByText(/is not in this computer’s keychain/)).toBeVisible()
    await page.getByRole('button', { name: 'Enter the recovery code' }).click()
    const field = page.getByRole('textbox', { name: 'Recovery code' })
    await field.fill(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')))
    await page.getByRole('button', { name: 'Open' }).click()
    await expect(page.getByText(/There is a slip in this code/)).toBeVisible()
    expect(readFileSync(storePath(dataFolder)).equals(before)).toBe(true)
    await field.fill(code.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('button', { name: 'Open' }).click()
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
    expect(await keychain.read()).toContainEqual(key)

    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Make a new code' }).click()
    await page.getByRole('button', { name: 'Make a new code' }).click()
    await expect(page.getByLabel('Recovery code', { exact: true })).toBeVisible()
    await application.close()
    await keychain.write(key.account, 'cd'.repeat(32))

    const third = await launch({ graph: practice.url })
    await expect(third.page.getByText(/does not open this data folder/)).toBeVisible()
    await third.page.getByRole('button', { name: 'Enter the recovery code' }).click()
    await third.page.getByRole('textbox', { name: 'Recovery code' }).fill(code)
    await third.page.getByRole('button', { name: 'Open' }).click()
    await expect(third.page.getByText(/another folder’s, or an older one/)).toBeVisible()
    expect(await keychain.read()).toContainEqual({ account: key.account, password: 'cd'.repeat(32) })
  })

  test('that the owner does not want is not offered again', async ({ launch, practice }) => {
    const first = await launch({ graph: practice.url })
    await paste(first.page, practice.token)
    const card = first.page.getByRole('region', { name: 'Recovery code' })
    await card.getByRole('button', { name: 'No' }).click()
    await expect(card).toHaveCount(0)
    await first.application.close()
    const { page } = await launch({ graph: practice.url })
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Recovery code' })).toHaveCount(0)
  })
})

test.describe('two Pages, in Electron', () => {
  test('of which one has lost its token: it says so, and the other goes on', async ({ keychain, launch, practice }) => {
    const first = await launch({ graph: practice.url })
    await paste(first.page, practice.userToken)
    await first.page.getByRole('checkbox', { name: empty }).check()
    await first.page.getByRole('checkbox', { name: bakery }).check()
    await first.page.getByRole('button', { name: 'Connect 2 Pages' }).click()
    await expect(first.page.getByRole('button', { name: 'Check now' })).toBeVisible()
    const kept = await keychain.read()
    for (const { pageId, token } of practice.shops) expect(kept).toContainEqual({ account: `page:${pageId}`, password: token })
    expect(kept.map(({ password }) => password)).not.toContain(practice.userToken)
    await first.application.close()

    await keychain.remove(`page:${practice.pageId}`)
    const { page } = await launch({ graph: practice.url })
    await expect(page.getByRole('alert')).toContainText(`${empty}: The Page’s token is not in this computer’s keychain any more. Paste a token again.`)
    await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem', { name: 'David Cooper' })).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('region', { name: bakery }).getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('button', { name: 'Disconnect and keep them' }).click()
    await expect(page.getByRole('region', { name: bakery })).toHaveCount(0)
    expect((await keychain.read()).filter(({ account }) => account.startsWith('page:'))).toEqual([])
  })
})

test.describe('a locked keychain, in Electron', () => {
  test('is told apart from a missing entry, and opens the shop when it is unlocked', async ({ keychain, launch, practice, session }) => {
    test.setTimeout(120_000)
    const first = await launch({ graph: practice.url })
    await paste(first.page, practice.token)
    await expect(first.page.getByRole('button', { name: 'Check now' })).toBeVisible()
    const before = await keychain.read()
    await first.application.close()

    await session.lockKeychain()
    const { page, process: app } = await launch({ graph: practice.url })
    await expect(page.getByText('This computer’s keychain is locked. Unlock it and try again.')).toBeVisible({ timeout: 30_000 })
    await session.unlockKeychain()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible({ timeout: 30_000 })
    expect(await keychain.read()).toEqual(before)
    // The system's own question for the password is still open, and the app would wait for it to be closed.
    const ended = once(app, 'exit')
    app.kill('SIGKILL')
    await ended
  })
})
