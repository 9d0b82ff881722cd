/** Every string in English, the language whose keys the others must have. */
export const english = {
  app: { name: 'Comptoir' },
  problems: {
    unreachable: 'Facebook cannot be reached. Your conversations are here, and Comptoir keeps trying.',
    'token-refused': 'Facebook refuses this token. Make a new one and paste it again.',
    'token-not-for-a-page': 'This token does not belong to a Page. Ask for the Page’s own token.',
    'permission-missing': 'This token may not read the Page’s messages. Make a new one with the permission pages_messaging.',
    'window-closed': 'Facebook no longer accepts a reply here: the customer wrote more than 24 hours ago.',
    'customer-unavailable': 'This customer cannot receive messages from the Page now.',
    'page-restricted': 'Facebook has stopped this Page from sending for now. Look at the Page’s Support Inbox.',
    throttled: 'Facebook asks for a pause. Comptoir goes on by itself.',
    'message-refused': 'Facebook refused this message.',
    'platform-trouble': 'Facebook has trouble answering. Comptoir keeps trying.',
    'folder-not-writable': 'Comptoir cannot write in its data folder, {{folder}}. Nothing was changed there.',
    'folder-in-use': 'Comptoir is already open on this folder, {{folder}}. Close the other one, or choose another folder.',
    'store-newer': 'This data folder was written by a newer Comptoir. Install the newer version; nothing was changed.',
    'store-damaged': 'The conversations in this data folder cannot be read. Nothing was changed there.',
    'store-key-missing': 'The key of this data folder is not in this computer’s keychain. Nothing was changed.',
    'store-key-wrong': 'This key does not open this data folder. Nothing was changed.',
    'keychain-unavailable': 'This computer’s keychain cannot be reached, and it holds the key of this data folder. Nothing was changed.',
    'keychain-locked': 'This computer’s keychain is locked. Unlock it and try again.',
    'no-shop-open': 'No shop is open.',
    'conversation-unknown': 'This conversation is not here any more.',
    'delivery-not-open': 'This message has been settled meanwhile.',
    'request-invalid': 'Comptoir could not read that. Check what you typed.',
    bug: 'Something went wrong in Comptoir. Nothing was lost; try again.',
  },
  notifications: {
    overdueTitle: '{{customer}} is waiting',
    digestTitle_one: '{{count}} customer is waiting',
    digestTitle_other: '{{count}} customers are waiting',
  },
  attachments: {
    image: 'Photo',
    video: 'Video',
    audio: 'Voice message',
    sticker: 'Sticker',
    file: 'File',
    share: 'Shared post',
    unsupported: 'Message of an unknown kind',
  },
}

type Strings<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Strings<Tree[Key]> }

/** The shape that every language fills. */
export type Resources = Strings<typeof english>
