import { attachmentContentSchema, motifs, type AttachmentContent } from '../attachment-content'
import type { Author } from '../practice-state'
import { oneOf, type SeededRandom } from './seeded-random'

export type Language = 'fr' | 'en'

const firstNames = {
  fr: ['Camille', 'Jean', 'Léa', 'Yann', 'Élise', 'Karim', 'Anaïs', 'Noël', 'Fatou', 'Zoé', 'Loïc', 'Chloé', 'Mehdi', 'Agnès', 'Théo', 'Solène', 'Inès', 'Gaël'],
  en: ['Emma', 'Jack', 'Olivia', 'Harry', 'Amelia', 'Noah', 'Grace', 'Liam', 'Priya', 'Oscar', 'Ruby', 'Ewan'],
} as const
const lastNames = {
  fr: ['Martin', 'Le Gall', 'Durand', 'Petit', 'Benali', 'Moreau', 'Kerbrat', 'Lefèvre', 'Diallo', 'Roux', 'Tanguy', 'Fournier', 'Nguyen', 'Rivière', 'Caron', 'Bihan'],
  en: ['Smith', 'Taylor', 'Brown', 'Wilson', 'Hughes', 'Evans', 'Walker', 'O’Brien', 'Patel', 'Clarke'],
} as const
const things = {
  fr: ['la robe verte', 'le vélo bleu', 'un gâteau pour dix', 'la chemise en lin', 'la bouilloire', 'le pain sans gluten', 'les baskets', 'le téléphone', 'une tarte aux pommes', 'le foulard'],
  en: ['the green dress', 'the blue bike', 'a cake for ten', 'the linen shirt', 'the kettle', 'gluten-free bread', 'the trainers', 'my phone', 'an apple tart', 'the scarf'],
} as const
const customerSentences = {
  fr: [
    'Bonjour, avez-vous encore {} ?',
    'C’est combien pour {} ?',
    'Vous pouvez me mettre de côté {} jusqu’à samedi ?',
    'Je passe demain vers 16 h pour {}.',
    'Merci beaucoup 😊',
    'Vous êtes ouverts lundi ?',
    'Désolé, je ne pourrai pas venir aujourd’hui pour {}.',
    'Parfait, à tout à l’heure !',
    'Toujours pas de nouvelles pour {} ?',
    'ok',
  ],
  en: [
    'Hi, do you still have {}?',
    'How much is {}?',
    'Could you keep {} for me until Saturday?',
    'I’ll come by tomorrow at 4 for {}.',
    'Thanks so much 😊',
    'Are you open on Monday?',
    'Sorry, I can’t make it today for {}.',
    'Great, see you then!',
    'Any news about {}?',
    'ok',
  ],
} as const
const pageSentences = {
  fr: ['Bonjour, oui, nous avons {}.', 'C’est noté pour {}, à bientôt.', 'Avec plaisir, bonne journée.', 'Nous vous répondons demain matin.', 'Ce sera prêt samedi à 10 h.'],
  en: ['Hello, yes, we have {}.', 'Noted, {} is yours. See you soon.', 'With pleasure, have a nice day.', 'We will tell you tomorrow morning.', 'It will be ready on Saturday at 10.'],
} as const

export function inventName(random: SeededRandom, language: Language): string {
  return `${oneOf(random, firstNames[language])} ${oneOf(random, lastNames[language])}`
}

export function inventText(random: SeededRandom, language: Language, from: Author): string {
  const sentence = from === 'customer' ? oneOf(random, customerSentences[language]) : oneOf(random, pageSentences[language])
  return sentence.replace('{}', oneOf(random, things[language]))
}

/** What one message in twenty carries. */
export function inventAttachment(random: SeededRandom): AttachmentContent {
  const inputs = [
    { type: 'image' as const, name: `photo-${Math.floor(random() * 40)}.png`, shows: oneOf(random, motifs) },
    { type: 'sticker' as const },
    { type: 'audio' as const },
    { type: 'file' as const },
    { type: 'share' as const },
  ] as const
  const place = Math.floor(random() ** 2 * inputs.length)
  return attachmentContentSchema.parse(inputs[place] ?? inputs[0])
}
