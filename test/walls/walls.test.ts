import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import rules from '../../.dependency-cruiser.cjs'
import { checkWalls, wallProblems } from '../../build/check-walls.mjs'
import { repository } from '../../build/repository.mjs'

type Plant = { wall: string; what: string; file: string; text: string }

const plants: Plant[] = [
  { wall: 'shared-imports-nothing-of-the-others', what: 'a type of the desk', file: 'shared/planted-type.ts', text: `import type { Log } from '../electron/desk/ports'\nexport type Planted = Log\n` },
  { wall: 'shared-imports-nothing-of-the-others', what: 'a built-in of Node', file: 'shared/planted-node.ts', text: `export { readFileSync } from 'node:fs'\n` },
  { wall: 'shared-imports-nothing-of-the-others', what: 'Electron', file: 'shared/planted-electron.ts', text: `export const load = () => import('electron')\n` },
  { wall: 'shared-imports-nothing-of-the-others', what: 'a package of the page', file: 'shared/planted-react.ts', text: `export * from 'react'\n` },
  { wall: 'renderer-imports-only-shared', what: 'a type of the desk', file: 'renderer/planted-type.ts', text: `export type Planted = typeof import('../electron/desk/ports')\n` },
  { wall: 'renderer-imports-only-shared', what: 'Electron', file: 'renderer/planted-electron.ts', text: `export const load = () => require('electron')\n` },
  { wall: 'renderer-has-no-node', what: 'a built-in of Node', file: 'renderer/planted-node.ts', text: `import 'node:path'\n` },
  { wall: 'electron-knows-no-page', what: 'a file of the page', file: 'electron/host/planted-page.ts', text: `export * from '../../renderer/main'\n` },
  { wall: 'desk-knows-no-host', what: 'a type of the host', file: 'electron/desk/planted-host.ts', text: `export type { HostPorts } from '../host/ports'\n` },
  { wall: 'desk-knows-no-host', what: 'the practice shop, later', file: 'electron/desk/planted-practice.ts', text: `export const load = () => import('../practice/main')\n` },
  { wall: 'desk-knows-no-host', what: 'the shell', file: 'electron/desk/planted-shell.ts', text: `import '../shell/shell'\n` },
  { wall: 'desk-knows-no-host', what: 'the browser host', file: 'electron/desk/planted-browser-host.ts', text: `import '../browser-host/main'\n` },
  { wall: 'desk-knows-no-host', what: 'types of Electron by reference', file: 'electron/desk/planted-electron.ts', text: `/// <reference types="electron" />\nexport {}\n` },
  { wall: 'electron-module-only-in-the-shell', what: 'Electron in the host', file: 'electron/host/planted-electron.ts', text: `import type { App } from 'electron'\nexport type Planted = App\n` },
  { wall: 'electron-module-only-in-the-shell', what: 'the settings file of Electron in the browser host', file: 'electron/browser-host/planted-store.ts', text: `export const load = () => import('electron-store')\n` },
  { wall: 'host-knows-neither-shell-nor-browser-host', what: 'the shell', file: 'electron/host/planted-shell.ts', text: `import type { runShell } from '../shell/shell'\nexport type Planted = typeof runShell\n` },
  { wall: 'host-knows-neither-shell-nor-browser-host', what: 'the browser host', file: 'electron/host/planted-browser-host.ts', text: `export const load = () => require('../browser-host/main')\n` },
  { wall: 'shell-and-browser-host-are-strangers', what: 'the browser host in the shell', file: 'electron/shell/planted-browser-host.ts', text: `import '../browser-host/main'\n` },
  { wall: 'practice-imports-only-shared', what: 'the desk', file: 'electron/practice/planted-desk.ts', text: `export type { Log } from '../desk/ports'\n` },
  { wall: 'features-do-not-import-each-other', what: 'a neighbour', file: 'renderer/features/planted/one.ts', text: `export { two } from '../planted-too/two'\n` },
  { wall: 'only-the-database-knows-its-library', what: 'the library in a part of the desk', file: 'electron/desk/inbox/planted-library.ts', text: `import type Database from '@signalapp/sqlcipher'\nexport type Planted = Database\n` },
  { wall: 'only-the-host-knows-the-keychain', what: 'the keychain in the desk', file: 'electron/desk/planted-keychain.ts', text: `export const load = () => import('keytar')\n` },
  { wall: 'product-knows-no-tools', what: 'the build', file: 'electron/host/planted-build.ts', text: `export * from '../../build/planted'\n` },
  { wall: 'no-cycles', what: 'a pair that need each other', file: 'shared/planted-left.ts', text: `import { right } from './planted-right'\nexport const left = () => right\n` },
  { wall: 'everything-resolves', what: 'a file that is not there', file: 'electron/host/planted-missing.ts', text: `import './no-such-file'\n` },
]

const bystanders = {
  'renderer/features/planted-too/two.ts': 'export const two = 2\n',
  'build/planted.ts': 'export const planted = true\n',
  'shared/planted-right.ts': `import { left } from './planted-left'\nexport const right = () => left\n`,
}

const packages = ['electron', 'electron-store', '@signalapp/sqlcipher', 'keytar', 'react']

describe('a violation planted in a copy of the sources', () => {
  const copy = mkdtempSync(join(tmpdir(), 'comptoir-walls-'))
  let found: Awaited<ReturnType<typeof checkWalls>>

  beforeAll(async () => {
    for (const folder of ['electron', 'shared', 'renderer']) cpSync(join(repository, folder), join(copy, folder), { recursive: true })
    for (const name of packages) {
      write(copy, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' }))
      write(copy, `node_modules/${name}/index.js`, 'module.exports = {}\n')
      write(copy, `node_modules/${name}/index.d.ts`, 'export {}\n')
    }
    for (const { file, text } of plants) write(copy, file, text)
    for (const [file, text] of Object.entries(bystanders)) write(copy, file, text)
    found = await checkWalls(copy)
  }, 60_000)

  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(plants)('$wall: $what', ({ wall, file }) => {
    expect(found.violations.map(({ rule, from }) => `${rule}: ${from}`)).toContain(`${wall}: ${file}`)
  })

  test('every file was read', () => {
    expect(found.unread).toEqual([])
    expect(found.read).toBeGreaterThan(plants.length)
  })
})

test('each wall has a plant', () => {
  const planted = new Set(plants.map(({ wall }) => wall))
  expect(rules.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
})

test('a check that read nothing is a failure', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'comptoir-walls-'))
  expect(wallProblems(await checkWalls(empty))).toEqual(['No module was read, so nothing was checked.'])
  rmSync(empty, { recursive: true, force: true })
})

test('a source that was passed over is a failure', () => {
  expect(wallProblems({ read: 1, violations: [], unread: ['shared/model.ts'] })).toEqual(['shared/model.ts was not read.'])
})

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
