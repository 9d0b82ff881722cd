/** Each language by its own name. */
export const languageNames = [
  { value: 'en', words: 'English' },
  { value: 'fr', words: 'Français' },
] as const
