import './choice.css'
import { useId } from 'react'

/** One of a few, all in sight: a radio group in one piece. */
export function Choice<Value extends string | number>({
  label,
  options,
  value,
  disabled = false,
  onChoose,
}: {
  label: string
  options: readonly { value: Value; words: string }[]
  /** None is chosen when no option has this value. */
  value: Value
  disabled?: boolean
  onChoose: (value: Value) => void
}) {
  const group = useId()
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio"
            className="unseen"
            name={group}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChoose(option.value)}
          />
          <span className="choice-words">{option.words}</span>
        </label>
      ))}
    </div>
  )
}
