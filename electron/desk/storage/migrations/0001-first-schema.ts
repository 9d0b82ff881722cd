/** The first schema: Pages, conversations, messages, deliveries, reminders. */
export const firstSchema = `
  CREATE TABLE pages (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    connected INTEGER NOT NULL,
    -- 1 while a look at the platform has taken in some of what is new, and further pages of it are still to be read.
    catch_up_pending INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (page_id, platform)
  ) STRICT, WITHOUT ROWID;

  -- The four times at the end are computed from the conversation's messages whenever these change.
  CREATE TABLE conversations (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    customer_id TEXT,
    customer_name TEXT NOT NULL,
    link TEXT,
    platform_updated_at INTEGER NOT NULL,
    -- Null while not everything new could be read: the next check asks again.
    platform_message_count INTEGER,
    last_message_at INTEGER NOT NULL,
    last_customer_message_at INTEGER,
    first_unanswered_at INTEGER,
    first_unanswered_position INTEGER,
    PRIMARY KEY (page_id, platform, conversation_id),
    FOREIGN KEY (page_id, platform) REFERENCES pages (page_id, platform)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX conversations_unanswered ON conversations (page_id, platform, first_unanswered_at)
    WHERE first_unanswered_at IS NOT NULL;
  CREATE INDEX conversations_by_time ON conversations (page_id, platform, last_message_at);

  -- A message's position is made from its time and, within a second, from the platform's order: newest first is by position.
  CREATE TABLE messages (
    position INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL CHECK (sender IN ('customer', 'page')),
    sent_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    attachments TEXT NOT NULL,
    -- What the platform said, whole; null while only the outbox knows the message.
    raw TEXT,
    UNIQUE (page_id, platform, message_id),
    FOREIGN KEY (page_id, platform, conversation_id) REFERENCES conversations (page_id, platform, conversation_id)
  ) STRICT;

  CREATE INDEX messages_of_conversation ON messages (page_id, platform, conversation_id, position);

  -- The sequence is the order in which the owner wrote, and in which deliveries leave.
  CREATE TABLE deliveries (
    sequence INTEGER PRIMARY KEY,
    delivery_id TEXT NOT NULL UNIQUE,
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'unknown', 'dismissed')),
    created_at INTEGER NOT NULL,
    -- When the request left last; null before the first time.
    requested_at INTEGER,
    changed_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL DEFAULT 0,
    message_id TEXT,
    problem_code TEXT,
    FOREIGN KEY (page_id, platform, conversation_id) REFERENCES conversations (page_id, platform, conversation_id)
  ) STRICT;

  CREATE INDEX deliveries_by_message ON deliveries (message_id);
  CREATE INDEX deliveries_of_conversation ON deliveries (page_id, platform, conversation_id, sequence);

  -- What was told, once for each cause: the conversation's first unanswered message.
  CREATE TABLE reminders (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    step TEXT NOT NULL,
    cause_message_id TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, platform, conversation_id, step, cause_message_id)
  ) STRICT, WITHOUT ROWID;
`
