import { existsSync } from 'node:fs'
import { Database } from '@signalapp/sqlcipher'
import { failure, success, type Result } from '../../../shared/problems'
import type { Log } from '../ports'
import { migrations, type Migration } from './migrations'
import type { Row, SqlParameters, Store, Writer } from './reader-writer'

export type { Reader, SqlParameters, Store, Writer } from './reader-writer'

const slowQueryMs = 40

/**
 * Opens the encrypted store at `path` with a key of 64 hex digits, makes it when it is missing and brings it to the newest
 * schema. A store of a newer app and one that cannot be read are refused and left as they are.
 */
export function openStore(path: string, keyHex: string, log: Log, steps: readonly Migration[] = migrations): Result<Store> {
  const existed = existsSync(path)
  let database: Database | undefined
  try {
    database = new Database(path, { cacheStatements: true })
    // SQLCipher otherwise writes its own lines about a wrong key to stderr.
    database.pragma('cipher_log_level = NONE')
    database.pragma(`key = "x'${keyHex}'"`)
    const version = Number(database.pragma('user_version', { simple: true }) ?? 0)
    if (version > steps.length) {
      database.close()
      return failure('store-newer')
    }
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('secure_delete = ON')
    const writer = writerOver(database, log)
    migrate(database, writer, version, steps)
    return success(storeOver(database, writer))
  } catch (error) {
    database?.close()
    log('error', 'store-not-opened', { reason: errorCode(error), existed: String(existed) })
    return failure(/READONLY|CANTOPEN|PERM/.test(errorCode(error)) ? 'folder-not-writable' : 'store-damaged')
  }
}

/**
 * Takes the lock of a data folder, which the operating system gives back when the process ends, however it ends.
 * Null when another process holds it; throws when the file cannot be made.
 */
export function takeFolderLock(path: string): { release(): void } | null {
  const lock = new Database(path)
  try {
    lock.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (/BUSY|LOCKED|locked/.test(`${errorCode(error)} ${String(error)}`)) return null
    throw error
  }
  return { release: () => lock.close() }
}

function migrate(database: Database, writer: Writer, from: number, steps: readonly Migration[]): void {
  for (const [index, step] of steps.entries()) {
    if (index < from) continue
    database.transaction(() => {
      database.exec(step.sql)
      step.fill?.(writer)
      database.exec(`PRAGMA user_version = ${index + 1}`)
    })()
  }
}

function writerOver(database: Database, log: Log): Writer {
  function timed<Value>(sql: string, parameters: SqlParameters | undefined, query: () => Value): Value {
    const startedAt = performance.now()
    const value = query()
    const tookMs = Math.round(performance.now() - startedAt)
    if (tookMs > slowQueryMs) log('warning', 'slow-query', { tookMs, sql, plan: planOf(sql, parameters) })
    return value
  }

  function planOf(sql: string, parameters: SqlParameters | undefined): string {
    try {
      return database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters).map((row) => String(row['detail'])).join('; ')
    } catch (error) {
      return errorCode(error)
    }
  }

  return {
    all: <Shape extends Row>(sql: string, parameters?: SqlParameters) =>
      timed(sql, parameters, () => database.prepare(sql).all<Shape>(parameters)),
    get: <Shape extends Row>(sql: string, parameters?: SqlParameters) =>
      timed(sql, parameters, () => database.prepare(sql).get<Shape>(parameters)),
    run: (sql, parameters) => timed(sql, parameters, () => database.prepare(sql).run(parameters).changes),
  }
}

function storeOver(database: Database, writer: Writer): Store {
  return {
    all: writer.all,
    get: writer.get,
    write: (work) => database.transaction(() => work(writer))(),
    emptyLog: () => void database.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => database.close(),
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error)
}
