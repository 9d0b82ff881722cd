/**
 * How much is asked for: everything that the app shows, the same without what came last, or what has been there for years. A
 * version that lacks one of the fields refuses the whole request.
 */
export const fieldExtents = ['all', 'settled', 'basic'] as const
export type FieldExtent = (typeof fieldExtents)[number]

/** How many messages of a conversation the list call carries. */
export const listedMessageCount = 5

const attachmentFields = 'id,mime_type,name,size,file_url,image_data,video_data'

/*
 * Without their names sub-fields do not come (Conversations API guide, 2026-02-11). How an attachment of the type `sticker`, of
 * 2026-06, names its type is not documented, nor in which versions `appointment_booking`, of 2026-03, is known.
 */
export const messageFields: Record<FieldExtent, string> = {
  all: `id,created_time,from,message,sticker,attachments{${attachmentFields},type,generic_template,appointment_booking},shares{id,link,url,name,title,description,type,template},reply_to,reactions,is_unsupported`,
  settled: `id,created_time,from,message,sticker,attachments{${attachmentFields},generic_template},shares{id,link,url,name,title,description,type,template},reply_to,reactions,is_unsupported`,
  basic: `id,created_time,from,message,sticker,attachments{${attachmentFields}},shares{link,name}`,
}

export const conversationFields: Record<FieldExtent, string> = {
  all: conversationFieldsWith(messageFields.all),
  settled: conversationFieldsWith(messageFields.settled),
  basic: conversationFieldsWith(messageFields.basic),
}

function conversationFieldsWith(fields: string): string {
  const ofConversation = 'id,updated_time,message_count,unread_count,link,participants'
  return `${ofConversation},messages.limit(${listedMessageCount}){${fields}}`
}

export const pageFields: Record<FieldExtent, string> = {
  all: 'name,picture{url},hours,unread_message_count',
  settled: 'name,picture{url}',
  basic: 'name',
}

export const accountFields: Record<FieldExtent, string> = {
  all: 'id,name,access_token,tasks,picture{url}',
  settled: 'id,name,access_token,tasks',
  basic: 'id,name,access_token',
}
