const hourMs = 3_600_000

/**
 * How long Meta accepts a free reply after the customer's last message, in milliseconds.
 * Source: Messenger Platform policy and "Send a message", 2026-09-11. A first message after a Click-to-Messenger ad may
 * open a longer one (policy page of 2026-09-28), so the end that is computed from it is a lower bound.
 */
export const messagingWindowMs = 24 * hourMs

/** How long before its end a window counts as closing, in milliseconds: the product's own choice. */
export const closingSoonMs = 4 * hourMs

/** When the messaging window ends, in UTC milliseconds: a lower bound, after which Meta may still accept a reply. */
export function messagingWindowEnd(lastCustomerMessageAt: number): number {
  return lastCustomerMessageAt + messagingWindowMs
}
