import { createServer } from 'node:http'
import { expect, test } from './electron-app'
test('sample', async ({ launch, notifications, keychain }) => {
  const { application, page } = await launch()
  console.log(await page.textContent('body'), page.url())
  console.log(await page.evaluate(async () => { const r = await fetch('/echo', {method:'POST', body:'hé', headers:{'x-a':'1'}}); return [r.status, r.headers.get('x-b'), await r.text(), (await fetch('/missing')).status] }))
  console.log(await application.evaluate(async ({app}) => [app.getName(), app.getVersion(), app.getAppPath(), app.isPackaged, process.argv, app.getPath('userData'), await (globalThis as any).fromWorker, await (globalThis as any).keytarAnswer]))
  const s = createServer((_q, r) => r.end('net ok')).listen(0); const port = (s.address() as any).port
  console.log(await application.evaluate(async (_e, p) => [await (globalThis as any).tryNet('http://127.0.0.1:'+p), await (globalThis as any).tryNet('http://127.0.0.1:1/')], port))
  s.close()
  console.log(await keychain.read())
  console.log(await application.evaluate(() => (globalThis as any).notify()))
  const n = await notifications.waitFor(({summary}) => summary === 'Late')
  notifications.click(n.id)
  await expect.poll(() => application.evaluate(() => (globalThis as any).clicked)).toBe(true)
  if (process.env['FAILNOW']) throw new Error('x')
})
