import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { appFolder, repository } from './repository.mjs'
import { findBrowser } from './setup/browser.mjs'

// Makes the README's pictures from the running app: the practice bakery on a Monday morning, in both themes.

const mondayMorning = '2026-11-23T08:06:00Z'
const environment = { ...process.env, TZ: 'Europe/Paris' }

async function start(script, args, extraEnvironment = {}) {
  const child = spawn(process.execPath, [join(appFolder, script), ...args], {
    env: { ...environment, ...extraEnvironment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { ...JSON.parse(line), stop: () => child.kill() }
}

const folder = mkdtempSync(join(tmpdir(), 'comptoir-picture-'))
const practice = await start('practice.cjs', ['--scenario', 'bakery', '--start', mondayMorning])
const host = await start('browser-host.cjs', ['--data', folder, '--graph', practice.url, '--lang', 'en'], {
  COMPTOIR_PAGE_TOKEN: practice.token,
  COMPTOIR_STORE_KEY: 'ab'.repeat(32),
})
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] })
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Paris', permissions: ['notifications'] })
  const page = await context.newPage()
  await page.goto(host.url)
  await page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first().click()
  await page.getByRole('log', { name: 'Messages' }).getByRole('article').first().waitFor()
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const path = join(repository, 'docs', 'pictures', `inbox-${colorScheme}.png`)
    await page.screenshot({ path })
    process.stdout.write(`${path}\n`)
  }
} finally {
  await browser.close()
  host.stop()
  practice.stop()
  rmSync(folder, { recursive: true, force: true })
}
