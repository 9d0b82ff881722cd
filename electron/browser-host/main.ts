import { join } from 'node:path'
import Conf from 'conf'
import { problemSentence, translatorFor } from '../../shared/locales/translator'
import { keyFits, readKeyCheck } from '../desk/storage/key-check'
import { readCommandLine } from '../host/command-line'
import { createHost } from '../host/host'
import { createHttp } from '../host/http'
import { openPreferencesFile, preferencesName } from '../host/preferences'
import { isStoreKey } from '../host/store-key'
import { startPageServer, type PageServer } from './page-server'

const statusOfWrongArguments = 2
const statusOfWrongStoreKey = 3

/** Runs the app behind a loopback server, for a browser to show: the whole desk, and no window of its own. */
async function run(): Promise<void> {
  const secrets = takeSecrets()
  const systemLanguage = Intl.DateTimeFormat().resolvedOptions().locale
  const commandLine = readCommandLine(process.argv.slice(2), systemLanguage)
  if ('mistake' in commandLine) return end(statusOfWrongArguments, commandLine.mistake)
  const { dataFolder, language } = commandLine
  const translate = translatorFor(language.chosen ?? language.system)

  if (secrets.storeKey !== null) {
    const keyCheck = readKeyCheck(dataFolder)
    const fits = isStoreKey(secrets.storeKey) && (!keyCheck || keyFits(secrets.storeKey, keyCheck))
    if (!fits) return end(statusOfWrongStoreKey, problemSentence(translate, { code: 'store-key-wrong' }))
  }

  let server: PageServer
  try {
    server = await startPageServer(join(__dirname, 'page'), commandLine.port)
  } catch {
    return end(statusOfWrongArguments, `Port ${commandLine.port} is taken. Choose another with --port.`)
  }
  const host = createHost({
    ...commandLine,
    kind: 'browser',
    version: __COMPTOIR_VERSION__,
    deskScript: join(__dirname, 'desk.cjs'),
    http: createHttp(fetch),
    notifier: server.notifier,
    opener: server.opener,
    openPreferences: (folder) =>
      openPreferencesFile(folder, () => new Conf({ cwd: folder, configName: preferencesName, projectName: 'comptoir' })),
    secrets,
  })
  server.connect(host)

  let ending = false
  const stop = () => {
    if (ending) return
    ending = true
    void Promise.all([host.close(), server.close()]).finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  process.on('disconnect', stop)

  await host.start()
  const { screen } = host.status()
  if ('problem' in screen && screen.problem) process.stderr.write(`${problemSentence(translate, screen.problem)}\n`)
  process.stdout.write(`${JSON.stringify({ url: server.address, pid: process.pid })}\n`)
}

/** Takes the secrets that automation may give out of the environment, so that nothing that is started later inherits them. */
function takeSecrets(): { token: string | null; storeKey: string | null } {
  const secrets = { token: process.env['COMPTOIR_PAGE_TOKEN'] ?? null, storeKey: process.env['COMPTOIR_STORE_KEY'] ?? null }
  delete process.env['COMPTOIR_PAGE_TOKEN']
  delete process.env['COMPTOIR_STORE_KEY']
  return secrets
}

function end(status: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = status
}

void run()
