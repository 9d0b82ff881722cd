import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { channels } from '../../shared/channels'
import type { Transport } from '../../shared/contract'
import { failure } from '../../shared/problems'
import { isPageUrl } from './page-protocol'

/** Lets the page in the window ask the host, and tells it the host's news. Only that page's own top frame is answered. */
export function connectPage(host: Transport, window: () => BrowserWindow | null): void {
  ipcMain.handle(channels.request, (event, name: unknown, input: unknown) => {
    if (!isOwnPage(event, window()) || typeof name !== 'string') return failure('request-invalid')
    return host.request(name, input)
  })
  host.onEvent((news) => {
    const contents = window()?.webContents
    if (contents && !contents.isDestroyed()) contents.send(channels.event, news)
  })
}

function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === window?.webContents.mainFrame && isPageUrl(frame.url)
}
