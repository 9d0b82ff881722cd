import { defineConfig } from '@playwright/test'
import { findBrowser } from './build/setup/browser.mjs'

const browser = findBrowser()
const asRoot = process.platform === 'linux' && process.getuid?.() === 0

/** `page`: the page in the installed browser, through the browser host. `app`: the whole app in a real Electron. */
export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results/playwright',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: false,
  workers: 2,
  reporter: 'list',
  projects: [
    {
      name: 'page',
      testMatch: 'page/**/*.test.ts',
      use: {
        browserName: 'chromium',
        headless: true,
        locale: 'en',
        viewport: { width: 1280, height: 800 },
        trace: 'retain-on-failure',
        screenshot: 'only-on-failure',
        launchOptions: { ...(browser && { executablePath: browser }), args: asRoot ? ['--no-sandbox'] : [] },
      },
    },
    { name: 'app', testMatch: 'app/**/*.test.ts', workers: 1 },
  ],
})
