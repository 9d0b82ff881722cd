import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'

/** While something is being typed, its first sign is not yet the shop's wish. */
const typingPauseMs = 700

type TypedSettingProps<Value extends string | number> = {
  words: string
  hint: string
  /** What is said of a text that is no value. */
  invalidWords: string
  value: Value
  read: (text: string) => Value | null
  onChange: (value: Value) => void
  /** For a number: its bounds, and the word after the field. */
  number?: { min: number; max: number; unit: string }
}

/** A setting that is typed, saved when the owner has typed it. */
export function TypedSetting<Value extends string | number>({ words, hint, invalidWords, value, read, onChange, number }: TypedSettingProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const fieldId = useId()
  const hintId = useId()
  const problemId = useId()
  const isValid = typed === null || read(typed) !== null

  function keep(text: string): void {
    clearTimeout(pause.current)
    const next = read(text)
    if (next === null) return
    setTyped(null)
    if (next !== value) onChange(next)
  }

  const leave = useEffectEvent(() => typed !== null && keep(typed))
  useEffect(() => () => void leave(), [])

  return (
    <div className="setting">
      <div>
        <label htmlFor={fieldId}>{words}</label>
        <p id={hintId} className="setting-hint">
          {hint}
        </p>
        {!isValid && (
          <p id={problemId} className="setting-problem" role="alert">
            {invalidWords}
          </p>
        )}
      </div>
      <div className="setting-typed">
        <input
          id={fieldId}
          {...(number ? { type: 'number', min: number.min, max: number.max, step: 1 } : { type: 'text', spellCheck: false, autoComplete: 'off' })}
          value={typed ?? String(value)}
          aria-invalid={isValid ? undefined : true}
          aria-describedby={isValid ? hintId : `${hintId} ${problemId}`}
          onChange={({ target }) => {
            setTyped(target.value)
            clearTimeout(pause.current)
            pause.current = setTimeout(() => keep(target.value), typingPauseMs)
          }}
          onBlur={() => typed !== null && keep(typed)}
          onKeyDown={({ key }) => key === 'Enter' && typed !== null && keep(typed)}
        />
        {number && <span aria-hidden="true">{number.unit}</span>}
      </div>
    </div>
  )
}
