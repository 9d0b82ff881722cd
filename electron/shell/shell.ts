import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, Menu, nativeTheme, powerMonitor, shell, type BrowserWindow } from 'electron'
import ElectronStore from 'electron-store'
import { problemSentence, translatorFor } from '../../shared/locales/translator'
import { readCommandLine, type CommandLine } from '../host/command-line'
import { createHost, type Host } from '../host/host'
import { openPreferencesFile, preferencesName } from '../host/preferences'
import { connectPage } from './ipc'
import { createNetwork } from './network'
import { createNotifier } from './notifications'
import { declarePageScheme, servePage } from './page-protocol'
import { focusWindow, openPageWindow } from './page-window'
import { makeFolder } from '../host/make-folder'

/** Runs the app in Electron: a host with a window, until its window is closed. */
export function runShell(): void {
  const commandLine = readCommandLine(process.argv.slice(1), app.getLocale() || process.env['LANG'] || 'en')
  if ('mistake' in commandLine) {
    process.stderr.write(`${commandLine.mistake}\n`)
    app.exit(2)
    return
  }
  app.setPath('userData', browserFolder(commandLine.dataFolder))
  if (!app.requestSingleInstanceLock()) {
    const translate = translatorFor(commandLine.language.chosen ?? commandLine.language.system)
    const problem = { code: 'folder-in-use' as const, detail: { folder: commandLine.dataFolder } }
    process.stderr.write(`${problemSentence(translate, problem)}\n`)
    app.exit(4)
    return
  }
  declarePageScheme()
  void app.whenReady().then(() => openApp(commandLine))
}

/** Chromium's own files, apart from the shop's. A data folder that cannot be written is told about in the window, which needs a place too. */
function browserFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'browser')
  try {
    makeFolder(folder)
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'comptoir-browser-'))
  }
}

async function openApp(commandLine: CommandLine): Promise<void> {
  const appFolder = __dirname
  let window: BrowserWindow | null = null
  const host: Host = createHost({
    ...commandLine,
    kind: 'electron',
    version: app.getVersion(),
    deskScript: join(appFolder, 'desk.cjs'),
    http: createNetwork(),
    notifier: createNotifier((conversation) => {
      if (window) focusWindow(window)
      if (conversation) host.openConversation(conversation)
    }),
    opener: { open: (url) => shell.openExternal(url).then(() => true, () => false) },
    openPreferences: (folder) => openPreferencesFile(folder, () => new ElectronStore({ cwd: folder, name: preferencesName })),
    secrets: { token: null, storeKey: null },
  })

  host.onEvent(() => {
    nativeTheme.themeSource = host.status().settings.theme
  })
  connectPage(host, () => window)
  servePage(join(appFolder, 'page'), host)
  Menu.setApplicationMenu(process.platform === 'darwin' ? applicationMenu() : null)
  quitCleanly(host)
  app.on('second-instance', () => window && focusWindow(window))
  powerMonitor.on('resume', () => host.reviewReminders())
  window = openPageWindow(appFolder)
  window.on('closed', () => {
    window = null
  })
  await host.start()
}

/** macOS has no app without a menu: copying and pasting go through it. */
function applicationMenu(): Menu {
  return Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }])
}

/** Ends the desk before the process ends, once, whether a window, the system or a signal asks for it. */
function quitCleanly(host: Host): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  process.on('disconnect', () => app.quit())
}
