/** The two channels between Electron's main process and the page. No other is opened, and their names stand nowhere else. */
export const channels = { request: 'comptoir:request', event: 'comptoir:event' } as const

/** The path of the browser host's socket, over which the same requests and events go. */
export const socketPath = '/desk'
