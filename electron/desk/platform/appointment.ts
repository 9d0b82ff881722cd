import type { AttachmentDetails } from '../../../shared/model'

type Appointment = Extract<AttachmentDetails, { of: 'appointment' }>

/** A time without its zone would be read in this computer's own. */
const withZone = /(?:z|[+-]\d{2}:?\d{2})$/i

/**
 * Reads an `appointment_booking`. Meta documents a status, a start, an end and a time zone (changelog, 2026-03-03) without their keys,
 * so each is found by the word that its key must hold, and everything may be missing.
 */
export function readAppointment(booking: Record<string, unknown>): Appointment {
  return {
    of: 'appointment',
    status: textOf(valueOf(booking, /status|state/i)),
    starts: momentOf(valueOf(booking, /^(?!.*zone)(.*_)?(start|begin)|[a-z](Start|Begin)(?!.*[Zz]one)/)),
    ends: momentOf(valueOf(booking, /^(?!.*zone)(.*_)?end|[a-z]End(?!.*[Zz]one)/)),
    timeZone: textOf(valueOf(booking, /zone/i)),
  }
}

/** The value of the first key of this kind, which may stand within another object. */
function valueOf(booking: Record<string, unknown>, key: RegExp): unknown {
  const entries = Object.entries(booking).filter(([name, value]) => key.test(name) && value !== null)
  const plain = entries.find(([, value]) => typeof value !== 'object')
  if (plain) return plain[1]
  return entries.flatMap(([, value]) => Object.values(value as Record<string, unknown>)).find((value) => typeof value !== 'object')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** Seconds since 1970, a date with its zone, or the words as they are. */
function momentOf(value: unknown): number | string | null {
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && /^\d{9,11}$/.test(value) ? Number(value) : NaN
  if (Number.isSafeInteger(seconds * 1000)) return seconds * 1000
  const text = textOf(value)
  if (text === null || !withZone.test(text)) return text
  const moment = Date.parse(text)
  return Number.isFinite(moment) ? moment : text
}
