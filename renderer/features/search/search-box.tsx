import './search.css'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon'

type SearchBoxProps = {
  text: string
  onText: (text: string) => void
  /** The owner goes to what was found: to the first of it, or opens it at once. */
  onGoOn: (how: 'focus' | 'open') => void
  field: RefObject<HTMLInputElement | null>
}

/** Where the owner types what to look for. Ctrl+F leads here, and Escape back. */
export function SearchBox({ text, onText, onGoOn, field }: SearchBoxProps) {
  const { t } = useTranslation()
  const cameFrom = useRef<HTMLElement | null>(null)

  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (!field.current?.checkVisibility()) return
      event.preventDefault()
      field.current.focus()
      field.current.select()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [field])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onText('')
      if (cameFrom.current?.isConnected) cameFrom.current.focus()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    onGoOn(event.key === 'Enter' ? 'open' : 'focus')
  }

  return (
    <div className="search" role="search">
      <Icon of={Search} size={18} />
      <input
        ref={field}
        type="search"
        dir="auto"
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('page.search.label')}
        aria-keyshortcuts="Control+F"
        placeholder={t('page.search.placeholder')}
        onChange={({ target }) => onText(target.value)}
        onFocus={({ relatedTarget }) => {
          // What was found leads back here with Escape, and must not become the place to return to.
          if (relatedTarget instanceof HTMLElement && !relatedTarget.closest('.found')) cameFrom.current = relatedTarget
        }}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd aria-hidden="true">{t('page.keys.find')}</kbd>
      ) : (
        <button
          type="button"
          className="search-clear"
          aria-label={t('page.search.clear')}
          title={t('page.search.clear')}
          onClick={() => {
            onText('')
            field.current?.focus()
          }}
        >
          <Icon of={X} size={16} />
        </button>
      )}
    </div>
  )
}
