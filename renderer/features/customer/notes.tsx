import { Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, ConversationKey, Customer } from '../../../shared/model'
import { keyText } from '../../conversation-key'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'
import { hasNoteDraft, useNoteDraft } from './note-drafts'

const longestNote = 5_000

type Note = Customer['notes'][number]
/** Resolves with whether it is done. */
export type PerformAct = (act: Act, said: string) => Promise<boolean>

type NotesProps = { conversationKey: ConversationKey; notes: readonly Note[]; onAct: PerformAct }

/** What the owner has noted about a customer, newest first; every change can be undone. */
export function Notes({ conversationKey, notes, onAct }: NotesProps) {
  const { t } = useTranslation()
  const section = useRef<HTMLElement>(null)

  function remove(noteId: string): void {
    // The button leaves with its note.
    section.current?.focus()
    void onAct({ kind: 'note-removed', noteId }, t('page.acts.saidNoteRemoved'))
  }

  return (
    <section ref={section} aria-label={t('page.notes.title')} tabIndex={-1}>
      <h3>{t('page.notes.title')}</h3>
      <NoteForm
        draftName={draftName(conversationKey, 'new')}
        label={t('page.notes.new')}
        submit={t('page.notes.add')}
        onSubmit={(text) => onAct({ kind: 'note-written', noteId: crypto.randomUUID(), text }, t('page.acts.saidNoteWritten'))}
      />
      <ul className="notes" aria-label={t('page.notes.title')}>
        {notes.map((note) => (
          <ShownNote
            key={note.noteId}
            draftName={draftName(conversationKey, note.noteId)}
            note={note}
            onAct={onAct}
            onRemove={() => remove(note.noteId)}
          />
        ))}
      </ul>
    </section>
  )
}

function draftName(key: ConversationKey, note: string): string {
  return `${keyText(key)} ${note}`
}

type ShownNoteProps = { draftName: string; note: Note; onAct: PerformAct; onRemove: () => void }

function ShownNote({ draftName, note, onAct, onRemove }: ShownNoteProps) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const [editing, setEditing] = useState(() => hasNoteDraft(draftName))
  const editButton = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  const { noteId, text, writtenAt } = note

  // Whoever has changed the note finds the focus where it was.
  useEffect(() => {
    if (wasEditing.current && !editing) editButton.current?.focus()
    wasEditing.current = editing
  }, [editing])

  if (editing) {
    return (
      <li className="note">
        <NoteForm
          draftName={draftName}
          label={t('page.notes.edit')}
          submit={t('page.notes.save')}
          text={text}
          onCancel={() => setEditing(false)}
          onSubmit={async (changed) => {
            const act = { kind: 'note-written', noteId, text: changed } as const
            const kept = changed === text || (await onAct(act, t('page.acts.saidNoteChanged')))
            if (kept) setEditing(false)
            return kept
          }}
        />
      </li>
    )
  }
  return (
    <li className="note">
      <p className="theirs note-text" dir="auto">
        {text}
      </p>
      <div className="note-foot">
        <time dateTime={new Date(writtenAt).toISOString()}>{words.moment(writtenAt, now)}</time>
        <Button ref={editButton} tone="quiet" icon={Pencil} words="hidden" onClick={() => setEditing(true)}>
          {t('page.notes.edit')}
        </Button>
        <Button tone="quiet" icon={Trash2} words="hidden" onClick={onRemove}>
          {t('page.notes.remove')}
        </Button>
      </div>
    </li>
  )
}

type NoteFormProps = {
  draftName: string
  label: string
  submit: string
  text?: string
  /** Resolves with whether the note is kept. */
  onSubmit: (text: string) => Promise<boolean>
  onCancel?: () => void
}

function NoteForm({ draftName, label, submit, text: first = '', onSubmit, onCancel }: NoteFormProps) {
  const { t } = useTranslation()
  const [text, write] = useNoteDraft(draftName, first)
  const [progress, setProgress] = useState<'writing' | 'asking' | 'refused'>('writing')
  const written = text.trim()
  const canSend = written !== '' && progress !== 'asking'

  async function send(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (!canSend) return
    setProgress('asking')
    const kept = await onSubmit(written)
    if (kept) write(null)
    setProgress(kept ? 'writing' : 'refused')
  }

  function cancel(): void {
    write(null)
    onCancel?.()
  }

  return (
    <form className="note-form" onSubmit={(event) => void send(event)}>
      <textarea
        rows={2}
        dir="auto"
        autoFocus={onCancel !== undefined}
        value={text}
        maxLength={longestNote}
        readOnly={progress === 'asking'}
        aria-label={label}
        placeholder={t('page.notes.placeholder')}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event)
          if (event.key === 'Escape' && onCancel) {
            event.preventDefault()
            cancel()
          }
        }}
      />
      {progress === 'refused' && (
        <p className="note-problem" role="alert">
          {t('page.notes.notKept')}
        </p>
      )}
      {(written !== '' || onCancel) && (
        <div className="note-acts">
          {onCancel && (
            <Button tone="quiet" onClick={cancel}>
              {t('page.notes.cancel')}
            </Button>
          )}
          <Button type="submit" disabled={!canSend}>
            {submit}
          </Button>
        </div>
      )}
    </form>
  )
}
