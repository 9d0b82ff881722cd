import { after, afterwards, ago, answers, everyDay, photo, reacts, says, when, type Scenario, type ScenarioConversation } from './scenario'

const longStory =
  'Bonjour, je me permets de vous écrire un peu longuement parce que je ne sais plus très bien quoi faire et que votre vendeuse, la dame aux cheveux courts, ' +
  'a été vraiment adorable avec moi la dernière fois. Ma fille se marie le 12 du mois prochain, à la mairie puis dans une grange près de la forêt, et j’ai acheté ' +
  'chez vous en septembre la robe verte à manches longues, taille 42. Je l’ai essayée dimanche avec les chaussures, et la longueur va bien, mais entre-temps j’ai ' +
  'perdu du poids après une opération, et elle bâille maintenant aux épaules et à la taille. Mon mari dit que ça ne se voit pas, mais vous savez comment sont les maris ! ' +
  'J’ai donc plusieurs questions. Est-ce que vous faites les retouches vous-mêmes, ou est-ce que vous travaillez avec une couturière ? Est-ce que deux semaines suffisent, ' +
  'sachant que je ne peux venir que le mercredi après-midi ou le samedi matin ? Combien cela coûterait-il, à peu près, pour reprendre les épaules et la taille ? Et si ce ' +
  'n’est pas possible, est-ce que vous auriez encore la même en 40, que je prendrais tout de suite, même si je ne peux pas rendre la première ? J’ai gardé le ticket et ' +
  'l’étiquette, mais je comprends tout à fait qu’une robe portée ne se reprend pas. Enfin, ma sœur vient de Lyon et cherche un châle dans les mêmes tons : j’ai vu sur ' +
  'votre vitrine un modèle en laine beige qui irait très bien, est-ce que vous pourriez me le mettre de côté jusqu’à samedi ? Voilà, pardon pour ce roman, et merci mille ' +
  'fois d’avance pour votre aide. Vous pouvez aussi m’appeler au 06 98 76 54 32, plutôt le soir. Bien à vous, Christiane'

const beforeStart: ScenarioConversation[] = [
  {
    customer: 'Sophie Renard',
    acts: [
      says(ago({ days: 1, hours: 2 }), 'Bonjour, avez-vous encore la chemise en lin en taille M ?'),
      answers(ago({ days: 1, hours: 1 }), 'Bonjour Sophie, oui, il en reste une. Je vous la mets de côté ?'),
      says(ago({ hours: 3 }), 'ok'),
    ],
    turns: [afterwards(reacts(20, '❤️'))],
  },
  {
    customer: 'Christiane Leblanc',
    acts: [says(ago({ hours: 22, minutes: 45 }), longStory)],
    turns: [
      when('(retouche|couturi)', [says(180, 'Oh merci, vous me sauvez ! Mercredi 15 h, ce serait possible ?')], [says(240, 'Merci. Et pour les retouches ?')]),
      when('(oui|noté|mercredi|parfait)', [reacts(20, '❤️'), says(40, 'À mercredi alors, et encore merci 🌸')]),
    ],
  },
  {
    customer: 'Grace Taylor',
    acts: [says(ago({ minutes: 50 }), 'Hello! Does this come in green, size 12? Saw it in your window on Sunday.', { attachments: [photo('window.png', 'dress', true)] })],
    turns: [
      when('(yes|green|have)', [says(40, 'Wonderful! Could you keep it for me until Saturday?')], [says(60, 'Which colours do you have then?')]),
      when('(sure|yes|course|kept|aside)', [says(25, 'ok'), reacts(28, '😍')]),
    ],
  },
]

