import { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

/** `closeAllConnections` and `closeIdleConnections` came with Node 18.2. The second is left without effect: nothing depends on it. */
export function addMissingServerMethods(): void {
  if ('closeAllConnections' in Server.prototype) return
  const connections = new WeakMap<NetServer, Set<Socket>>()
  const listen = NetServer.prototype.listen
  const listenAndCount: (this: NetServer, ...values: Parameters<typeof listen>) => NetServer = function (...values) {
    const open = new Set<Socket>()
    connections.set(this, open)
    this.on('connection', (socket) => {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    })
    return listen.apply(this, values)
  }
  Object.assign(NetServer.prototype, { listen: listenAndCount })
  function closeConnections(this: NetServer): void {
    for (const socket of connections.get(this) ?? []) socket.destroy()
  }
  Object.assign(Server.prototype, { closeAllConnections: closeConnections, closeIdleConnections: () => undefined })
}
