import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../electron/desk/storage/database'
import { makeKeyCheck, storePath, writeKeyCheck } from '../../electron/desk/storage/key-check'
import { migrations } from '../../electron/desk/storage/migrations'
import { newRecoveryCode, sealKey } from '../../electron/desk/storage/recovery-code'
import { customerWrites, expect, queueItem, storeKey, test } from './served-app'

function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return `${path} ${statSync(path).mtimeMs} ${readFileSync(path).toString('base64').slice(0, 200)}`
    })
    .sort()
}

test.describe('bad input is one clear sentence', () => {
  test('a wrong store key ends with status 3 and touches nothing', async ({ dataFolder, practice, serve, serveToEnd }) => {
    const first = await serve({ token: practice.token })
    await first.end()
    const before = stateOf(dataFolder)

    const wrong = await serveToEnd({ token: practice.token, storeKey: 'cd'.repeat(32) })
    expect(wrong).toMatchObject({ status: 3, words: expect.stringMatching(/^This key does not open this data folder.*Nothing was changed\.\n$/) })
    expect((await serveToEnd({ storeKey: 'not a key' })).status).toBe(3)
    expect(stateOf(dataFolder)).toEqual(before)
  })

  test('a missing store key is told, and the right one opens everything', async ({ page, practice, serve }) => {
    const conversation = customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const first = await serve({ token: practice.token })
    await page.goto(first.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await first.end()

    const without = await serve({ storeKey: null })
    expect(without.words()).toMatch(/keychain/)
    await page.goto(without.url)
    await expect(page.getByText(/keychain cannot be reached, and it holds the key.*Start it/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Enter the recovery code' })).toHaveCount(0)
    await without.end()

    const again = await serve({ token: practice.token })
    await page.goto(again.url)
    await expect(queueItem(page, 'Claire Fontaine')).toHaveAttribute('data-conversation-id', conversation)
  })

  test('a recovery code opens the shop for this run where there is no keychain any more', async ({ dataFolder, page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const first = await serve({ token: practice.token })
    await page.goto(first.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await first.end()
    const code = newRecoveryCode()
    const keyCheck = makeKeyCheck(storeKey)
    writeKeyCheck(dataFolder, { ...keyCheck, recovery: await sealKey(storeKey, code, keyCheck.folderId) })

    const without = await serve({ storeKey: null })
    await page.goto(without.url)
    await page.getByRole('button', { name: 'Enter the recovery code' }).click()
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(code)
    await page.getByRole('button', { name: 'Open' }).click()
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('keychain is locked or cannot be reached')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Connect another Page' }).click()
    await page.getByRole('textbox', { name: 'Page token' }).fill(practice.token)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await without.end()

    await page.goto((await serve({ storeKey: null })).url)
    await expect(page.getByRole('button', { name: 'Enter the recovery code' })).toBeVisible()
  })

  test('a data folder of a newer version is refused and left as it is', async ({ dataFolder, page, practice, serve }) => {
    const newer = openStore(storePath(dataFolder), storeKey, () => {}, [...migrations, { name: 'tomorrow', sql: 'CREATE TABLE tomorrow (a)' }])
    if (newer.ok) newer.value.close()
    writeKeyCheck(dataFolder, makeKeyCheck(storeKey))
    const before = readFileSync(storePath(dataFolder))

    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await expect(page.getByText(/written by a newer Comptoir/)).toBeVisible()
    expect(readFileSync(storePath(dataFolder)).equals(before)).toBe(true)
  })

  test('a folder that cannot be written is told', async ({ page, practice, serve }) => {
    const app = await serve({ data: '/proc/comptoir', token: practice.token })
    expect(app.words()).toBe('Comptoir cannot write in its data folder, /proc/comptoir. Nothing was changed there.\n')
    await page.goto(app.url)
    await expect(page.getByText(/cannot write in its data folder/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  test('a second instance on the same folder is told, and takes over when the first has ended', async ({ page, practice, serve }) => {
    const first = await serve({ token: practice.token })
    const second = await serve({ token: practice.token })
    expect(second.words()).toMatch(/already open on this folder/)
    await page.goto(second.url)
    await expect(page.getByText(/already open on this folder/)).toBeVisible()

    await first.end()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('status', { name: 'Connection' })).toBeVisible()
  })

  test('an unreachable platform is told, what is stored stays, and it comes back by itself', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const app = await serve({ token: practice.token })
    await page.goto(app.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    practice.shop.setFaults([{ route: 'any', times: 1, kind: 'drop' }])
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText(/Facebook cannot be reached/).first()).toBeVisible()
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText(/Facebook cannot be reached/)).toHaveCount(0)
  })

  test('a platform that is away at the start leaves what is stored on the screen', async ({ page, practice, serve }) => {
    customerWrites(practice, 'Claire Fontaine', 'Bonjour')
    const first = await serve({ token: practice.token })
    await page.goto(first.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await first.end()
    const away = await serve({ token: practice.token, graph: 'http://127.0.0.1:9' })
    await page.goto(away.url)
    await expect(queueItem(page, 'Claire Fontaine')).toBeVisible()
    await expect(page.getByText(/Facebook cannot be reached/).first()).toBeVisible()
  })

  test('a host where nobody listens is told when connecting', async ({ page, practice, serve }) => {
    const app = await serve({ graph: 'http://127.0.0.1:9' })
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Connect my Page' }).click()
    await page.getByRole('textbox', { name: 'Page token' }).fill(practice.token)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('alert')).toHaveText(/Facebook cannot be reached/)
  })

  test('a wrong token from the environment leaves the first screen with the reason', async ({ page, serve }) => {
    const app = await serve({ token: 'EAAwrong' })
    expect(app.words()).toMatch(/Facebook refuses this token/)
    await page.goto(app.url)
    await expect(page.getByText(/Facebook refuses this token/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Open the practice shop' })).toBeVisible()
  })

  test('without a keychain nothing is kept, and the owner is told', async ({ dataFolder, page, practice, serve }) => {
    const app = await serve({ storeKey: null })
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Connect my Page' }).click()
    await page.getByRole('textbox', { name: 'Page token' }).fill(practice.token)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText(/keychain/).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
    expect(existsSync(storePath(dataFolder))).toBe(false)
  })
})