const duringTheDay: ScenarioConversation[] = [
  {
    customer: 'Manon Girard',
    acts: [
      says(after({ seconds: 45 }), 'Coucou 😊 il est encore dispo ?', { attachments: [{ type: 'product', name: 'Pull marin', price: '59,00 €' }] }),
    ],
    turns: [
      when('(taille|quelle)', [says(30, 'S, ou M si ça taille petit')], [says(45, 'En taille S ?')]),
      when('(côté|réserv)', [says(20, 'ok')], [says(40, 'Vous pouvez me le mettre de côté ?')]),
      afterwards(says(30, 'Trop gentil, je passe demain 🥰')),
    ],
  },
  {
    customer: 'ليلى بن يوسف',
    acts: [says(after({ minutes: 4 }), 'مرحبا، هل لديكم هذا الفستان بمقاس 38؟', { attachments: [photo('robe.png', 'dress')] }), says(after({ minutes: 5 }), 'Bonjour, je parle aussi français 😊')],
    turns: [afterwards(says(60, 'شكرا جزيلا، merci !'))],
  },
  {
    customer: 'Karine Delmas',
    acts: [
      says(after({ minutes: 12 }), 'J’ai lavé la jupe UNE fois à 30 et la couleur est partie. Franchement déçue.'),
      says(after({ minutes: 12, seconds: 40 }), '', { attachments: [photo('jupe-1.png', 'dress'), photo('jupe-2.png', 'dress'), photo('ticket.png', 'receipt')] }),
      says(after({ minutes: 13 }), 'Vous remboursez ou pas ?'),
    ],
    turns: [
      when('(rembours|échang|avoir)', [says(90, 'D’accord, merci. Je passe samedi avec le ticket.')], [says(60, 'Ça ne répond pas à ma question')]),
      when('(rembours|échang|avoir|oui)', [says(60, 'Merci')]),
    ],
  },
  {
    customer: 'Inès Roussel',
    acts: [says(after({ minutes: 25 }), 'J’adoooore 😍😍 vous l’avez reçu en boutique ?', { attachments: [{ type: 'share', of: 'ig_reel', title: 'Trois façons de porter le pull marin', url: 'https://www.instagram.com/reel/C0mpt01r/' }] })],
    turns: [afterwards(says(30, 'J’arrive !!'), reacts(31, '🔥'))],
  },
  {
    customer: 'Meta Business Verification',
    acts: [says(after({ minutes: 33 }), 'Dear admin, your page has been reported. Verify now at https://meta-verify.facebook.com.secure-login.example or lose access.', { attachments: [{ type: 'share', of: 'link', title: 'Verify your page', url: 'https://meta-verify.facebook.com.secure-login.example' }] })],
  },
  {
    customer: 'Paul Lefèvre',
    acts: [
      says(after({ minutes: 40 }), 'Bonjour, c’est pour un cadeau : ma femme fait du 38 et aime le bleu. Budget 80 €, une idée ?'),
      says(after({ minutes: 41 }), '', { attachments: [{ type: 'gif', name: 'merci.gif' }] }),
    ],
    turns: [
      afterwards(says(75, 'Le foulard me plaît bien. Vous faites un paquet cadeau ?')),
      when('(oui|bien sûr|cadeau)', [says(40, 'Parfait. Je passe vendredi à 18 h')], [says(70, 'Et pour le paquet ?')]),
      afterwards(reacts(15, '👍')),
    ],
  },
  {
    customer: 'Hannah Schmidt',
    acts: [says(after({ hours: 1, minutes: 5 }), 'Hi, I ordered the linen shirt online but got the wrong size. How can I swap it?', { attachments: [photo('shirt.png', 'shirt')] })],
    turns: [when('(shop|post|send|bring)', [says(50, 'Perfect, I’ll bring it in on Thursday. Thank you!')], [says(90, 'Do I need the receipt?')])],
  },
  {
    customer: 'Mathieu Caron',
    acts: [
      says(after({ hours: 2 }), 'Les baskets de la vitrine, vous les avez en 43 ?', { attachments: [photo('baskets.png', 'shoe')] }),
      answers(after({ hours: 2, minutes: 6 }), 'Oui, 89 €. À bientôt !'),
      reacts(after({ hours: 2, minutes: 8 }), '👍'),
    ],
  },
  {
    customer: 'Audrey Blin',
    acts: [says(after({ hours: 21 }), 'Bonjour, vous ouvrez dimanche pour les soldes ?')],
    turns: [afterwards(says(25, 'Merci', { attachments: [{ type: 'sticker' }] }))],
  },
]

/** "Chez Margot": a clothes shop whose Page greets new customers by itself. */
export const clothes: Scenario = {
  page: {
    id: '104100200300403',
    name: 'Chez Margot',
    category: 'Clothing store',
    hours: { ...everyDay(['tue', 'wed', 'thu', 'fri'], ['10:00', '13:00'], ['14:00', '19:00']), ...everyDay(['sat'], ['10:00', '19:00']) },
    picture: { shows: 'dress', hue: 330 },
    automaticReply: { afterSeconds: 3, text: 'Bonjour et merci pour votre message ! Nous vous répondons dès que possible 🌸' },
  },
  conversations: [...beforeStart, ...duringTheDay],
}
