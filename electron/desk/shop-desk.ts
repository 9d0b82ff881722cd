import type { DeskEvent, DeskRequestName, RequestHandlers } from '../../shared/contract'
import { translatorFor } from '../../shared/locales/translator'
import type { Connection, ConversationKey, Page, PageKey } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import { listConversations, readConversation, type AttentionBasis } from './inbox/conversations'
import { createSync } from './inbox/sync'
import { createOutbox } from './outbox/outbox'
import { createPlatformClient } from './platform/client'
import type { Ports } from './ports'
import { createReminders } from './reminders/reminders'
import type { SettingsBook } from './settings/settings'
import type { Store } from './storage/database'

/** What a shop's desk tells its surroundings. */
export type ShopNews = {
  event: (event: DeskEvent) => void
  connectionChanged: (connection: Connection) => void
}

/** One connected Page at work: it looks, sends, reminds and answers the page's questions. */
export type ShopDesk = {
  handlers: RequestHandlers<Exclude<DeskRequestName, 'saveSettings'>>
  settingsChanged(): void
  reviewReminders(): void
  disconnect(): void
  close(): void
}

/** Builds the desk of one Page from its parts over an open store, and starts it. */
export function openShopDesk(
  page: Page,
  store: Store,
  ports: Ports,
  settings: SettingsBook,
  platformUrl: string,
  news: ShopNews,
): ShopDesk {
  const { clock, http, log, notifier, vault } = ports
  let revision = 0
  let closed = false

  const client = createPlatformClient({ http, clock, log, platformUrl, readToken: tokenReader() })
  const sync = createSync({ page, store, client, clock, log, announce, connectionChanged: news.connectionChanged })
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

  function tellPage(conversationIds: string[]): void {
    if (closed) return
    revision += 1
    const { pageId, platform } = page
    news.event({ name: 'conversationsChanged', payload: { pageId, platform, conversationIds, revision } })
  }

  function announce(conversationIds: string[]): void {
    tellPage(conversationIds)
    void reminders.evaluate()
  }

  function basis(): AttentionBasis {
    return { now: clock.now(), replyTargetMinutes: settings.current().replyTargetMinutes }
  }

  function isOpen(key: PageKey): boolean {
    return key.pageId === page.pageId && key.platform === page.platform
  }

  /** Only the key, whatever else the request carried. */
  function keyOf(input: ConversationKey): ConversationKey {
    return { pageId: input.pageId, platform: input.platform, conversationId: input.conversationId }
  }

  const unfollowClock = clock.onChange(() => void reminders.evaluate())
  outbox.start()
  sync.start()
  void reminders.evaluate()

  return {
    handlers: {
      async checkNow(input): Promise<Result<Record<string, never>>> {
        if (!isOpen(input)) return failure('no-shop-open')
        await sync.check()
        outbox.deliver()
        await reminders.evaluate()
        return success({})
      },
      listConversations(input) {
        if (!isOpen(input)) return failure('no-shop-open')
        return success({ ...listConversations(store, page, input.view, input.limit, basis()), revision })
      },
      readConversation(input) {
        if (!isOpen(input)) return failure('no-shop-open')
        const conversation = readConversation(store, keyOf(input), basis())
        return conversation ? success(conversation) : failure('conversation-unknown')
      },
      sendReply: (input) =>
        isOpen(input) ? outbox.sendReply(keyOf(input), input.deliveryId, input.text) : failure('no-shop-open'),
      settleDelivery: (input) =>
        isOpen(input) ? outbox.settle(keyOf(input), input.deliveryId, input.as) : failure('no-shop-open'),
    },
    settingsChanged() {
      tellPage([])
      void reminders.evaluate()
    },
    reviewReminders: () => void reminders.evaluate(),
    disconnect() {
      store.write((writer) =>
        writer.run('UPDATE pages SET connected = 0 WHERE page_id = $pageId AND platform = $platform', {
          pageId: page.pageId,
          platform: page.platform,
        }),
      )
    },
    close() {
      closed = true
      unfollowClock()
      reminders.stop()
      outbox.stop()
      sync.stop()
      store.close()
    },
  }
}
