import { Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, Customer } from '../../../shared/model'
import { Button } from '../../ui/button'
import { useNow } from '../../ui/clock'
import { useTimeWords } from '../../ui/time-words'

const longestNote = 5_000

type Note = Customer['notes'][number]
type PerformAct = (act: Act, said: string) => void

/** What the owner has noted about a customer, newest first; every change can be undone. */
export function Notes({ notes, onAct }: { notes: readonly Note[]; onAct: PerformAct }) {
  const { t } = useTranslation()
  const section = useRef<HTMLElement>(null)

  function remove(noteId: string): void {
    // The button leaves with its note.
    section.current?.focus()
    onAct({ kind: 'note-removed', noteId }, t('page.acts.saidNoteRemoved'))
  }

  return (
    <section ref={section} aria-label={t('page.notes.title')} tabIndex={-1}>
      <h3>{t('page.notes.title')}</h3>
      <NoteForm
        label={t('page.notes.new')}
        submit={t('page.notes.add')}
        onSubmit={(text) => onAct({ kind: 'note-written', noteId: crypto.randomUUID(), text }, t('page.acts.saidNoteWritten'))}
      />
      <ul className="notes" aria-label={t('page.notes.title')}>
        {notes.map((note) => (
          <ShownNote key={note.noteId} note={note} onAct={onAct} onRemove={() => remove(note.noteId)} />
        ))}
      </ul>
    </section>
  )
}

function ShownNote({ note, onAct, onRemove }: { note: Note; onAct: PerformAct; onRemove: () => void }) {
  const { t } = useTranslation()
  const words = useTimeWords()
  const now = useNow('minute')
  const [editing, setEditing] = useState(false)
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
          label={t('page.notes.edit')}
          submit={t('page.notes.save')}
          text={text}
          onCancel={() => setEditing(false)}
          onSubmit={(changed) => {
            setEditing(false)
            if (changed !== text) onAct({ kind: 'note-written', noteId, text: changed }, t('page.acts.saidNoteChanged'))
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

type NoteFormProps = { label: string; submit: string; text?: string; onSubmit: (text: string) => void; onCancel?: () => void }

function NoteForm({ label, submit, text: first = '', onSubmit, onCancel }: NoteFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(first)
  const written = text.trim()

  function send(event: SyntheticEvent): void {
    event.preventDefault()
    if (written === '') return
    setText('')
    onSubmit(written)
  }

  return (
    <form className="note-form" onSubmit={send}>
      <textarea
        rows={2}
        dir="auto"
        autoFocus={onCancel !== undefined}
        value={text}
        maxLength={longestNote}
        aria-label={label}
        placeholder={t('page.notes.placeholder')}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event)
          if (event.key === 'Escape' && onCancel) {
            event.preventDefault()
            onCancel()
          }
        }}
      />
      {(written !== '' || onCancel) && (
        <div className="note-acts">
          {onCancel && (
            <Button tone="quiet" onClick={onCancel}>
              {t('page.notes.cancel')}
            </Button>
          )}
          <Button type="submit" disabled={written === ''}>
            {submit}
          </Button>
        </div>
      )}
    </form>
  )
}
