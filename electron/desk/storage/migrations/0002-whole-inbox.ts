import { foldText } from '../../../../shared/text/fold'
import type { Writer } from '../reader-writer'

/** Gives the customers of before the names by which search finds them. */
export function foldStoredNames(writer: Writer): void {
  type Row = { page_id: string; platform: string; conversation_id: string; customer_name: string }
  for (const row of writer.all<Row>('SELECT page_id, platform, conversation_id, customer_name FROM conversations')) {
    writer.run(
      'UPDATE conversations SET folded_name = $folded WHERE page_id = $page_id AND platform = $platform AND conversation_id = $conversation_id',
      { page_id: row.page_id, platform: row.platform, conversation_id: row.conversation_id, folded: foldText(row.customer_name) },
    )
  }
}

/** SQL for a text with its letters spelled out, as search compares it in this version of the store. */
const spelledOutText = Object.entries({ œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ẞ: 'SS', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D' }).reduce(
  (sql, [letter, spelled]) => `replace(${sql}, '${letter}', '${spelled}')`,
  'text',
)

/** The whole inbox: several Pages, the call budget, whole messages, attachments, search, the owner's acts and drafts. */
export const wholeInboxSchema = `
  ALTER TABLE pages ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE pages ADD COLUMN connected_at INTEGER NOT NULL DEFAULT 0;
  -- 1 while everything of the Page is being erased; a start finishes what an end has broken off.
  ALTER TABLE pages ADD COLUMN erasing INTEGER NOT NULL DEFAULT 0;
  -- The name of the encrypted file with the Page's picture.
  ALTER TABLE pages ADD COLUMN picture_file TEXT;
  ALTER TABLE pages ADD COLUMN picture_type TEXT;
  -- What the Page says of its opening hours, as the platform gave it.
  ALTER TABLE pages ADD COLUMN hours TEXT;
  ALTER TABLE pages ADD COLUMN described_at INTEGER;
  -- When the newest conversations were first all here; null before. Nothing of before is told as an alarm.
  ALTER TABLE pages ADD COLUMN first_sync_ended_at INTEGER;
  UPDATE pages SET first_sync_ended_at = (SELECT max(last_message_at) FROM conversations
    WHERE conversations.page_id = pages.page_id AND conversations.platform = pages.platform);
  -- 1 until somebody could see who waited then.
  ALTER TABLE pages ADD COLUMN digest_owed INTEGER NOT NULL DEFAULT 0;
  -- How far older conversations are read: a cursor to go on from, and whether there are more.
  ALTER TABLE pages ADD COLUMN older_after TEXT;
  ALTER TABLE pages ADD COLUMN older_complete INTEGER NOT NULL DEFAULT 0;
  -- The quota as the platform's headers said it last.
  ALTER TABLE pages ADD COLUMN usage_percent REAL;
  ALTER TABLE pages ADD COLUMN usage_quota INTEGER;
  ALTER TABLE pages ADD COLUMN usage_read_at INTEGER;
  -- When the last read left, by which they are spaced when the quota is spent.
  ALTER TABLE pages ADD COLUMN last_read_at INTEGER;

  -- What the platform has asked to hold: every call of the Page, or only its reads or its sends; and how often in a row.
  CREATE TABLE holds (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    lane TEXT NOT NULL CHECK (lane IN ('page', 'read', 'send')),
    until INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (page_id, platform, lane)
  ) STRICT, WITHOUT ROWID;

  -- Calls to the platform, by the minute (UTC milliseconds / 60,000).
  CREATE TABLE calls (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    minute INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (page_id, platform, minute)
  ) STRICT, WITHOUT ROWID;

  -- Up to which message the owner has marked the conversation as done; computed from the acts.
  ALTER TABLE conversations ADD COLUMN done_position INTEGER;
  ALTER TABLE conversations ADD COLUMN last_position INTEGER;
  UPDATE conversations SET last_position = (SELECT max(position) FROM messages
    WHERE messages.page_id = conversations.page_id AND messages.platform = conversations.platform
      AND messages.conversation_id = conversations.conversation_id);
  -- The customer's newest message that the platform was told the shop has seen.
  ALTER TABLE conversations ADD COLUMN seen_position INTEGER;
  ALTER TABLE conversations ADD COLUMN unread_count INTEGER NOT NULL DEFAULT 0;
  -- How often in a row it could not be read whole.
  ALTER TABLE conversations ADD COLUMN failed_reads INTEGER NOT NULL DEFAULT 0;
  -- The customer's name as search compares it: without accents, in small letters.
  ALTER TABLE conversations ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
  CREATE INDEX conversations_done ON conversations (page_id, platform, last_message_at) WHERE done_position >= last_position;

  -- What is neither among the messages nor put away: a few of all that was ever sent.
  CREATE INDEX deliveries_open ON deliveries (page_id, platform, conversation_id, sequence)
    WHERE state IN ('queued', 'sending', 'refused', 'unknown');
  DROP INDEX deliveries_by_message;
  CREATE INDEX deliveries_by_message ON deliveries (message_id, page_id, platform);

  ALTER TABLE messages ADD COLUMN reactions TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE messages ADD COLUMN reply_to TEXT;
  -- Its words when it was first seen, once it has been edited.
  ALTER TABLE messages ADD COLUMN edited_from TEXT;
  ALTER TABLE messages ADD COLUMN vanished_at INTEGER;
  -- How many messages right before this one the platform has and does not give any more.
  ALTER TABLE messages ADD COLUMN unavailable_before INTEGER NOT NULL DEFAULT 0;

  -- What a message carries. Its content is in a file of its own, encrypted and named by keyed hash.
  CREATE TABLE attachments (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mime_type TEXT,
    size_bytes INTEGER,
    width INTEGER,
    height INTEGER,
    title TEXT,
    -- What a product or an appointment says beside its title, as JSON.
    details TEXT,
    link_url TEXT,
    url TEXT,
    content TEXT NOT NULL CHECK (content IN ('none', 'waiting', 'kept', 'too-large', 'gone')),
    file TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, platform, message_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attachments_waiting ON attachments (page_id, platform, sent_at) WHERE content = 'waiting';
  CREATE INDEX attachments_of_conversation ON attachments (page_id, platform, conversation_id, sent_at);

  -- The owner's acts, in the order in which they were done; rows are only ever added.
  CREATE TABLE acts (
    sequence INTEGER PRIMARY KEY,
    act_id TEXT NOT NULL UNIQUE,
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    acted_at INTEGER NOT NULL,
    -- The conversation's last message then: what 'done' is about.
    last_position INTEGER,
    act TEXT NOT NULL,
    FOREIGN KEY (page_id, platform, conversation_id) REFERENCES conversations (page_id, platform, conversation_id)
  ) STRICT;
  CREATE INDEX acts_of_conversation ON acts (page_id, platform, conversation_id, sequence);

  CREATE TABLE drafts (
    page_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (page_id, platform, conversation_id),
    FOREIGN KEY (page_id, platform, conversation_id) REFERENCES conversations (page_id, platform, conversation_id)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE messages ADD COLUMN searched_text TEXT GENERATED ALWAYS AS (${spelledOutText}) VIRTUAL;

  -- Search over the words of messages; a row's id is the message's position, so newest first is by row. The Page is in the index
  -- too, so that a word that is common in another Page costs nothing. A beginning of up to eight letters has a list of its own, newest
  -- first like a word's; that of a longer one is gathered from all words that begin so, which are then rarely common.
  CREATE VIRTUAL TABLE messages_search USING fts5(
    page_id, searched_text, content = 'messages', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
  );
  INSERT INTO messages_search (messages_search, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER messages_search_added AFTER INSERT ON messages BEGIN
    INSERT INTO messages_search (rowid, page_id, searched_text) VALUES (new.position, new.page_id, new.searched_text);
  END;
  CREATE TRIGGER messages_search_removed AFTER DELETE ON messages BEGIN
    INSERT INTO messages_search (messages_search, rowid, page_id, searched_text) VALUES ('delete', old.position, old.page_id, old.searched_text);
  END;
  CREATE TRIGGER messages_search_changed AFTER UPDATE OF text ON messages BEGIN
    INSERT INTO messages_search (messages_search, rowid, page_id, searched_text) VALUES ('delete', old.position, old.page_id, old.searched_text);
    INSERT INTO messages_search (rowid, page_id, searched_text) VALUES (new.position, new.page_id, new.searched_text);
  END;
  INSERT INTO messages_search (messages_search) VALUES ('rebuild');

  INSERT INTO attachments (page_id, platform, conversation_id, message_id, ordinal, kind, name, content, sent_at)
    SELECT page_id, platform, conversation_id, message_id, json_each.key, json_extract(json_each.value, '$.kind'),
      coalesce(json_extract(json_each.value, '$.name'), ''), 'gone', sent_at
    FROM messages, json_each(messages.attachments);
  ALTER TABLE messages DROP COLUMN attachments;
`
