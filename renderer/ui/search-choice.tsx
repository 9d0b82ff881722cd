import './search-choice.css'
import { ChevronDown } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from './icon'

export type SearchOption = { value: string; words: string; hint: string }

type SearchChoiceProps = {
  id: string
  describedBy: string
  options: readonly SearchOption[]
  value: string
  noneWords: string
  onChoose: (value: string) => void
}

/** One of many, found by typing a part of it: a combobox whose list opens when it is asked for. */
export function SearchChoice({ id, describedBy, options, value, noneWords, onChoose }: SearchChoiceProps) {
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  /** What is being looked for; null while the list is closed. */
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const isOpen = typed !== null
  const sought = foldForSearch(typed ?? '')
  const found = isOpen ? options.filter(({ words }) => foldForSearch(words).includes(sought)) : []
  const chosenWords = options.find((option) => option.value === value)?.words ?? value

  function open(): void {
    if (isOpen) return
    setTyped('')
    setActive(Math.max(0, options.findIndex((option) => option.value === value)))
    requestAnimationFrame(() => list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'center' }))
  }

  function choose(option: SearchOption | undefined): void {
    setTyped(null)
    if (option && option.value !== value) onChoose(option.value)
  }

  function move(to: number): void {
    const next = Math.min(Math.max(to, 0), found.length - 1)
    setActive(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Tab') return choose(undefined)
    if (!isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Enter')) open()
    else if (event.key === 'ArrowDown') move(active + 1)
    else if (event.key === 'ArrowUp') move(active - 1)
    else if (event.key === 'Enter') choose(found[active])
    else if (event.key === 'Escape' && isOpen) setTyped(null)
    else return
    event.preventDefault()
  }

  return (
    <div className="search-choice">
      <input
        id={id}
        role="combobox"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-describedby={describedBy}
        aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
        value={typed ?? chosenWords}
        placeholder={chosenWords}
        onClick={open}
        onChange={({ target }) => {
          setTyped(isOpen ? target.value : target.value.replace(chosenWords, ''))
          setActive(0)
        }}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
      <Icon of={ChevronDown} size={14} />
      <ul id={listId} ref={list} role="listbox" aria-labelledby={id} className="search-choice-list" hidden={!isOpen}>
        {found.map((option, index) => (
          <li
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={option.value === value}
            data-active={index === active}
            // Before the field loses the focus, which closes the list.
            onPointerDown={(event) => {
              event.preventDefault()
              choose(option)
            }}
          >
            {option.words}
            <span>{option.hint}</span>
          </li>
        ))}
        {isOpen && found.length === 0 && (
          <li className="search-choice-none" role="option" aria-selected="false" aria-disabled="true">
            {noneWords}
          </li>
        )}
      </ul>
    </div>
  )
}

function foldForSearch(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[_/]/g, ' ').toLocaleLowerCase()
}
