import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings } from '../../../electron/desk/settings/settings'
import { createPracticeVisit } from '../../../electron/host/practice-visit'
import type { Language } from '../../../shared/model'
import { success } from '../../../shared/problems'

let dataFolder: string

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'practice-visit-'))
})

afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

/** Visits the practice shop as an owner who speaks this language; gives what its platform says to a wrong token. */
async function refusalInRun(language: Language): Promise<string> {
  const said: string[] = []
  const visit = createPracticeVisit({
    dataFolder,
    desk: () => ({
      readSettings: () => Promise.resolve(defaultSettings(language)),
      followClock: () => Promise.resolve(),
      closeShops: () => Promise.resolve(),
    }),
    pageSecrets: { hold: () => undefined },
    async openShops(_, url) {
      const { error } = (await (await fetch(`${url}/v25.0/me?access_token=EAAWRONG`)).json()) as { error: { message: string } }
      said.push(error.message)
      return success([])
    },
  })
  expect(await visit.open('bakery')).toMatchObject({ ok: true })
  await visit.pause()
  return said.join()
}

it('the practice shop words its errors in the owner’s language, also when the owner has changed it since', async () => {
  expect(await refusalInRun('fr')).toContain('Jeton d’accès OAuth non valide')
  expect(await refusalInRun('en')).toContain('Invalid OAuth access token')
})
