import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repository } from './repository.mjs'

const tagPattern = /\/\/ platform: (.+)$/
const titlePattern = /\b(?:test|it|describe)(?:\.each\((?:[^)]|\n)*?\))?\(\s*(['"`])(.+?)\1/

/**
 * Which test meets which fact of the platform. A test names the facts that it meets in comments before it:
 * `// platform: message.sticker, attachment.sticker-old`. Gives the page, and one sentence for each thing that is wrong.
 */
export function platformCoverage(sections, sources) {
  const met = sources.flatMap(({ path, text }) => tagsOf(path, text))
  const ids = new Set(sections.flatMap(({ facts }) => facts.map(({ id }) => id)))
  const problems = [
    ...met.filter(({ id }) => !ids.has(id)).map(({ id, path }) => `${path} names ${id}, which is no fact of the platform.`),
    ...met.filter(({ title }) => title === null).map(({ id, path }) => `${path} names ${id} before no test.`),
    ...[...ids].filter((id) => !met.some((tag) => tag.id === id)).map((id) => `No test meets ${id}.`),
  ]
  return { page: pageOf(sections, met), problems }
}

/** Reads the facts and every test of the repository. */
export function readCoverage() {
  const sections = JSON.parse(readFileSync(join(repository, 'test/platform/platform-facts.json'), 'utf8'))
  const sources = readdirSync(join(repository, 'test'), { recursive: true })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }))
  return platformCoverage(sections, sources)
}

/** Where the page stands. */
export const coveragePath = join(repository, 'docs/platform-coverage.md')

function tagsOf(path, text) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const tag = tagPattern.exec(line)
    if (!tag) return []
    const title = titlePattern.exec(lines.slice(index + 1).join('\n'))?.[2] ?? null
    return tag[1].split(',').map((id) => ({ id: id.trim(), path, title }))
  })
}

function pageOf(sections, met) {
  const parts = sections.map(({ title, source, facts }) => {
    const rows = facts.map(({ id, what }) => `| \`${id}\` | ${what} | ${testsOf(met, id)} |`)
    return `## ${title}\n\nSource: ${source}.\n\n| fact | what | met by |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# What the platform does, and the test that meets it\n\nMade by \`npm run platform-coverage\` from \`test/platform/platform-facts.json\` and the tests; a test fails when it is out of date.\n\n${parts.join('\n')}`
}

function testsOf(met, id) {
  const tests = met.filter((tag) => tag.id === id).map(({ path, title }) => `${title?.replaceAll('|', '\\|')} (\`${path.slice('test/'.length)}\`)`)
  return [...new Set(tests)].join('<br>')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { page, problems } = readCoverage()
  writeFileSync(coveragePath, page)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
