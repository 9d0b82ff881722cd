/** What a column can hold. */
type StoredValue = string | number | Uint8Array<ArrayBuffer> | null

export type SqlParameters = Record<string, StoredValue>
export type Row = Record<string, StoredValue>

/** Reads of the store. */
export type Reader = {
  all<Shape extends Row>(sql: string, parameters?: SqlParameters): Shape[]
  get<Shape extends Row>(sql: string, parameters?: SqlParameters): Shape | undefined
}

/** Reads and writes inside one transaction. */
export type Writer = Reader & {
  /** Gives the number of changed rows. */
  run(sql: string, parameters?: SqlParameters): number
}

/** An open, encrypted store. */
export type Store = Reader & {
  /** Runs `work` in one transaction that is on the disk when this returns, or not at all when it throws. */
  write<Value>(work: (writer: Writer) => Value): Value
  /** Moves what the log beside the store still holds into the store, and empties the log: what was erased is in neither then. */
  emptyLog(): void
  close(): void
}
