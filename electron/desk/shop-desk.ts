import { setTimeout as delay } from 'node:timers/promises'
import type { ServedContent } from '../../shared/attachment-address'
import type { PageRequestName, RequestHandlers } from '../../shared/contract'
import { translatorFor } from '../../shared/locales/translator'
import type { ConversationKey, Page, PageKey, Shop } from '../../shared/model'
import { failure, success, type Result } from '../../shared/problems'
import { hourFormat } from '../../shared/time/hour-format'
import { writeAct } from './acts/act-log'
import type { ContentFiles } from './attachments/content-files'
import { createAttachmentFetching } from './attachments/fetching'
import { createPageContent, type StoredContent } from './attachments/stored-content'
import { inBackground } from './background'
import { readCustomer } from './customers/customer'
import { readConversation } from './inbox/conversation'
import { readArchive, readReadingState } from './inbox/archive'
import { createBackfill } from './inbox/backfill'
import { saveDraft } from './inbox/drafts'
import { createPageProfile } from './inbox/page-profile'
import { readWaiting, type AttentionBasis } from './inbox/queue'
import { createSeenMarks } from './inbox/seen'
import { createSync } from './inbox/sync'
import { createOutbox } from './outbox/outbox'
import { createCallBudget, type CallBudget } from './platform/budget'
import { createPlatformClient } from './platform/client'
import { renamePage } from './pages'
import type { Ports } from './ports'
import { createReminders } from './reminders/reminders'
import { passOverOverdue } from './reminders/told'
import type { SettingsBook } from './settings/settings'
import type { Store } from './storage/database'

/** Replies wait this long at the start for the first look, which tells the platform's time: by it a reply whose answer was lost is found. */
const clockPatienceMs = 5_000

/** One connected Page at work: it looks, sends, reminds and answers the page's questions. */
export type ShopDesk = {
  readonly page: Page
  readonly budget: CallBudget
  handlers: RequestHandlers<PageRequestName>
  readContent(content: ServedContent): Promise<Result<StoredContent>>
  start(): void
  /** The Page and how it gets on, for the status. */
  state(): Shop
  settingsChanged(): void
  focusChanged(focused: boolean): void
  reviewReminders(): void
  /**
   * Ends its work at once; the store stays open. Resolves when nothing of it touches the disk any more, which what comes of replies on
   * their way may still do for a moment.
   */
  close(): Promise<void>
}

