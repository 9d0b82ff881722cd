import { bakeryLater } from './bakery-later'
import { after, afterwards, ago, answers, everyDay, photo, says, type Scenario, type ScenarioConversation } from './scenario'

const answeredAtStart: ScenarioConversation[] = [
  {
    customer: 'Nolwenn Riou',
    acts: [
      says(ago({ hours: 20, minutes: 10 }), 'Bonjour, vous faites encore les kouign-amann le dimanche ?'),
      answers(ago({ hours: 19, minutes: 58 }), 'Bonjour Nolwenn, oui, tous les dimanches dès 8 h. À dimanche !'),
    ],
  },
  {
    customer: 'Pierre Salaün',
    acts: [
      says(ago({ hours: 5, minutes: 20 }), 'Bonjour, ma tarte aux pommes est prête ?'),
      answers(ago({ hours: 5, minutes: 12 }), 'Bonjour Pierre, elle vous attend au comptoir. Bonne journée !'),
      says(after({ minutes: 11 }), 'Merci beaucoup, toute la famille s’est régalée 😍'),
    ],
  },
]

const waitingAtStart: ScenarioConversation[] = [
  {
    customer: 'Erwan Quéméneur',
    acts: [says(ago({ hours: 26, minutes: 40 }), 'Bonsoir, est-ce que vous cherchez un apprenti pour janvier ?')],
  },
  {
    customer: 'Solène Abgrall',
    acts: [
      says(ago({ hours: 22, minutes: 17 }), 'Bonsoir !'),
      says(ago({ hours: 22, minutes: 15 }), 'Je voudrais un gâteau d’anniversaire pour 12 personnes, pour samedi midi. C’est possible, et à quel prix ?'),
    ],
    turns: [afterwards(says(75, 'Parfait, alors au chocolat, avec « Joyeux anniversaire Lucie ». Merci !'))],
  },
  {
    customer: 'David Cooper',
    acts: [
      says(ago({ hours: 21, minutes: 30 }), 'Hello, could I order two salted caramel cakes for Sunday? We are at the campsite until Monday.'),
    ],
    turns: [afterwards(says(60, 'Brilliant, thanks a lot!'))],
  },
  {
    customer: 'Jean-Marc Prigent',
    acts: [
      says(ago({ hours: 6, minutes: 5 }), 'C’est la deuxième fois que ma commande n’est pas prête à l’heure. J’ai attendu 25 minutes ce matin pour rien !!! Vous comptez faire quoi ?'),
    ],
    turns: [afterwards(says(180, 'Bon. J’espère que c’est la dernière fois.'))],
  },
  {
    customer: 'Gaëlle Tanguy',
    acts: [says(ago({ hours: 3, minutes: 10 }), '', { attachments: [photo('photo-du-gateau.png', 'cake')] })],
    turns: [afterwards(says(50, 'Oui, le même que sur la photo, pour 8 personnes 🎂'))],
  },
  {
    customer: 'مريم الحداد',
    acts: [
      says(ago({ hours: 1, minutes: 50 }), 'Bonjour, est-ce qu’il y a du porc ou de la gélatine dans vos viennoiseries ? شكرا جزيلا'),
    ],
    turns: [afterwards(says(90, 'شكرا 🌷 Merci pour votre réponse.'))],
  },
  {
    customer: 'Sarah Mitchell',
    acts: [
      says(ago({ minutes: 48 }), 'Hi! Are you open on 25 December? We’d love fresh croissants on Christmas morning.'),
    ],
    turns: [afterwards(says(45, 'Lovely, thank you! 😊'))],
  },
  {
    customer: 'Yann Kerbrat',
    acts: [says(ago({ minutes: 22 }), 'Bonjour ! C’est combien le far breton entier ? Il faut le réserver ?')],
    turns: [afterwards(says(60, 'Super, j’en prends un pour demain 11 h. Merci !'))],
  },
  {
    customer: 'Camille Le Goff',
    acts: [
      says(ago({ minutes: 5 }), 'Bonjour, est-ce que vous aurez du pain sans gluten samedi matin ?'),
      says(after({ minutes: 6 }), 'Et des brioches sans gluten aussi ? Ma fille adore 😋'),
    ],
    turns: [afterwards(says(30, 'Génial, merci et bonne journée !'))],
  },
]

