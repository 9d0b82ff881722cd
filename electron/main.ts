import { runShell } from './shell/shell'

runShell()
