import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language, PracticeScenario } from '../../shared/model'
import { monotonicNow, type ClockAnchor } from '../desk/clock'
import { newStoreKey } from '../desk/storage/key-check'
import { readPracticeSnapshot, type PracticeSnapshot } from '../practice/practice-state'
import { startPractice, type RunningPractice } from '../practice/start-practice'
import { makeFolder } from './make-folder'

const keptStateSchema = z.object({ storeKey: z.string().regex(/^[0-9a-f]{64}$/), snapshot: z.unknown() })

/** The practice shop inside the app: it has no secrets, keeps its key beside its store, and stands still while the app is closed. */
export type PracticeLife = {
  folder: string
  storeKey: string
  practice: RunningPractice
  clockAnchor(): ClockAnchor
  /** Ends the practice shop. A shop that is `left` is forgotten; else it goes on where it was at the next start. */
  close(left: boolean): Promise<void>
}

/** Whether a practice shop was open when the app ended. */
export function practiceWasOpen(dataFolder: string): boolean {
  return existsSync(statePath(dataFolder))
}

/** Opens the practice shop: the one that was open when the app ended, or a new one. Its platform's errors are in the owner's language. */
export async function openPracticeLife(
  dataFolder: string,
  { scenario, startAt, language }: { scenario: PracticeScenario; startAt: number; language: Language },
): Promise<PracticeLife> {
  const folder = practiceFolder(dataFolder)
  const kept = readState(dataFolder)
  if (!kept) rmSync(folder, { recursive: true, force: true })
  makeFolder(folder)
  const storeKey = kept?.storeKey ?? newStoreKey()
  const practice = await startPractice({
    scenario,
    startAt,
    errorLanguage: language,
    quota: { perSecond: true },
    ...(kept ? { snapshot: kept.snapshot } : {}),
  })
  let savePending = false

  function save(): void {
    savePending = false
    const draft = `${statePath(dataFolder)}.new`
    writeFileSync(draft, JSON.stringify({ storeKey, snapshot: practice.shop.snapshot() }))
    renameSync(draft, statePath(dataFolder))
  }

  practice.shop.onChange(() => {
    if (savePending) return
    savePending = true
    setImmediate(() => savePending && save())
  })
  save()

  return {
    folder,
    storeKey,
    practice,
    clockAnchor: () => ({ now: practice.shop.clock.now(), monotonicMs: monotonicNow(), speed: practice.shop.clock.speed }),
    async close(left) {
      if (!left) save()
      savePending = false
      await practice.close()
      if (left) rmSync(folder, { recursive: true, force: true })
    },
  }
}

type PracticeState = { storeKey: string; snapshot: PracticeSnapshot }

/** A state that cannot be read is a practice shop that starts anew. */
function readState(dataFolder: string): PracticeState | null {
  try {
    const kept = keptStateSchema.parse(JSON.parse(readFileSync(statePath(dataFolder), 'utf8')))
    const snapshot = readPracticeSnapshot(kept.snapshot)
    return snapshot && { storeKey: kept.storeKey, snapshot }
  } catch {
    return null
  }
}

function practiceFolder(dataFolder: string): string {
  return join(dataFolder, 'practice')
}

function statePath(dataFolder: string): string {
  return join(practiceFolder(dataFolder), 'practice.json')
}
