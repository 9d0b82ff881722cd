import './missing-in-node'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import electron, { app, type Session } from 'electron'
import { addProtocolHandle } from './protocol-handle'

/** Runs the app that was built beside this file as if the stand-in were the Electron that the app is made for. */
const folder = __dirname
const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
  'name' | 'productName' | 'version' | 'main',
  string
>

app.setName(productName || name)
internalsOf(app).setVersion(version)
internalsOf(app).setAppPath(folder)
Object.defineProperty(process, 'defaultApp', { value: true, configurable: true })

Object.assign(electron.net, { fetch: (...values: Parameters<typeof fetch>) => fetch(...values) })
Object.assign(electron.protocol, {
  handle: (...values: Parameters<Electron.Protocol['handle']>) => electron.session.defaultSession.protocol.handle(...values),
  unhandle: (scheme: string) => electron.session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string) => electron.session.defaultSession.protocol.isProtocolHandled(scheme),
})
app.on('session-created', prepareSession)

createRequire(__filename)(join(folder, main))

function prepareSession(session: Session): void {
  addProtocolHandle(session.protocol)
  session.setPreloads([join(folder, 'preload-before.cjs')])
  Object.assign(session, { fetch: (...values: Parameters<typeof fetch>) => fetch(...values) })
}

/** Electron's own start-up uses these; its types leave them out. */
function internalsOf(application: unknown): { setVersion(version: string): void; setAppPath(path: string): void } {
  return application as { setVersion(version: string): void; setAppPath(path: string): void }
}
