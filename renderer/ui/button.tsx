import './button.css'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Icon } from './icon'

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  /** `main` is the one strong button of a screen. */
  tone?: 'main' | 'line' | 'quiet' | 'lost'
  size?: 'normal' | 'large'
  icon?: LucideIcon
  /** Words in sight, or only as the name of the icon: always, or on a narrow window. */
  words?: 'shown' | 'hidden' | 'wide-only'
  /** A key that does the same, shown beside the words. */
  shortcut?: string
  children: string
}

export function Button({ tone = 'line', size = 'normal', icon, words = 'shown', shortcut, children, type = 'button', ...rest }: ButtonProps) {
  const name = words === 'shown' ? {} : { title: children, 'aria-label': children }
  return (
    <button type={type} className={`button ${tone} ${size} words-${words}`} {...name} aria-keyshortcuts={shortcut} {...rest}>
      {icon && <Icon of={icon} size={18} />}
      {words !== 'hidden' && <span className="button-words">{children}</span>}
      {shortcut && words !== 'hidden' && (
        <kbd className="button-words" aria-hidden="true">
          {shortcut}
        </kbd>
      )}
    </button>
  )
}
