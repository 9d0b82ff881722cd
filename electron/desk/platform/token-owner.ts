import type { ProblemCode } from '../../../shared/problems'
import { failure, success, type Result } from '../../../shared/problems'
import type { Account, PlatformClient } from './client'

/** Whom a token is for. The accounts of a person carry the Pages' own tokens. */
export type TokenOwner = { kind: 'page'; id: string; name: string } | { kind: 'person'; accounts: Account[] }

/** What says nothing about the token. */
const passing = new Set<ProblemCode>(['unreachable', 'throttled', 'quota-spent', 'platform-trouble', 'app-secret-needed', 'app-secret-wrong'])

/**
 * Asks whose token this is, and whether a Page's may read the Page's conversations: a person's token and one without a permission
 * are told apart here, before anything is kept. A Page has conversations, a person has accounts, and each refuses the other's edge
 * (Graph reference, 2026); with which error is not relied upon.
 */
export async function readTokenOwner(
  client: PlatformClient,
  signal: AbortSignal,
  /** Hears the id before anything is asked with it. */
  selfIs: (id: string) => void,
): Promise<Result<TokenOwner>> {
  const self = await client.readSelf(signal)
  if (!self.ok) return self
  selfIs(self.value.id)
  const probe = await client.listConversations(self.value.id, 1, undefined, signal)
  if (probe.ok) return success({ kind: 'page', ...self.value })
  if (passing.has(probe.error.code)) return probe
  const accounts = await client.readAccounts(signal)
  if (accounts.ok) return success({ kind: 'person', accounts: accounts.value })
  if (passing.has(accounts.error.code)) return accounts
  return probe.error.code === 'request-refused' ? failure('token-not-for-a-page') : probe
}
