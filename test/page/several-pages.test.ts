import { createServer, request as sendRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { startPractice, type RunningPractice } from '../../electron/practice/start-practice'
import { customerWrites, expect, queueItem, test } from './served-app'

/** One origin for several practice platforms: each request goes to the one whose token it carries. */
async function joinPlatforms(practices: readonly RunningPractice[]): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, answer) => {
    const practice = practices.find(({ token }) => incoming.headers.authorization === `Bearer ${token}`) ?? practices[0]
    const onward = sendRequest(new URL(incoming.url ?? '/', practice?.url), { method: incoming.method, headers: incoming.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers)
      answered.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' })

test('two Pages are shown together and apart, each with its colour, its name and its count', async ({ page, practice, serve }) => {
  const bakery = await startPractice({ scenario: 'bakery', startAt: Date.now() })
  const joined = await joinPlatforms([practice, bakery])
  try {
    customerWrites(practice, 'Zoé Lambert', 'Avez-vous des palmes ?')
    const app = await serve({ graph: joined.url, token: practice.token })
    await page.goto(`${app.url}#/settings/token`)
    await page.getByRole('textbox', { name: 'Page token' }).fill(bakery.token)
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await reloaded
    await page.goto(`${app.url}#/inbox/waiting`)

    const strip = page.locator('.strip')
    await expect(strip).toContainText('2 Pages')
    await expect(strip.getByRole('img')).toHaveCount(2)
    await expect(strip.getByRole('img', { name: 'Boutique de la Plage' })).toBeVisible()
    await expect(pages(page).getByRole('link')).toHaveCount(3)
    const tops = await pages(page).getByRole('link').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top))
    expect(new Set(tops).size).toBe(1)
    await expect(pages(page).getByRole('link', { name: /^All Pages/ })).toHaveAttribute('aria-current', 'true')
    await expect(queueItem(page, 'Zoé Lambert')).toContainText('Boutique de la Plage')
    const colours = await page.locator('.row .page-dot').evaluateAll((dots) => [...new Set(dots.map((dot) => getComputedStyle(dot).backgroundColor))])
    expect(colours).toHaveLength(2)
    const waitingOf = async (name: RegExp) => Number(await pages(page).getByRole('link', { name }).locator('b').innerText())
    const all = await waitingOf(/^All Pages/)
    expect(await waitingOf(/^Boutique/)).toBe(1)
    expect(await waitingOf(/^Boulangerie/)).toBe(all - 1)
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText(String(all))

    await pages(page).getByRole('link', { name: /^Boutique/ }).click()
    await expect(page).toHaveURL(new RegExp(`#/inbox/waiting/${practice.pageId}$`))
    await expect(strip).toContainText('Boutique de la Plage')
    await expect(page.getByRole('listitem').filter({ has: page.locator('[data-conversation-id]') }).or(page.locator('[data-conversation-id]'))).toHaveCount(1)
    await expect(page.locator('.row .page-dot')).toHaveCount(0)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All' }).click()
    await expect(page).toHaveURL(new RegExp(`#/inbox/all/${practice.pageId}$`))
    await page.reload()
    await expect(page.locator('[data-conversation-id]')).toHaveCount(1)

    await page.goBack()
    await pages(page).getByRole('link', { name: /^All Pages/ }).click()
    await queueItem(page, 'Zoé Lambert').click()
    await expect(page.getByRole('heading', { name: 'Zoé Lambert' })).toBeVisible()
    await page.screenshot({ path: 'test-results/looks/several-pages.png' })

    bakery.shop.setToken({ failure: { code: 190, subcode: 463 } })
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByRole('status', { name: 'Connection' })).toContainText(/^Boulangerie.*: Not checked since/)
  } finally {
    joined.server.closeAllConnections()
    joined.server.close()
    await bakery.close()
  }
})
