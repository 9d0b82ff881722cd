import { describe, expect, test } from 'vitest'
import { createHttp } from '../../../electron/host/http'
import type { TokenState } from '../../../electron/practice/page-tokens'
import type { ProblemCode } from '../../../shared/problems'
import { attachmentsOf } from '../../../electron/desk/platform/attachments'
import { readTokenOwner } from '../../../electron/desk/platform/token-owner'
import { openPractice } from '../practice/practice-http'
import { clientFor } from './client-at-work'

const http = createHttp(fetch)

async function openShop(options: { secret?: string } = {}) {
  const practice = await openPractice()
  const { client, logged } = clientFor(practice.url, { token: practice.token, ...options })
  const conversations = await client.listConversations(practice.pageId, 1)
  const [newest] = conversations.ok ? conversations.value.conversations : []
  const customer = newest?.participants.data.find(({ id }) => id !== practice.pageId)
  return { practice, client, logged, conversationId: newest?.id ?? '', customerId: customer?.id ?? '' }
}

describe('the practice platform’s rules, as the desk’s client meets them', () => {
  const deadTokens: [TokenState, ProblemCode][] = [
    ['malformed', 'token-refused'],
    ['expired', 'token-expired'],
    ['password-changed', 'token-password-changed'],
    ['removed', 'token-app-removed'],
    ['checkpoint', 'token-checkpoint'],
    ['unconfirmed', 'token-unconfirmed'],
    ['invalid', 'token-refused'],
    ['no-page-role', 'token-role-lost'],
    ['session', 'token-refused'],
  ]
  // platform: token.ends
  test.each(deadTokens)('a token that is %s is told as %s, for a read and for a send, which waits', async (state, code) => {
    const { practice, client, customerId } = await openShop()
    await practice.control('/token', { state })
    expect(await client.listConversations(practice.pageId, 1)).toEqual({ ok: false, error: { code } })
    expect(await client.sendText(practice.pageId, customerId, 'Oui.')).toMatchObject({ kind: 'not-now', problem: { code } })
  })

  // platform: token.user
  test('a person’s token opens no conversations, and names the Pages that do', async () => {
    const { practice } = await openShop()
    const { client } = clientFor(practice.url, { token: practice.userToken })
    expect(await client.readAccounts()).toMatchObject({
      ok: true,
      value: [{ id: practice.pageId, accessToken: practice.token, canMessage: true }],
    })
    expect(await client.listConversations(practice.pageId, 1)).toMatchObject({ ok: false })
    expect(await readTokenOwner(client, new AbortController().signal, () => {})).toMatchObject({ ok: true, value: { kind: 'person', accounts: [{ id: practice.pageId, canMessage: true }] } })
  })

  // platform: token.appsecret_proof
  test('an app that wants its secret gets the proof, or is named as the reason', async () => {
    const { practice, client, customerId } = await openShop({ secret: 'app-secret' })
    practice.shop.account.change({ requiredAppSecret: 'app-secret' })
    expect(await client.readSelf()).toMatchObject({ ok: true, value: { id: practice.pageId } })
    const without = clientFor(practice.url, { token: practice.token })
    expect(await without.client.readSelf()).toEqual({ ok: false, error: { code: 'app-secret-needed' } })
    expect(await without.client.listConversations(practice.pageId, 25)).toEqual({ ok: false, error: { code: 'app-secret-needed' } })
    expect(await without.client.sendText(practice.pageId, customerId, 'Oui.')).toMatchObject({ kind: 'not-now', problem: { code: 'app-secret-needed' } })
    const wrong = clientFor(practice.url, { token: practice.token, secret: 'another' })
    expect(await wrong.client.readSelf()).toEqual({ ok: false, error: { code: 'app-secret-wrong' } })
  })

  test('a Page’s name, picture, hours and unread ones are read', async () => {
    const { practice, client, logged } = await openShop()
    expect(await client.readPage(practice.pageId)).toMatchObject({ ok: true, value: { name: practice.shop.pageName } })
    expect(logged).toEqual([])
  })

  // platform: error.10.1893063, error.200.2018028
  test('a missing permission, a restricted Page and an app in development are told apart', async () => {
    const { practice, client, customerId } = await openShop()
    practice.shop.account.change({ restricted: true })
    expect(await client.sendText(practice.pageId, customerId, 'Oui.')).toMatchObject({ kind: 'refused', problem: { code: 'page-restricted' } })
    practice.shop.account.change({ restricted: false, appInDevelopment: true })
    expect(await client.sendText(practice.pageId, customerId, 'Oui.')).toMatchObject({ kind: 'refused', problem: { code: 'app-not-live' } })
    practice.shop.account.change({ appInDevelopment: false, missingPermissions: ['pages_messaging'] })
    expect(await client.listConversations(practice.pageId, 1)).toMatchObject({ error: { code: 'permission-missing' } })
  })

  // platform: quota.two-a-second
  test('two calls a second are never too many for the platform', async () => {
    const { practice, client, conversationId } = await openShop()
    practice.shop.account.change({ quota: { enforced: true, perSecond: true } })
    const reads = await Promise.all(Array.from({ length: 6 }, () => client.listMessages(conversationId, { limit: 1 })))
    expect(reads.every((read) => read.ok)).toBe(true)
  })

  // platform: message.newest-20, error.9000001
  test('messages older than the newest twenty come with their time alone', async () => {
    const { practice, client } = await openShop()
    const claire = practice.shop.say({ conversation: null, from: 'Claire', text: 'message 1', attachments: [] })
    if (!claire.ok) throw new Error(claire.sentence)
    for (let number = 2; number <= 25; number += 1) practice.shop.say({ conversation: claire.conversation, from: 'Claire', text: `message ${number}`, attachments: [] })
    const read = await client.listMessages(claire.conversation, { limit: 50 })
    if (!read.ok) throw new Error(read.error.code)
    expect(read.value.messages.map((message) => message.readable)).toEqual([...Array<boolean>(20).fill(true), ...Array<boolean>(5).fill(false)])
    const oldest = read.value.messages.at(-1)
    expect(await client.readMessage(oldest?.id ?? '')).toEqual({ ok: false, error: { code: 'message-gone' } })
  })

  // platform: message.attachments, message.shares.fields, attachment.image, attachment.gif, attachment.video, attachment.audio, attachment.file
  // platform: attachment.sticker-old, attachment.sticker-new, attachment.generic_template, attachment.product-share, attachment.post-share
  // platform: attachment.appointment_booking, attachment.privacy-stub, attachment.unknown
  test.each([
    [{ type: 'image' }, { kind: 'image' }],
    [{ type: 'gif' }, { kind: 'image' }],
    [{ type: 'video' }, { kind: 'video' }],
    [{ type: 'audio' }, { kind: 'audio', mimeType: 'audio/wav' }],
    [{ type: 'file' }, { kind: 'file', name: 'document.pdf' }],
    [{ type: 'sticker', form: 'old' }, { kind: 'sticker' }],
    [{ type: 'sticker', form: 'new' }, { kind: 'sticker' }],
    [{ type: 'template' }, { kind: 'template' }],
    [{ type: 'product' }, { kind: 'product', title: 'Linen shirt', details: { price: '€39.00', visible: true } }],
    [{ type: 'product', isVisible: false }, { kind: 'product', details: { visible: false } }],
    [{ type: 'share' }, { kind: 'share' }],
    [{ type: 'appointment' }, { kind: 'appointment', details: { status: 'PENDING', timeZone: 'Europe/Paris' } }],
    [{ type: 'privacy-stub' }, { kind: 'unsupported' }],
    [{ type: 'unknown' }, { kind: 'unsupported' }],
  ])('a message with %j carries %j, and its address can be fetched', async (attachment, shown) => {
    const { practice, client, logged } = await openShop()
    const { conversation } = await practice.say({ conversation: null, from: 'Claire', text: '', attachments: [attachment] })
    const read = await client.listMessages(conversation, { limit: 1 })
    const [message] = read.ok ? read.value.messages : []
    if (!message?.readable) throw new Error('not read')
    const [carried, ...others] = attachmentsOf(message)
    expect(carried).toMatchObject(shown)
    expect(others).toEqual([])
    expect(logged).toEqual([])
    if (!carried?.url) return
    const download = { url: carried.url, hosts: [practice.url], timeoutMs: 5_000, largestBytes: 10_000_000 }
    expect(await http.download(download, new AbortController().signal)).toMatchObject({ kind: 'bytes', status: 200 })
  })
})