/** Builds the desk of one Page from its parts over an open store. */
export function openShopDesk(options: {
  page: Page
  store: Store
  /** The content of attachments beside the store. */
  files: ContentFiles
  platformUrl: string
  ports: Ports
  settings: SettingsBook
  /** Says which conversations of the Page are not as they were. */
  announce: (page: PageKey, conversationIds: string[]) => void
  /** Says that the Page's state is not as it was. */
  changed: () => void
}): ShopDesk {
  const { page, store, files, platformUrl, ports, settings } = options
  const { clock, http, log, notifier, vault } = ports
  const pageKey: PageKey = { pageId: page.pageId, platform: page.platform }
  const closing = new AbortController()
  let closed = false
  let { name } = page

  const budget = createCallBudget({ store, page, clock, log })
  const client = createPlatformClient({
    http,
    clock,
    log,
    platformUrl,
    readToken: remembered(() => vault.readToken(page), (token) => token !== null),
    readAppSecret: remembered(() => vault.readAppSecret(page), () => true),
    graphVersion: () => settings.current().graphVersion,
    budget,
  })
  const profile = createPageProfile({
    page,
    store,
    client,
    clock,
    log,
    described: (described) => {
      const { pictureUrl } = described
      if (described.name !== '' && described.name !== name) {
        name = described.name
        renamePage(store, pageKey, name)
        changed()
      }
      if (pictureUrl !== null) inBackground(log, 'picture-not-kept', () => content.keepPicture(pictureUrl))
    },
  })
  const backfill = createBackfill({
    page: pageKey,
    store,
    client,
    clock,
    log,
    budget,
    passOver: (writer, ids) => passOverOverdue(writer, pageKey, basis(), ids),
    announce,
  })
  const sync = createSync({
    page,
    store,
    client,
    clock,
    log,
    budget,
    profile,
    timeZone: () => settings.current().timeZone,
    basis,
    announce,
    connectionChanged: changed,
    passOver: (writer) => passOverOverdue(writer, pageKey, basis(), null),
    firstSyncEnded: () => inBackground(log, 'first-digest-broke', reminders.tellFirstDigest),
    checked() {
      // What waited behind a reply of which nobody knew may leave when the look has found it.
      outbox.deliver()
      backfill.goOn()
    },
  })
  const outbox = createOutbox({
    page,
    store,
    client,
    clock,
    log,
    reread: (key) => sync.rereadConversation(key),
    sent: () => sync.replySent(),
    announce,
  })
  const reminders = createReminders({
    page,
    store,
    clock,
    notifier,
    log,
    basis,
    translate: () => translatorFor(settings.current().language),
    formatTime,
    lastCheckedAt: () => sync.connection().lastCheckedAt,
    checkFirst: () => sync.check(),
    isFirstSync: () => readReadingState(store, page).firstSyncEndedAt === null,
    announce: tellPage,
  })

  const fetching = createAttachmentFetching({ page, store, files, client, http, clock, log, platformUrl, signal: closing.signal, announce: tellPage })
  const content = createPageContent({
    page,
    store,
    files,
    fetching,
    http,
    log,
    platformUrl,
    signal: closing.signal,
    pictureChanged: changed,
  })
  const markSeen = createSeenMarks({ store, client, isWanted: () => settings.current().marksSeen, signal: closing.signal })

  function changed(): void {
    if (!closed) options.changed()
  }

  function tellPage(conversationIds: string[]): void {
    if (!closed) options.announce(pageKey, conversationIds)
  }

  function announce(conversationIds: string[]): void {
    tellPage(conversationIds)
    fetching.wake()
    reviewReminders()
  }

  function reviewReminders(): void {
    inBackground(log, 'reminder-broke', reminders.evaluate)
  }

  function basis(): AttentionBasis {
    return { now: clock.now(), replyTargetMinutes: settings.current().replyTargetMinutes }
  }

  function formatTime(at: number): string {
    const { language, timeZone } = settings.current()
    return hourFormat(language, timeZone).format(at)
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

  const unfollowClock = clock.onChange(reviewReminders)

  return {
    page,
    budget,
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
      reportOpened(input) {
        inBackground(log, 'seen-mark-broke', () => markSeen(keyOf(input)))
        return success({})
      },
    },
    readContent: (served) => content.read(served),
    start() {
      profile.start()
      const patience = delay(clockPatienceMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
      outbox.start(Promise.race([sync.check(), patience]))
      fetching.wake()
      reviewReminders()
    },
    state: () => ({
      ...page,
      name,
      connection: sync.connection(),
      archive: readArchive(store, page),
      budget: budget.standing(),
      otherVersion: client.otherVersion(),
      hasPicture: content.hasPicture(),
      waiting: readWaiting(store, page, basis()).filter((item) => item.attention.kind !== 'missed').length,
    }),
    settingsChanged() {
      tellPage([])
      reviewReminders()
    },
    focusChanged: (focused) => sync.focusChanged(focused),
    reviewReminders,
    async close() {
      closed = true
      closing.abort()
      unfollowClock()
      reminders.stop()
      const outcomesKept = outbox.stop()
      sync.stop()
      backfill.stop()
      profile.stop()
      await Promise.all([outcomesKept, fetching.ended(), content.ended()])
    },
  }
}

/** Asks until the answer is final, which is then kept; whoever asks meanwhile waits for the same answer. */
function remembered<Value>(read: () => Promise<Value>, isFinal: (value: Value) => boolean): () => Promise<Value> {
  let reading: Promise<Value> | null = null
  return () => {
    if (reading) return reading
    const forget = () => {
      reading = null
    }
    reading = read()
    reading.then((value) => isFinal(value) || forget(), forget)
    return reading
  }
}
