import { afterEach, expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../electron/desk/settings/settings'

const options = new Intl.DateTimeFormat().resolvedOptions()

afterEach(() => vi.restoreAllMocks())

test.each([
  ['Europe/Paris', 'Europe/Paris'],
  ['Etc/Unknown', 'UTC'],
  [undefined, 'UTC'],
])('a computer that says its time zone is %s gives the shop %s', (timeZone, expected) => {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ ...options, timeZone: timeZone as string })
  expect(defaultSettings('fr').timeZone).toBe(expected)
})
