import type { LucideIcon } from 'lucide-react'

/** An icon of the one set, drawn with the one stroke. Its meaning stands beside it, or in the name of what holds it. */
export function Icon({ of: Drawing, size = 20, className }: { of: LucideIcon; size?: 14 | 16 | 18 | 20; className?: string }) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" {...(className ? { className } : {})} />
}
