import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { externalPackages, targets } from './bundle-targets.mjs'
import { repository } from './repository.mjs'
import { oneAtATime } from './setup/one-at-a-time.mjs'
import { isBuilt, readSourcesState, recordBuilt } from './setup/sources.mjs'

const { name, productName, version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
const isBuiltIn = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]))

function isExternal(id) {
  return id.startsWith('node:') || isBuiltIn.has(id) || externalPackages.includes(id)
}

/** One CommonJS file with everything in it; a server build, so that packages are taken as Node takes them. */
async function bundleForNode(target, entry) {
  await build({
    root: repository,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __COMPTOIR_VERSION__: JSON.stringify(version) },
    ssr: { noExternal: true, external: externalPackages, target: 'node' },
    build: {
      ssr: join(repository, entry.source),
      target: target.nodeTarget,
      outDir: target.folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        external: isExternal,
        output: { format: 'cjs', entryFileNames: entry.output, codeSplitting: false },
      },
    },
  })
}

/** A preload that comes before the app's own and gives its world and the page's what an old Chromium lacks. */
async function bundlePreloadBefore(target) {
  const [{ output }] = await build({
    root: repository,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      target: target.pageTarget,
      write: false,
      lib: { entry: join(repository, target.pageScript), formats: ['iife'], name: 'missingInPage' },
    },
  })
  const script = output[0].code
  writeFileSync(
    join(target.folder, 'preload-before.cjs'),
    `${script}\nrequire('electron').webFrame.executeJavaScript(${JSON.stringify(`${script}\n;0`)})\n`,
  )
}

async function bundlePage(target) {
  const lowered = target.loweredChrome === null ? {} : { css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: target.loweredChrome << 16 } } } }
  await build({
    root: join(repository, 'renderer'),
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    ...lowered,
    build: {
      target: target.pageTarget,
      cssTarget: target.pageTarget,
      outDir: join(target.folder, 'page'),
      emptyOutDir: true,
      // The page's policy takes no `data:` fonts or images, and a polyfill of preload is not needed by any of our browsers.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  })
}

/** Electron is started on the folder, which therefore describes itself. */
function describeFolder(target) {
  const description = { name, productName, version, type: 'commonjs', main: 'main.cjs' }
  writeFileSync(join(target.folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
}

async function bundleTarget(target, { allowMissing }) {
  const state = readSourcesState()
  if (isBuilt(target.folder, state)) return []
  const sources = [...target.entries.map((entry) => entry.source), 'renderer/index.html']
  const missing = sources.filter((source) => !existsSync(join(repository, source)))
  if (missing.length > 0 && !allowMissing) throw new Error(`Cannot build ${target.name}: ${missing.join(', ')} missing.`)
  rmSync(target.folder, { recursive: true, force: true })
  mkdirSync(target.folder, { recursive: true })
  describeFolder(target)
  const outcomes = await Promise.allSettled([
    ...target.entries.filter((entry) => !missing.includes(entry.source)).map((entry) => bundleForNode(target, entry)),
    ...(missing.includes('renderer/index.html') ? [] : [bundlePage(target)]),
    ...(target.pageScript === null ? [] : [bundlePreloadBefore(target)]),
  ])
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map((outcome) => messageOf(outcome.reason))
  if (failures.length > 0) throw new Error([...new Set(failures)].join('\n'))
  if (missing.length === 0) recordBuilt(target.folder, state)
  return missing
}

function messageOf(error) {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error))
}

const flags = process.argv.slice(2)
const target = flags.includes('--stand-in') ? targets.standIn : targets.app
try {
  const missing = await oneAtATime('build', () => bundleTarget(target, { allowMissing: flags.includes('--allow-missing') }))
  if (missing.length > 0) process.stderr.write(`Built without ${missing.join(', ')}.\n`)
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
}
