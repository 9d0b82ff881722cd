import { checkWalls, wallProblems } from './check-walls.mjs'
import { repository } from './repository.mjs'

const check = await checkWalls(repository)
const problems = wallProblems(check)
process.stdout.write(problems.length === 0 ? `The walls stand: ${check.read} modules read.\n` : `${problems.join('\n')}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