const arrivingLater: ScenarioConversation[] = [
  {
    customer: 'Anaïs Morvan',
    acts: [says(40, 'Bonjour, il vous reste des baguettes tradition pour ce soir ?')],
    turns: [afterwards(says(25, 'Top, j’arrive 🥖'))],
  },
  {
    customer: 'Tom Becker',
    acts: [says(after({ minutes: 2, seconds: 30 }), 'Hi, anything vegan in the shop today? 🌱🥐')],
    turns: [afterwards(says(40, 'Great, see you in a bit!'))],
  },
  {
    customer: 'Loïc Guillou',
    acts: [
      says(after({ minutes: 4 }), 'Bonjour, je vous écris au sujet de la fête des associations de l’île, qui aura lieu le dernier samedi du mois sur le port. ' +
          'Nous serons environ 150 personnes, dont une trentaine d’enfants, et nous voudrions proposer un goûter fait par les commerçants du coin ' +
          'plutôt que d’aller en grande surface. Nous pensions à 60 chouquettes, 80 parts de far, 40 pains au lait et une dizaine de grands pains pour ' +
          'les tartines du soir. Le tout serait à livrer vers 14 h 30, ou bien l’un de nous peut passer avec une camionnette. Est-ce que c’est dans vos ' +
          'possibilités ? Si oui, pourriez-vous nous faire un devis, au nom de l’association Les Voiles du Port, et nous dire jusqu’à quand nous pouvons ' +
          'confirmer les quantités ? Merci d’avance et à bientôt, Loïc, pour toute l’équipe.'),
    ],
    turns: [afterwards(says(240, 'Merci, j’en parle ce soir à l’équipe et je vous confirme.'))],
  },
  {
    customer: 'Fatou Diallo',
    acts: [
      says(after({ minutes: 8 }), 'Vous pouvez refaire celui-ci pour mercredi ?', { attachments: [photo('fraisier.png', 'cake', true)] }),
      says(after({ minutes: 8, seconds: 20 }), 'Sans fruits à coque svp 🙏'),
    ],
    turns: [afterwards(says(60, 'Merci !! ❤️'))],
  },
  {
    customer: 'Hélène Bihan',
    acts: [says(after({ minutes: 15 }), 'Bonjour, livrez-vous à Brest ? Ce serait pour 30 mini-viennoiseries vendredi à 9 h.')],
    turns: [afterwards(says(120, 'D’accord, je vois avec ma collègue et je reviens vers vous.'))],
  },
  {
    customer: 'Emma Johnson',
    acts: [says(after({ minutes: 20 }), 'Do you take cards, or is it cash only?')],
    turns: [afterwards(says(20, 'Perfect 👍'))],
  },
  {
    customer: 'Ronan Le Bris',
    acts: [says(after({ minutes: 25 }), 'Bonjour, vous fermez à quelle heure ce soir ?')],
    turns: [afterwards(says(35, 'Ok merci'))],
  },
  {
    customer: 'Inès Carvalho',
    acts: [says(after({ minutes: 30 }), 'Coucou, j’ai oublié mon sac bleu chez vous ce matin je crois 😅 Vous l’avez vu ?')],
    turns: [afterwards(says(30, 'Ouf ! Je passe avant la fermeture, merci mille fois'))],
  },
]

/** "Boulangerie du Port": a bakery with customers waiting, some for long, others who write in the first half hour, and some over the next day. */
export const bakery: Scenario = {
  page: {
    id: '104100200300400',
    name: 'Boulangerie du Port',
    category: 'Bakery',
    hours: everyDay(['tue', 'wed', 'thu', 'fri', 'sat'], ['07:00', '13:00'], ['15:00', '19:00']),
    picture: { shows: 'bread', hue: 30 },
    automaticReply: null,
  },
  conversations: [...answeredAtStart, ...waitingAtStart, ...arrivingLater, ...bakeryLater],
}
