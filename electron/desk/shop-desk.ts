import type { PageRequestName, RequestHandlers } from '../../shared/contract'
import { translatorFor } from '../../shared/locales/translator'
import type { ConversationKey, Page, PageKey, Shop } from '../../shared/model'
import { failure, success } from '../../shared/problems'
import { writeAct } from './acts/act-log'
import { readCustomer } from './customers/customer'
import { readConversation } from './inbox/conversation'
import { saveDraft } from './inbox/drafts'
import { readWaiting, type AttentionBasis } from './inbox/queue'
import { createSync } from './inbox/sync'
import { createOutbox } from './outbox/outbox'
import { createCallBudget } from './platform/budget'
import { createPlatformClient } from './platform/client'
import type { Ports } from './ports'
import { createReminders } from './reminders/reminders'
import type { SettingsBook } from './settings/settings'
import type { Store } from './storage/database'

/** One connected Page at work: it looks, sends, reminds and answers the page's questions. */
export type ShopDesk = {
  readonly page: Page
  handlers: RequestHandlers<PageRequestName>
  start(): void
  /** The Page and how it gets on, for the status. */
  state(): Shop
  settingsChanged(): void
  focusChanged(focused: boolean): void
  reviewReminders(): void
  /** Ends its work; the store stays open. */
  close(): void
}

/** Builds the desk of one Page from its parts over an open store. */
export function openShopDesk(options: {
  page: Page
  store: Store
  /** Where the store is, with the files of attachments beside it, and its key, from which theirs are derived. */
  folder: string
  storeKey: string
  platformUrl: string
  ports: Ports
  settings: SettingsBook
  /** Says which conversations of the Page are not as they were. */
  announce: (page: PageKey, conversationIds: string[]) => void
  /** Says that the Page's state is not as it was. */
  changed: () => void
}): ShopDesk {
  const { page, store, platformUrl, ports, settings } = options
  const { clock, http, log, notifier, vault } = ports
  const pageKey: PageKey = { pageId: page.pageId, platform: page.platform }
  let closed = false

  const budget = createCallBudget({ store, page, clock, log })
  const client = createPlatformClient({
    http,
    clock,
    log,
    platformUrl,
    readToken: tokenReader(),
    readAppSecret: () => Promise.resolve(null),
    graphVersion: () => settings.current().graphVersion,
    budget,
  })
  const sync = createSync({ page, store, client, clock, log, announce, connectionChanged: changed })
  const outbox = createOutbox({
    page,
    store,
    client,
    clock,
    log,
    reread: (key) => sync.rereadConversation(key),
    announce,
  })
  const reminders = createReminders({
    page,
    store,
    clock,
    notifier,
    log,
    replyTargetMinutes: () => settings.current().replyTargetMinutes,
    translate: () => translatorFor(settings.current().language),
    lastCheckedAt: () => sync.connection().lastCheckedAt,
    checkFirst: () => sync.check(),
    announce: tellPage,
  })

  /** The token is asked of the vault until it gives one, and then kept for this run. */
  function tokenReader(): () => Promise<string | null> {
    let token: string | null = null
    return async () => {
      token ??= await vault.readToken(page).catch((error: unknown) => {
        log('error', 'token-not-read', { reason: String(error) })
        return null
      })
      return token
    }
  }

  function changed(): void {
    if (!closed) options.changed()
  }

  function tellPage(conversationIds: string[]): void {
    if (!closed) options.announce(pageKey, conversationIds)
  }

  function announce(conversationIds: string[]): void {
    tellPage(conversationIds)
    void reminders.evaluate()
  }

  function basis(): AttentionBasis {
    return { now: clock.now(), replyTargetMinutes: settings.current().replyTargetMinutes }
  }

  /** Only the key, whatever else the request carried. */
  function keyOf({ conversationId }: ConversationKey): ConversationKey {
    return { ...pageKey, conversationId }
  }

  function isKnown(key: ConversationKey): boolean {
    const { pageId, platform, conversationId } = key
    return (
      store.get('SELECT 1 FROM conversations WHERE page_id = $pageId AND platform = $platform AND conversation_id = $conversationId', {
        pageId,
        platform,
        conversationId,
      }) !== undefined
    )
  }

  const unfollowClock = clock.onChange(() => void reminders.evaluate())

  return {
    page,
    handlers: {
      async checkNow() {
        await sync.check()
        outbox.deliver()
        await reminders.evaluate()
        return success({})
      },
      readConversation(input) {
        const { count, reachMessageId } = input
        const conversation = readConversation(store, keyOf(input), { count, reachMessageId }, basis())
        return conversation ? success(conversation) : failure('conversation-unknown')
      },
      readCustomer(input) {
        const customer = readCustomer(store, keyOf(input))
        return customer ? success(customer) : failure('conversation-unknown')
      },
      sendReply: (input) => outbox.sendReply(keyOf(input), input.deliveryId, input.text),
      settleDelivery: (input) => outbox.settle(keyOf(input), input.deliveryId, input.as),
      saveDraft(input) {
        if (!isKnown(input)) return failure('conversation-unknown')
        store.write((writer) => saveDraft(writer, keyOf(input), input.text, clock.now()))
        return success({})
      },
      act(input) {
        if (!isKnown(input)) return failure('conversation-unknown')
        store.write((writer) => writeAct(writer, keyOf(input), input.actId, input.act, clock.now()))
        announce([input.conversationId])
        return success({})
      },
      reportOpened: () => success({}),
    },
    start() {
      outbox.start()
      sync.start()
      void reminders.evaluate()
    },
    state: () => ({
      ...page,
      connection: sync.connection(),
      archive: { state: 'complete', conversations: 0, readBackTo: null },
      budget: budget.standing(),
      hasPicture: false,
      waiting: readWaiting(store, page, basis()).filter((item) => item.attention.kind !== 'missed').length,
    }),
    settingsChanged() {
      tellPage([])
      void reminders.evaluate()
    },
    focusChanged() {},
    reviewReminders: () => void reminders.evaluate(),
    close() {
      closed = true
      unfollowClock()
      reminders.stop()
      outbox.stop()
      sync.stop()
    },
  }
}
