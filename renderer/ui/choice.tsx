import './choice.css'
import { useId, useState } from 'react'

/** One of a few, all in sight: a radio group in one piece. */
export function Choice<Value extends string | number>({
  label,
  options,
  value,
  onChoose,
}: {
  label: string
  options: readonly { value: Value; words: string }[]
  /** None is chosen when no option has this value. */
  value: Value
  /** Settles when the choice has been made or refused. */
  onChoose: (value: Value) => Promise<unknown>
}) {
  const group = useId()
  /** Shown as chosen until the answer comes. */
  const [wanted, setWanted] = useState<Value | null>(null)

  function choose(chosen: Value): void {
    setWanted(chosen)
    const settled = () => setWanted(null)
    onChoose(chosen).then(settled, settled)
  }

  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio"
            className="choice-input"
            name={group}
            checked={option.value === (wanted ?? value)}
            onChange={() => choose(option.value)}
          />
          <span className="choice-words">{option.words}</span>
        </label>
      ))}
    </div>
  )
}
