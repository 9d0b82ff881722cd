import { firstSchema } from './migrations/0001-first-schema'
import { foldStoredNames, wholeInboxSchema } from './migrations/0002-whole-inbox'
import type { Writer } from './reader-writer'

/**
 * One step of the store's schema. Its number is its place in `migrations`, from 1, and is the store's `user_version` after it.
 * `fill` writes, in the same transaction, what SQL alone cannot compute.
 */
export type Migration = { name: string; sql: string; fill?: (writer: Writer) => void }

/** Every step, oldest first. A step that has been released is never changed. */
export const migrations: readonly Migration[] = [
  { name: 'first schema', sql: firstSchema },
  { name: 'whole inbox', sql: wholeInboxSchema, fill: foldStoredNames },
]
