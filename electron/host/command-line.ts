import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { languageOf } from '../../shared/locales/translator'
import { languageSchema, type Language } from '../../shared/model'

/** Meta's own origin, unless another is named by `--graph`. */
const metaOrigin = 'https://graph.facebook.com'

/** What the command line asked for, the same in every host. */
export type CommandLine = {
  dataFolder: string
  platformUrl: string
  language: { chosen: Language | null; system: Language }
  port: number
}

/** Reads `--data`, `--graph`, `--lang` and `--port`; switches of others are passed over. Gives a sentence when one cannot be read. */
export function readCommandLine(values: string[], systemLanguage: string): CommandLine | { mistake: string } {
  const { values: given } = parseArgs({
    args: values,
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, graph: { type: 'string' }, lang: { type: 'string' }, port: { type: 'string' } },
  })
  const text = (name: keyof typeof given) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : null)
  const chosen = languageSchema.nullable().safeParse(text('lang'))
  if (!chosen.success) return { mistake: '--lang takes en or fr.' }
  const platformUrl = text('graph') ?? metaOrigin
  if (!/^https?:$/.test(protocolOf(platformUrl))) {
    return { mistake: '--graph takes an address that begins with https:// or http://.' }
  }
  const port = Number(text('port') ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return { mistake: '--port takes a number from 0 to 65535.' }
  return {
    dataFolder: resolve(text('data') ?? defaultDataFolder()),
    platformUrl,
    language: { chosen: chosen.data, system: languageOf(systemLanguage) },
    port,
  }
}

function protocolOf(address: string): string {
  try {
    return new URL(address).protocol
  } catch {
    return ''
  }
}

/** Where the shop's data lives unless `--data` names another place: the system's usual folder for an app's data. */
function defaultDataFolder(): string {
  const home = homedir()
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Comptoir')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Comptoir')
  return join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Comptoir')
}
