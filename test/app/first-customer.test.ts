import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore } from '../../electron/desk/storage/database'
import { newStoreKey, storePath } from '../../electron/desk/storage/key-check'
import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import { expect, test as base } from './electron-app'

const minute = 60_000

const test = base.extend<{ practice: RunningPractice }>({
  practice: async ({}, use) => {
    const practice = await startPractice({ scenario: 'empty', startAt: Date.now() })
    await use(practice)
    await practice.close()
  },
})

function queueItem(page: Page, customer: string) {
  return page.getByRole('list', { name: 'Conversations' }).getByRole('listitem', { name: customer })
}

function customerWrites(practice: RunningPractice, from: string, text: string): string {
  const said = practice.shop.say({ conversation: null, from, text, attachments: [] })
  if (!said.ok) throw new Error(said.sentence)
  return said.conversation
}

async function connect(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect my Page' }).click()
  await page.getByRole('textbox', { name: 'Page token' }).fill(token)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
}

function filesBelow(folder: string): { name: string; bytes: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)).toString('latin1') }))
}

test.describe('the first customer, in Electron', () => {
  test('a pasted token, a message, an answer, an overdue notification and its click, a restart', async ({
    launch,
    dataFolder,
    keychain,
    notifications,
    practice,
    session,
  }) => {
    const { application, page } = await launch({ graph: practice.url })
    await connect(page, practice.token)

    const secrets = await keychain.read()
    expect(secrets).toContainEqual({ account: `page:${practice.pageId}`, password: practice.token })
    const storeKey = secrets.find((entry) => entry.account.startsWith('store-key:'))?.password ?? ''
    expect(storeKey).toMatch(/^[0-9a-f]{64}$/)

    const claire = customerWrites(practice, 'Claire Fontaine', 'Avez-vous du pain sans gluten ?')
    await page.getByRole('button', { name: 'Check now' }).click()
    await queueItem(page, 'Claire Fontaine').click()
    await page.getByRole('textbox', { name: 'Reply' }).fill('Oui, sur commande.')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.locator('[data-delivery=sent]')).toContainText('Oui, sur commande.')
    expect(practice.shop.findConversation(claire)?.messages.map((message) => message.text)).toEqual([
      'Avez-vous du pain sans gluten ?',
      'Oui, sur commande.',
    ])

    customerWrites(practice, 'Amina Diallo', 'Le gâteau peut-il être prêt pour 16 h ?')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(queueItem(page, 'Amina Diallo')).toHaveAttribute('data-attention', 'waiting')
    practice.shop.clock.advance(16 * minute)
    await page.getByRole('button', { name: 'Check now' }).click()
    const notification = await notifications.waitFor(({ summary }) => summary === 'Amina Diallo is waiting')
    expect(notification.body).toBe('Le gâteau peut-il être prêt pour 16 h ?')
    notifications.click(notification.id)
    await expect(page.getByRole('heading', { name: 'Amina Diallo' })).toBeVisible()
    await application.close()

    for (const folder of [dataFolder, session.environment['HOME'] ?? '', session.environment['XDG_CONFIG_HOME'] ?? '']) {
      for (const { name, bytes } of filesBelow(folder)) {
        expect(bytes, name).not.toContain(practice.token)
        expect(bytes, name).not.toContain(storeKey)
      }
    }
    const copy = `${storePath(dataFolder)}.copy`
    cpSync(storePath(dataFolder), copy)
    expect(readFileSync(copy).toString('latin1')).not.toContain('Amina')
    expect(openStore(copy, newStoreKey(), () => {})).toMatchObject({ ok: false })

    const again = await launch({ graph: practice.url })
    await expect(queueItem(again.page, 'Amina Diallo')).toHaveAttribute('data-attention', 'overdue')
    await again.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /All/ }).click()
    await queueItem(again.page, 'Claire Fontaine').click()
    await expect(again.page.locator('[data-delivery=sent]')).toContainText('Oui, sur commande.')
    await again.page.getByRole('button', { name: 'Check now' }).click()
    await expect(again.page.getByRole('status', { name: 'Connection' })).toContainText('Checked')
    expect(notifications.shown()).toHaveLength(1)
  })

  test('the practice shop is opened, its clock is moved, and the overdue are told', async ({ launch, notifications }) => {
    const { page } = await launch()
    await page.getByRole('button', { name: 'Open the practice shop' }).click()
    const queue = page.getByRole('list', { name: 'Conversations' })
    await expect(queue.getByRole('listitem').first()).toBeVisible()
    const digest = await notifications.waitFor(({ summary }) => /customers are waiting/.test(summary))
    expect(digest.body).toMatch(/^\d+ windows close before \d\d:\d\d/)

    await queue.getByRole('listitem').first().click()
    await page.getByRole('textbox', { name: 'Reply' }).fill('Oui, avec plaisir.')
    await page.getByRole('textbox', { name: 'Reply' }).press('Enter')
    await expect(page.locator('[data-delivery=sent]', { hasText: 'Oui, avec plaisir.' })).toBeVisible()
  })
})

