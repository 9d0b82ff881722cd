import { createAttachmentAddresses, type AttachmentAddresses } from './attachment-addresses'
import { newToken, randomDigits } from './new-shop'
import type { PracticeClock } from './practice-clock'
import type { PracticeShop } from './practice-shop'
import type { PracticeToken } from './practice-state'
import { createUploads, type Uploads } from './uploads'

/** A whole Messenger Platform: Pages on one clock, and the person who looks after them. */
export type PracticePlatform = {
  readonly clock: PracticeClock
  /** At least one. */
  readonly shops: readonly [PracticeShop, ...PracticeShop[]]
  readonly person: { id: string; name: string }
  /** The person's own token, which lists the Pages and their tokens. It is new in every run. */
  userToken(): PracticeToken
  setUserToken(change: Partial<PracticeToken>): void
  readonly addresses: AttachmentAddresses
  readonly uploads: Uploads
}

/** Who asks, by the token of the request. */
export type Caller = { kind: 'page'; shop: PracticeShop } | { kind: 'person' } | { kind: 'nobody' }

/** Makes a platform of Pages that share the first one's clock. */
export function createPracticePlatform(shops: PracticePlatform['shops']): PracticePlatform {
  const [{ clock }] = shops
  let userToken: PracticeToken = { value: newToken(), state: 'valid', failure: null }
  return {
    clock,
    shops,
    person: { id: randomDigits(17), name: 'Dominique Martin' },
    userToken: () => userToken,
    setUserToken(change) {
      userToken = { ...userToken, ...change }
    },
    addresses: createAttachmentAddresses(),
    uploads: createUploads(),
  }
}

export function callerOf(platform: PracticePlatform, token: string | null): Caller {
  const shop = platform.shops.find((candidate) => candidate.token === token)
  if (shop) return { kind: 'page', shop }
  return token === platform.userToken().value ? { kind: 'person' } : { kind: 'nobody' }
}
