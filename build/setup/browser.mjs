import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findExecutable } from './executables.mjs'

const linuxCommands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
const macApps = ['Google Chrome', 'Microsoft Edge', 'Chromium']
const windowsPrograms = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe', 'Chromium/Application/chrome.exe']

/** The installed Chromium, Chrome or Edge; null when there is none. `COMPTOIR_BROWSER` names another. */
export function findBrowser() {
  const candidates = process.env.COMPTOIR_BROWSER ? [process.env.COMPTOIR_BROWSER] : candidatesOf(process.platform)
  return candidates.find((path) => existsSync(path)) ?? null
}

function candidatesOf(platform) {
  if (platform === 'darwin') {
    return macApps.flatMap((name) => ['/Applications', join(homedir(), 'Applications')].map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)))
  }
  if (platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA } = process.env
    const folders = [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].filter((folder) => folder !== undefined)
    return windowsPrograms.flatMap((program) => folders.map((folder) => join(folder, program)))
  }
  const found = findExecutable(...linuxCommands)
  return found ? [found] : []
}