test.describe('bad luck, in Electron', () => {
  test('a wrong token and a host that is not there are one sentence each', async ({ launch, practice }) => {
    const { page } = await launch({ graph: practice.url })
    await page.getByRole('button', { name: 'Connect my Page' }).click()
    await page.getByRole('textbox', { name: 'Page token' }).fill('EAAwrong')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('alert')).toHaveText(/Facebook refuses this token/)
    await practice.close()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('alert')).toHaveText(/Facebook cannot be reached/)
  })

  test('a second start on the same folder ends with a sentence', async ({ launch, runToEnd }) => {
    await launch()
    const second = await runToEnd()
    expect(second.status).toBe(4)
    expect(second.output).toContain('Comptoir is already open on this folder')
  })

  test('a folder that cannot be written is told in the window', async ({ launch }) => {
    const { page } = await launch({ data: '/proc/comptoir' })
    await expect(page.getByText(/cannot write in its data folder/)).toBeVisible()
  })

  test('a key that has left the keychain is told, and nothing new is made', async ({ dataFolder, launch, keychain, practice }) => {
    const first = await launch({ graph: practice.url })
    await connect(first.page, practice.token)
    await first.application.close()
    const before = readFileSync(storePath(dataFolder))
    const { folderId } = JSON.parse(readFileSync(join(dataFolder, 'comptoir.key-check.json'), 'utf8')) as { folderId: string }
    const account = `store-key:${folderId}`
    const key = (await keychain.read()).find((entry) => entry.account === account)?.password ?? ''

    await keychain.remove(account)
    const second = await launch({ graph: practice.url })
    await expect(second.page.getByText(/is not in this computer’s keychain/)).toBeVisible()
    await second.application.close()
    expect(readFileSync(storePath(dataFolder)).equals(before)).toBe(true)

    await keychain.write(account, newStoreKey())
    const third = await launch({ graph: practice.url })
    await expect(third.page.getByText(/does not open this data folder/)).toBeVisible()
    await keychain.write(account, key)
    await third.page.getByRole('button', { name: 'Try again' }).click()
    await expect(third.page.getByRole('button', { name: 'Check now' })).toBeVisible()
  })

  test('without a keychain the shop ends with the run, and the owner is told', async ({ dataFolder, launch, practice }) => {
    const environment = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
    const { application, page } = await launch({ graph: practice.url, environment })
    await connect(page, practice.token)
    await expect(page.getByText(/keychain/).first()).toBeVisible()
    await application.close()
    for (const { name, bytes } of filesBelow(dataFolder)) expect(bytes, name).not.toContain(practice.token)
    expect(readdirSync(dataFolder)).not.toContain('comptoir.db')
  })
})

test.describe('the window', () => {
  test('has no Node, goes nowhere else, and asks only what the contract has', async ({ launch }) => {
    const { application, page } = await launch()
    await expect(page.getByRole('button', { name: 'Connect my Page' })).toBeVisible()
    const seen = await page.evaluate(async () => {
      const bridge = (window as unknown as { comptoir: Record<string, (...values: unknown[]) => Promise<unknown>> }).comptoir
      return {
        node: [typeof (window as { require?: unknown }).require, typeof (window as { process?: unknown }).process],
        bridge: Object.keys(bridge).sort(),
        unknown: await bridge['request']?.('constructor', {}),
        malformed: await bridge['request']?.('movePracticeClock', { advanceMs: 'now' }),
        opened: window.open('https://example.com') === null,
      }
    })
    expect(seen).toEqual({
      node: ['undefined', 'undefined'],
      bridge: ['onEvent', 'request'],
      unknown: { ok: false, error: { code: 'request-invalid' } },
      malformed: { ok: false, error: { code: 'request-invalid', detail: { request: 'movePracticeClock' } } },
      opened: true,
    })
    const refused = await application.evaluate(async ({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      const contents = windows[0]?.webContents
      if (!contents) throw new Error('there is no window')
      const asked = new Promise<boolean>((resolve) => {
        contents.on('will-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented)))
      })
      await contents.executeJavaScript("location.assign('https://example.com/')")
      return { prevented: await asked, address: contents.getURL(), windows: windows.length }
    })
    expect(refused).toEqual({ prevented: true, address: expect.stringMatching(/^app:\/\/comptoir\//), windows: 1 })
  })
})
