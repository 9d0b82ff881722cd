import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { createBirpc } from 'birpc'
import { WebSocketServer, type WebSocket } from 'ws'
import { socketPath } from '../../shared/channels'
import type { Transport } from '../../shared/contract'
import type { Notifier, Opener } from '../desk/ports'
import { answerContent, type ContentSource } from '../host/content-answer'
import { pageHeaders, readPageFile } from '../host/page-files'
import { createSessionGate, type SessionGate } from './session-gate'

const largestMessageBytes = 1_000_000

/** A page that has not said in this time that it shows a notification does not. */
const showWithinMs = 5_000

/** What the page's side of the socket answers to. */
type PageFunctions = { event(event: unknown): void }
type SocketFunctions = { request(name: unknown, input: unknown): Promise<unknown> }

type OpenPage = {
  tell: (event: unknown) => void
  /** Settles once the page has taken the event; rejects when the page is gone before. */
  tellSurely: (event: unknown) => Promise<void>
  showsNotifications: boolean
}

type ConnectedHost = Transport & ContentSource & { reviewReminders(): void }

/** The loopback server of the browser host: the page's files, and a socket over which the page asks. */
export type PageServer = {
  /** The address to open, with its one-time key. */
  address: string
  /** Pages show the notifications, one page each time: the last that was allowed to. */
  notifier: Notifier
  /** The page that asks for an address to be opened opens it. */
  opener: Opener
  /** Connects the pages to a host; until then requests wait for it. */
  connect(host: ConnectedHost): void
  close(): Promise<void>
}

/** Starts the server on a port of 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function startPageServer(pageFolder: string, port: number): Promise<PageServer> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const gate = createSessionGate((server.address() as AddressInfo).port)
  const pages = new Map<WebSocket, OpenPage>()
  let host: ConnectedHost | null = null
  /** The page whose link is being opened, one after the other: the desk does not know pages apart. */
  let linkAsker: WebSocket | null = null
  let lastLink: Promise<unknown> = Promise.resolve()

  server.on('request', (request, response) =>
    void serve({ pageFolder, gate, content: host }, request, response).catch(() => response.destroy()),
  )

  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const allowed = gate.namesThisHost(request) && gate.hasSession(request) && gate.comesFromOwnPage(request)
    if (!allowed || request.url !== socketPath) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, openPage)
  })

  function openPage(socket: WebSocket): void {
    const functions: SocketFunctions = { request: (name, input) => answer(socket, name, input) }
    const page = createBirpc<PageFunctions, SocketFunctions>(functions, {
      post: (text: string) => socket.send(text),
      on: (listener) => void socket.on('message', (data: Buffer) => listener(data.toString())),
      serialize: (message) => JSON.stringify(message),
      deserialize: (text: string) => JSON.parse(text) as unknown,
      timeout: -1,
      onGeneralError: () => {
        socket.close(1003)
        return true
      },
    })
    pages.set(socket, {
      tell: (event) => void page.event.asEvent(event),
      tellSurely: (event) => page.event(event),
      showsNotifications: false,
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      pages.delete(socket)
      page.$close()
    })
  }

  async function answer(socket: WebSocket, name: unknown, input: unknown): Promise<unknown> {
    if (!host || typeof name !== 'string') return { ok: false, error: { code: 'request-invalid' } }
    const answered = name === 'openLink' ? await openLink(host, socket, input) : await host.request(name, input)
    const page = pages.get(socket)
    if (name === 'reportNotificationPermission' && page) {
      page.showsNotifications = (input as { granted?: unknown }).granted === true
      if (page.showsNotifications) host.reviewReminders()
    }
    return answered
  }

  function openLink(asked: Transport, socket: WebSocket, input: unknown): Promise<unknown> {
    const turn = lastLink.then(() => {
      linkAsker = socket
      return asked.request('openLink', input)
    })
    lastLink = turn.catch(() => undefined)
    return turn
  }

  return {
    address: gate.address,
    opener: {
      open(url) {
        const page = linkAsker && pages.get(linkAsker)
        page?.tell({ name: 'linkOpened', payload: { url } })
        return Promise.resolve(!!page)
      },
    },
    notifier: {
      async show(notice) {
        const page = [...pages.values()].reverse().find((open) => open.showsNotifications)
        if (!page) return false
        // A page that is just being loaded anew takes nothing more.
        const taken = page.tellSurely({ name: 'notificationShown', payload: notice }).then(
          () => true,
          () => false,
        )
        return Promise.race([taken, setTimeout(showWithinMs, false, { ref: false })])
      },
    },
    connect(connected) {
      host = connected
      connected.onEvent((event) => {
        for (const page of pages.values()) page.tell(event)
      })
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of pages.keys()) socket.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Served = { pageFolder: string; gate: SessionGate; content: ContentSource | null }

async function serve({ pageFolder, gate, content }: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!gate.namesThisHost(request) || request.method !== 'GET') return refuse(response)
  const url = new URL(`http://127.0.0.1${request.url ?? '/'}`)
  const key = url.searchParams.get('key')
  if (key !== null) {
    const cookie = gate.takeKey(key)
    if (cookie === null && !gate.hasSession(request)) return refuse(response)
    response.writeHead(303, { location: '/', ...(cookie === null ? {} : { 'set-cookie': cookie }), 'cache-control': 'no-store' })
    return void response.end()
  }
  if (!gate.hasSession(request)) return refuse(response)
  const answer = await answerContent(content, url.pathname, request.headers.range ?? null)
  if (answer) return void response.writeHead(answer.status, answer.headers).end(answer.body)
  const file = await readPageFile(pageFolder, url.pathname)
  if (!file) return void response.writeHead(404, pageHeaders('text/plain; charset=utf-8')).end()
  response.writeHead(200, file.headers).end(file.body)
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(403, pageHeaders('text/plain; charset=utf-8'))
    .end('This address has been used, or is not for you. Start Comptoir again for a new one.\nCette adresse a déjà servi, ou n’est pas pour vous. Relancez Comptoir pour en avoir une neuve.\n')
}
