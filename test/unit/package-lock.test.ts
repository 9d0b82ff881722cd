import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../../build/repository.mjs'

type Lock = { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> }

const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as Lock
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

test('the lock file names no download address, so that it works behind every mirror', () => {
  expect(installed.length).toBeGreaterThan(100)
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
})

test('the lock file pins the content of every package', () => {
  expect(installed.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([])
})
