import { createSchemas, type ReadableMessage } from '../../../../electron/desk/platform/schemas'

export const schemas = createSchemas('https://graph.facebook.com')

/** A message as the platform gives it, read as the desk does. */
export function received(fields: object): ReadableMessage {
  const message = schemas.message.parse({ id: 'm_1', created_time: '2026-11-20T10:38:15+0000', from: { id: '444', name: 'Ann' }, ...fields })
  if (!message.readable) throw new Error('not readable')
  return message
}
