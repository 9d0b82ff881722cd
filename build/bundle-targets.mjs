import { appFolder, standInFolder } from './repository.mjs'

const nodeEntries = [
  { source: 'electron/main.ts', output: 'main.cjs' },
  { source: 'electron/preload.ts', output: 'preload.cjs' },
  { source: 'electron/desk/worker.ts', output: 'desk.cjs' },
  { source: 'electron/browser-host/main.ts', output: 'browser-host.cjs' },
  { source: 'electron/practice/main.ts', output: 'practice.cjs' },
]

/** The packages that bundles ask for at run time: Electron, those with binaries, and what `ws` does without. */
export const externalPackages = ['electron', '@signalapp/sqlcipher', 'keytar', 'bufferutil', 'utf-8-validate']

export const targets = {
  app: {
    name: 'the app',
    folder: appFolder,
    entries: nodeEntries,
    nodeTarget: 'node24',
    pageTarget: 'chrome120',
    loweredChrome: null,
    pageScript: null,
  },
  standIn: {
    name: 'the app for the stand-in Electron',
    folder: standInFolder,
    entries: [
      ...nodeEntries,
      { source: 'test/stand-in/loader.ts', output: 'loader.cjs' },
      { source: 'test/stand-in/missing-in-node.ts', output: 'missing-in-node.cjs' },
    ],
    pageScript: 'test/stand-in/missing-in-page.ts',
    nodeTarget: 'node16',
    pageTarget: 'chrome108',
    loweredChrome: 108,
  },
}
