import { afterEach } from 'vitest'
import { startPractice, type RunningPractice } from '../../../electron/practice/start-practice'

export const startAt = Date.parse('2026-11-20T09:00:00Z')

const opened: RunningPractice[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((practice) => practice.close()))
})

/** Opens a practice shop whose clock stands still, and ends it after the test. */
export async function openPractice(options: Partial<Parameters<typeof startPractice>[0]> = {}) {
  const practice = await startPractice({ scenario: 'bakery', startAt, ...options })
  opened.push(practice)
  practice.shop.clock.setSpeed(0)
  practice.shop.clock.set(options.snapshot?.now ?? startAt)

  /** Asks the Graph with the Page's token. */
  async function graph(path: string, query: Record<string, string> = {}, body?: object) {
    const url = new URL(path, practice.url)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${practice.token}` },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, headers: response.headers, body: readAnswer(await response.text()) }
  }

  async function control(path: string, body?: unknown) {
    const response = await fetch(`${practice.controlUrl}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, body: readAnswer(await response.text()) }
  }

  async function say(input: object): Promise<{ conversation: string; message: string }> {
    return (await control('/say', input)).body
  }

  /** The customer of a conversation, as the Graph names them. */
  async function customerOf(conversation: string): Promise<string> {
    const { body } = await graph(`/v25.0/${conversation}`, { fields: 'participants{id}' })
    return body.participants.data.find((person: { id: string }) => person.id !== practice.pageId).id
  }

  function reply(recipientId: string, text: string) {
    return graph('/v25.0/me/messages', {}, { recipient: { id: recipientId }, messaging_type: 'RESPONSE', message: { text } })
  }

  return { ...practice, graph, control, say, customerOf, reply }
}

// The tests look at answers as any client of JSON does.
type Answer = any

function readAnswer(text: string): Answer {
  return text === '' ? null : JSON.parse(text)
}
