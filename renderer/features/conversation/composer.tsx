import './composer.css'
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { problemSentence } from '../../../shared/locales/translator'
import type { Conversation, ConversationKey } from '../../../shared/model'
import { maximumTextLength } from '../../../shared/rules/message-text'
import { problemOf, usePresence, useRequest } from '../../desk-queries'
import { Button } from '../../ui/button'
import { useTimeWords } from '../../ui/time-words'
import { emptyDraft, useDraft, type Draft, type Drafts } from './drafts'

const countShownFrom = maximumTextLength - 200

type ComposerProps = {
  conversationKey: ConversationKey
  drafts: Drafts
  /** What the desk kept of an earlier run of the page. */
  keptDraft: string
  deliveries: Conversation['messages']
  sendWithEnter: boolean
  onLeave: () => void
}

/** Where the owner writes. What is sent leaves the field at once, and comes back when the desk could not take it. */
export function Composer({ conversationKey, drafts, keptDraft, deliveries, sendWithEnter, onLeave }: ComposerProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const draft = useDraft(drafts, conversationKey) ?? { ...emptyDraft, text: keptDraft }
  const away = usePresence() === 'away'
  const sendReply = useRequest('sendReply')
  const used = draft.text.trim().length
  const excess = used - maximumTextLength
  const canSend = used > 0 && excess <= 0 && !away

  // Opening a conversation is the wish to answer it.
  useEffect(() => {
    const box = field.current
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }, [])

  // What was written last is kept also when the conversation or the page is left at once.
  useEffect(() => {
    window.addEventListener('pagehide', drafts.flush)
    return () => {
      window.removeEventListener('pagehide', drafts.flush)
      drafts.flush()
    }
  }, [drafts])

  // What the desk could not take while it was away.
  useEffect(() => {
    if (!away) drafts.flush()
  }, [away, drafts])

  useLayoutEffect(() => {
    if (!field.current) return
    field.current.style.height = 'auto'
    field.current.style.height = `${field.current.scrollHeight}px`
  }, [draft.text])

  // A text that came back although the desk had heard it: its delivery stands in the conversation.
  const arrived = draft.deliveryId !== null && deliveries.some((message) => message.id === draft.deliveryId)
  useEffect(() => {
    if (arrived) drafts.write(conversationKey, emptyDraft)
  }, [arrived, conversationKey, drafts])

  async function send(): Promise<void> {
    if (!canSend) return
    const sent: Draft = { text: draft.text, deliveryId: draft.deliveryId ?? crypto.randomUUID(), problem: null }
    drafts.handOver(conversationKey)
    field.current?.focus()
    try {
      await sendReply.mutateAsync({ ...conversationKey, deliveryId: sent.deliveryId ?? '', text: sent.text.trim() })
    } catch (error) {
      drafts.giveBack(conversationKey, { ...sent, problem: problemOf(error) })
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a character.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (!sendWithEnter && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    void send()
  }

  return (
    <>
      <div className="box">
        <textarea
          ref={field}
          rows={2}
          dir="auto"
          value={draft.text}
          aria-label={t('page.composer.label')}
          placeholder={t('page.composer.placeholder')}
          aria-invalid={excess > 0 ? true : undefined}
          onChange={({ target }) => drafts.write(conversationKey, { text: target.value, deliveryId: null, problem: null })}
          onKeyDown={onKeyDown}
          onBlur={drafts.flush}
        />
        <div className="tools">
          {used < countShownFrom ? (
            <p className="composer-keys" aria-hidden="true">
              <kbd>{t(sendWithEnter ? 'page.keys.enter' : 'page.keys.controlEnter')}</kbd>
              <span>{t('page.composer.sends')}</span>
              <kbd>{t(sendWithEnter ? 'page.keys.shiftEnter' : 'page.keys.enter')}</kbd>
              <span>{t('page.composer.newLine')}</span>
            </p>
          ) : (
            <p className={excess > 0 ? 'composer-count over' : 'composer-count'} role="status">
              {excess > 0
                ? t('page.composer.tooLong', { count: excess, most: words.number(maximumTextLength) })
                : t('page.composer.count', { used: words.number(used), most: words.number(maximumTextLength) })}
            </p>
          )}
          <Button tone="main" disabled={!canSend} onClick={() => void send()}>
            {t('page.composer.send')}
          </Button>
        </div>
      </div>
      {draft.problem && (
        <p className="composer-problem" role="alert">
          {problemSentence(t, draft.problem)}
        </p>
      )}
    </>
  )
}
