import { join } from 'node:path'
import { appFolder, repository, standInFolder } from '../repository.mjs'
import { quietRun } from './quiet-run.mjs'
import { say } from './say.mjs'
import { isBuilt, readSourcesState } from './sources.mjs'

const targets = {
  app: { folder: appFolder, flags: [], sentence: 'Building the app …' },
  'stand-in': { folder: standInFolder, flags: ['--stand-in'], sentence: 'Building the app for the stand-in Electron …' },
}

/** Builds a target when a source is newer than what was built, and gives its folder. */
export async function ensureBuilt(name, node) {
  const { folder, flags, sentence } = targets[name]
  if (isBuilt(folder, readSourcesState())) return folder
  say(sentence)
  const { status, output } = await quietRun(node, [join(repository, 'build', 'bundle.mjs'), ...flags], { cwd: repository })
  if (status !== 0) throw new Error(output.trim() || 'The build was stopped.')
  return folder
}
