const product = '^(electron|renderer|shared)/'
const packageNamed = (...names) => names.map((name) => `^node_modules/${name}/`)
// Unresolved, a module keeps its bare name.
const electronModule = [...packageNamed('electron', 'electron-store'), '^electron(-store)?$']

/** The walls of the house, see `docs/architecture.md`. Each has a violation planted in `test/walls`. */
module.exports = {
  forbidden: [
    {
      name: 'shared-imports-nothing-of-the-others',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', ...packageNamed('zod', 'i18next')] },
    },
    {
      name: 'renderer-imports-only-shared',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^electron/', ...electronModule, ...packageNamed('keytar', '@signalapp/sqlcipher', 'conf', 'ws')] },
    },
    { name: 'renderer-has-no-node', severity: 'error', from: { path: '^renderer/' }, to: { dependencyTypes: ['core'] } },
    { name: 'electron-knows-no-page', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    {
      name: 'desk-knows-no-host',
      severity: 'error',
      from: { path: '^electron/desk/' },
      to: { path: ['^electron/(host|shell|browser-host|practice)/', '^electron/(main|preload)\\.ts$', ...electronModule] },
    },
    {
      name: 'electron-module-only-in-the-shell',
      severity: 'error',
      from: { path: product, pathNot: ['^electron/(main|preload)\\.ts$', '^electron/shell/'] },
      to: { path: electronModule },
    },
    {
      name: 'host-knows-neither-shell-nor-browser-host',
      severity: 'error',
      from: { path: '^electron/host/' },
      to: { path: ['^electron/(shell|browser-host)/', '^electron/(main|preload)\\.ts$'] },
    },
    {
      name: 'shell-and-browser-host-are-strangers',
      severity: 'error',
      from: { path: '^electron/(shell|browser-host)/' },
      to: { path: '^electron/(shell|browser-host)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'practice-imports-only-shared',
      severity: 'error',
      from: { path: '^electron/practice/' },
      to: { path: '^(electron|renderer)/', pathNot: '^electron/practice/' },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/[^/]+/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'only-the-database-knows-its-library',
      severity: 'error',
      from: { path: product, pathNot: '^electron/desk/storage/database\\.ts$' },
      to: { path: packageNamed('@signalapp/sqlcipher') },
    },
    {
      name: 'only-the-host-knows-the-keychain',
      severity: 'error',
      from: { path: product, pathNot: '^electron/host/' },
      to: { path: packageNamed('keytar') },
    },
    { name: 'product-knows-no-tools', severity: 'error', from: { path: product }, to: { path: '^(test|build)/' } },
    { name: 'no-cycles', severity: 'error', from: { path: product }, to: { circular: true } },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: product },
      to: { couldNotResolve: true, pathNot: '\\?raw$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Without it an import of types alone would pass every wall.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
