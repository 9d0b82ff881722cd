/** The app's mark: somebody speaks across the counter. */
export function Mark() {
  return (
    <svg width="56" height="56" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" rx="10" fill="var(--accent)" />
      <path
        d="M12 10h16a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-7l-5 4v-4h-4a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3z"
        fill="var(--accent-ink)"
      />
      <path d="M8 31h24" stroke="var(--accent-ink)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
