import { firstSchema } from './migrations/0001-first-schema'
import { wholeInboxSchema } from './migrations/0002-whole-inbox'

/** One step of the store's schema. Its number is its place in `migrations`, from 1, and is the store's `user_version` after it. */
export type Migration = { name: string; sql: string }

/** Every step, oldest first. A step that has been released is never changed. */
export const migrations: readonly Migration[] = [
  { name: 'first schema', sql: firstSchema },
  { name: 'whole inbox', sql: wholeInboxSchema },
]
