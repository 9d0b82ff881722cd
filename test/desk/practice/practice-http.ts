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

  /** Asks the Graph with the first Page's token, or another. A form is sent as one, anything else as JSON. */
  async function graph(path: string, query: Record<string, string> = {}, body?: object, token = practice.token) {
    const url = new URL(path, practice.url)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { method: 'POST', body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
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

  /** A new customer who has just written; gives the conversation, the message and the customer's id. */
  async function newCustomer(name: string, text = 'Open?') {
    const said = await say({ from: name, text })
    return { ...said, customer: await customerOf(said.conversation) }
  }

  /** Sends a body to a customer; gives the code and subcode of the refusal, or null. */
  async function refusalOf(recipientId: string, body: object): Promise<[number, number | undefined] | null> {
    const answer = await graph('/v25.0/me/messages', {}, { recipient: { id: recipientId }, ...body })
    return answer.status === 200 ? null : [answer.body.error.code, answer.body.error.error_subcode]
  }

  return { ...practice, graph, control, say, customerOf, reply, newCustomer, refusalOf }
}

// The tests look at answers as any client of JSON does.
type Answer = any

function readAnswer(text: string): Answer {
  return text === '' ? null : JSON.parse(text)
}
