import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Addresses of attachments that serve for a while, signed like those of Meta's content network (`oh` and `oe`). */
export type AttachmentAddresses = {
  /** `expiresAt` in UTC milliseconds of practice time. */
  make(origin: string, attachmentId: string, expiresAt: number): string
  check(attachmentId: string, query: URLSearchParams, now: number): 'good' | 'expired' | 'wrong'
}

/** Makes addresses that only this run understands: after a restart, as after expiry, the message has to be read again. */
export function createAttachmentAddresses(): AttachmentAddresses {
  const key = randomBytes(32)

  function signature(attachmentId: string, expiry: string): string {
    return createHmac('sha256', key).update(`${attachmentId} ${expiry}`).digest('hex').slice(0, 32)
  }

  return {
    make(origin, attachmentId, expiresAt) {
      const expiry = Math.floor(expiresAt / 1_000).toString(16)
      return `${origin}/attachments/${attachmentId}?oh=${signature(attachmentId, expiry)}&oe=${expiry}`
    },
    check(attachmentId, query, now) {
      const expiry = query.get('oe') ?? ''
      const expected = Buffer.from(signature(attachmentId, expiry))
      const given = Buffer.from(query.get('oh') ?? '')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong'
      return now < parseInt(expiry, 16) * 1_000 ? 'good' : 'expired'
    },
  }
}
