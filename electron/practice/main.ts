import { readPracticeArguments } from './practice-arguments'
import { startPractice, type RunningPractice } from './start-practice'

/** The command `practice`: one practice platform, until a signal or the parent process ends it. */
async function run(): Promise<void> {
  const read = readPracticeArguments(process.argv.slice(2), Date.now())
  if (!read.ok) return fail(read.sentence)
  const practice = await startPractice({ ...read.options, quota: { perSecond: true } }).catch((error: unknown) => {
    fail(startProblem(error))
    return null
  })
  if (!practice) return
  endCleanly(practice)
  const { url, pageId, token, controlUrl, userToken } = practice
  const pages = practice.shops.map((shop) => ({ pageId: shop.pageId, name: shop.pageName, token: shop.token }))
  process.stdout.write(`${JSON.stringify({ url, pageId, token, controlUrl, userToken, pages })}\n`)
}

function endCleanly(practice: RunningPractice): void {
  const end = () => void practice.close().then(() => process.exit(0))
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.connected) process.on('disconnect', end)
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}

function startProblem(error: unknown): string {
  const { code, port } = error as { code?: unknown; port?: unknown }
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken by another program.`
  if (code === 'EACCES') return `Port ${String(port)} may not be used.`
  return `The practice shop cannot start: ${error instanceof Error ? error.message : String(error)}`
}

void run()
