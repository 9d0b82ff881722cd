import type { Translate } from '../locales/translator'
import type { Excerpt } from '../model'
import { foldText } from './fold'

/** What people say around the matter, in French and English, folded and without punctuation. */
const courtesies = [
  'bonjour|bonsoir|salut|coucou|rebonjour|bjr|bsr|slt|hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|greetings',
  'messieurs(?: dames)?|mesdames|madame|monsieur|mme|mr|m|a (?:vous|tous|toutes)|(?:a )?toute? l equipe|l equipe|tout le monde',
  'there|everyone|everybody|all|team|dear|sir|madam|folks',
  '(?:comment )?(?:ca|sa) va(?: bien)?|comment allez vous|vous allez bien|et vous|how are you(?: doing)?(?: today)?|how do you do',
  '(?:il )?y a t il quelqu un|il y a quelqu un|quelqu un|vous etes la|anybody there|anyone there|are you there',
  'excusez moi|desolee? de vous deranger|sorry to bother you|excuse me',
  'merci(?: beaucoup| bien| infiniment)?(?: d avance| par avance)?|s il vous plait|svp|stp|thanks?(?: you)?(?: so much| very much| a lot)?(?: in advance)?|please|pls',
]
const courtesy = new RegExp(`(?<![\\p{L}\\p{N}])(?:${courtesies.join('|')})(?![\\p{L}\\p{N}])`, 'gu')

/** How a question begins whose mark was left out, folded: only wordings that hardly ever begin anything else. */
const unmarkedQuestion = new RegExp(
  [
    'est ce qu|(?:^|(?:c est|ca coute|ca fait|vous avez|il y a|je voudrais savoir|dites moi) )(?:combien|quand|comment|pourquoi)(?: |$)',
    '^(?:a |de |pour |dans |en )?quel(?:le)?s? |^ou (?:est|sont|etes|se trouve|puis|peut) ',
    '(?:avez|etes|faites|pouvez|auriez|pourriez|vendez|livrez|prenez|acceptez|ouvrez|fermez) vous |(?:puis je|peut on|y a t il|est il|est elle|serait il) ',
    '^(?:do|does|did|are|is|can|could|would|will|have|has|may|should) (?:you|i|we|it|they|there|the|this|that|your) ',
    '^(?:how|what|when|where|which|why|who)(?: s)? ',
  ].join('|'),
  'u',
)

const questionMark = /[?？؟]/u
const address = /(?:(?<!\p{L})\p{L}+:\/\/|www\.)\S+/giu
const sentence = /^[^.!?…\n]+[.!?…\n]+\s*/u

/**
 * What a queue's row and a notification show of the messages that a customer has sent without an answer, oldest first: the first
 * question, else the first words that are more than a greeting, else the first message. A greeting that stands before it as a sentence
 * of its own is left out; what was sent up to there, such as a photo, stays. A sticker counts only when there is nothing else.
 */
export function excerptOf(messages: readonly Excerpt[]): Excerpt {
  const asked = messages.findIndex(({ text }) => asks(text))
  const at = asked === -1 ? messages.findIndex(({ text }) => saysMoreThanGreeting(text)) : asked
  const chosen = messages[at]
  if (!chosen) return messages.find(carriesSomething) ?? messages[0] ?? { text: '', attachment: null }
  const attachment = messages.slice(0, at + 1).find(carriesSomething)?.attachment ?? chosen.attachment
  return { text: withoutGreeting(chosen.text), attachment }
}

/** An excerpt in words, as one line. */
export function excerptWords(translate: Translate, { text, attachment }: Excerpt): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (attachment === null) return line || translate('page.queue.emptyMessage')
  const name = translate(`attachments.${attachment}`)
  return line === '' ? name : translate('page.queue.withAttachment', { attachment: name, text: line })
}

function asks(text: string): boolean {
  const matter = matterOf(text)
  return matter !== '' && (questionMark.test(text.replace(address, ' ')) || unmarkedQuestion.test(`${matter} `))
}

function saysMoreThanGreeting(text: string): boolean {
  return matterOf(text) !== ''
}

/** What is left of a text without its courtesies, folded; an address of the web is something to say. */
function matterOf(text: string): string {
  const words = foldText(text.replace(address, ' www ')).replace(/[^\p{L}\p{N}]+/gu, ' ')
  return words.replace(courtesy, ' ').replace(/ +/gu, ' ').trim()
}

function withoutGreeting(text: string): string {
  let rest = text
  for (;;) {
    const first = sentence.exec(rest)?.[0]
    if (first === undefined || saysMoreThanGreeting(first) || first.length === rest.length) return rest
    rest = rest.slice(first.length)
  }
}

function carriesSomething({ attachment }: Excerpt): boolean {
  return attachment !== null && attachment !== 'sticker'
}
