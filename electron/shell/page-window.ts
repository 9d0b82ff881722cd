import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session } from 'electron'
import { isPageUrl, pageOrigin } from './page-protocol'

/** Opens the app's one window on the page: sandboxed, isolated, without Node, and it can go nowhere else. */
export function openPageWindow(appFolder: string): BrowserWindow {
  refuseOtherPermissions()
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    show: false,
    title: 'Comptoir',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161513' : '#f6f4f0',
    webPreferences: {
      preload: join(appFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
    },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event, address) => {
    if (!isPageUrl(address)) event.preventDefault()
  })
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${pageOrigin}/`)
  return window
}

/** Brings the window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** All that the page may do of itself: copy a text when the owner presses a button. */
const allowedPermission = 'clipboard-sanitized-write'

function refuseOtherPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === allowedPermission))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === allowedPermission)
}
