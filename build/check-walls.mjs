import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import rules from '../.dependency-cruiser.cjs'

const folders = ['electron', 'shared', 'renderer']

/**
 * Reads every source below `root` and gives one sentence for each thing that is wrong.
 * A checker that reads nothing finds nothing, so what it has read is counted against the files that exist.
 * @param {string} root
 * @returns {Promise<{ read: number, violations: { rule: string, from: string, to: string }[], unread: string[] }>}
 */
export async function checkWalls(root) {
  const sources = folders.flatMap((folder) => sourcesBelow(root, folder))
  const present = folders.filter((folder) => sources.some((source) => source.startsWith(`${folder}/`)))
  if (present.length === 0) return { read: 0, violations: [], unread: [] }
  const { output } = await cruise(present, { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true, baseDir: root })
  const read = new Set(output.modules.map(({ source }) => source))
  return {
    read: sources.filter((source) => read.has(source)).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    unread: sources.filter((source) => !read.has(source)),
  }
}

/** What to say of a check, one sentence for each problem; nothing when the walls stand. */
export function wallProblems({ read, violations, unread }) {
  return [
    ...(read === 0 ? ['No module was read, so nothing was checked.'] : []),
    ...unread.map((source) => `${source} was not read.`),
    ...violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`),
  ]
}

function sourcesBelow(root, folder) {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
