import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { repository } from './repository.mjs'

/** Where the page stands. */
export const coveragePath = join(repository, 'docs/platform-coverage.md')

const tagPattern = /^\s*\/\/ platform: (.+)$/gm

/**
 * Which test meets which fact of the platform. A test names the facts that it meets in comments directly above it:
 * `// platform: message.sticker, attachment.sticker-old`. A fact that the app does not use says why in `"notUsed": "…"`; it needs no
 * test, and may have tests of the practice platform alone. Every other fact needs a test of the app.
 * Gives the page, and one sentence for each thing that is wrong.
 */
export function platformCoverage(sections, sources) {
  const met = sources.flatMap(({ path, text }) => testsIn(text).flatMap(({ title, ids }) => ids.map((id) => ({ id, title, path }))))
  const facts = sections.flatMap((section) => section.facts)
  const problems = [
    ...sources.flatMap((source) => strayTags(source, met, facts)),
    ...facts.flatMap((fact) => problemOf(fact, met.filter(({ id }) => id === fact.id))),
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

/** The tests of a file that name facts, with the titles of the groups that they are in. */
function testsIn(text) {
  const source = ts.createSourceFile('any.test.ts', text, ts.ScriptTarget.Latest, true)
  const tests = []
  function visit(node, groups) {
    const title = titleOf(node, source)
    const titles = title === null ? groups : [...groups, title]
    const ids = title === null ? [] : idsIn(text.slice(node.pos, node.getStart(source)))
    if (ids.length > 0) tests.push({ title: titles.join(' › '), ids })
    ts.forEachChild(node, (child) => visit(child, titles))
  }
  visit(source, [])
  return tests
}

/** The title of a statement that is a test or a group of them; what differs from row to row becomes an ellipsis. Null for any other. */
function titleOf(node, source) {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return null
  let callee = node.expression.expression
  while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) callee = callee.expression
  const [title] = node.expression.arguments
  if (!['test', 'it', 'describe'].includes(callee.getText(source)) || !title || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) return null
  return title.getText(source).slice(1, -1).replaceAll(/%[a-z]|\$\{[^}]*\}/g, '…')
}

function idsIn(text) {
  return [...text.matchAll(tagPattern)].flatMap(([, ids]) => ids.split(',').map((id) => id.trim()))
}

function strayTags({ path, text }, met, facts) {
  return idsIn(text).flatMap((id) => {
    if (!facts.some((fact) => fact.id === id)) return [`${path} names ${id}, which is no fact of the platform.`]
    return met.some((test) => test.path === path && test.id === id) ? [] : [`${path} names ${id} above no test.`]
  })
}

function problemOf({ id, notUsed }, tests) {
  const isMetByApp = tests.some(({ path }) => !path.includes('/practice/'))
  if (notUsed !== undefined) {
    if (typeof notUsed !== 'string' || notUsed.trim() === '') return [`${id} is said not to be used, without a reason.`]
    return isMetByApp ? [`${id} is met by a test of the app, and must not be said not to be used.`] : []
  }
  if (isMetByApp) return []
  return [tests.length === 0 ? `No test meets ${id}.` : `Only the practice platform meets ${id}.`]
}

function pageOf(sections, met) {
  const parts = sections.map(({ title, source, facts }) => {
    const rows = facts.map(({ id, what, notUsed }) => {
      const parts = [notUsed === undefined ? '' : `*Not used: ${notUsed}.*`, testsOf(met, id)].filter(Boolean)
      return `| \`${id}\` | ${what} | ${parts.join('<br>')} |`
    })
    return `## ${title}\n\nSource: ${source}.\n\n| fact | what | met by |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# What the platform does, and the test that meets it\n\nMade by \`npm run platform-coverage\` from \`test/platform/platform-facts.json\` and the tests, which name the facts that they meet.\nA test fails when this page is out of date, or when a fact has neither a test of the app nor a reason for which the app does not use it.\nPaths are below \`test/\`; those in \`practice/\` test the practice platform. … stands for what differs between the rows of a test.\n\n${parts.join('\n')}`
}

function testsOf(met, id) {
  return met
    .filter((test) => test.id === id)
    .map(({ path, title }) => `${title.replaceAll('|', '\\|')} (\`${path.slice('test/'.length)}\`)`)
    .join('<br>')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { page, problems } = readCoverage()
  writeFileSync(coveragePath, page)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
