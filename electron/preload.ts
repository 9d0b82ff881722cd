import { contextBridge, ipcRenderer } from 'electron'
import { channels } from '../shared/channels'
import type { Transport } from '../shared/contract'

const transport: Transport = {
  request: (name, input) => ipcRenderer.invoke(channels.request, name, input),
  onEvent: (listener) => void ipcRenderer.on(channels.event, (_event, news: unknown) => listener(news)),
}

contextBridge.exposeInMainWorld('comptoir', transport)
