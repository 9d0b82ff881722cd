import { seconds, type Scenario, type ScenarioConversation } from './scenario'

/** A moment before the start of the practice shop. */
function ago(time: Parameters<typeof seconds>[0]): number {
  return -seconds(time)
}

const answeredAtStart: ScenarioConversation[] = [
  {
    customer: 'Nolwenn Riou',
    messages: [
      { atSeconds: ago({ hours: 20, minutes: 10 }), from: 'customer', text: 'Bonjour, vous faites encore les kouign-amann le dimanche ?' },
      { atSeconds: ago({ hours: 19, minutes: 58 }), from: 'page', text: 'Bonjour Nolwenn, oui, tous les dimanches dès 8 h. À dimanche !' },
    ],
  },
  {
    customer: 'Pierre Salaün',
    messages: [
      { atSeconds: ago({ hours: 5, minutes: 20 }), from: 'customer', text: 'Bonjour, ma tarte aux pommes est prête ?' },
      { atSeconds: ago({ hours: 5, minutes: 12 }), from: 'page', text: 'Bonjour Pierre, elle vous attend au comptoir. Bonne journée !' },
      { atSeconds: seconds({ minutes: 11 }), from: 'customer', text: 'Merci beaucoup, toute la famille s’est régalée 😍' },
    ],
  },
]

const waitingAtStart: ScenarioConversation[] = [
  {
    customer: 'Erwan Quéméneur',
    messages: [{ atSeconds: ago({ hours: 26, minutes: 40 }), from: 'customer', text: 'Bonsoir, est-ce que vous cherchez un apprenti pour janvier ?' }],
  },
  {
    customer: 'Solène Abgrall',
    messages: [
      { atSeconds: ago({ hours: 22, minutes: 17 }), from: 'customer', text: 'Bonsoir !' },
      {
        atSeconds: ago({ hours: 22, minutes: 15 }),
        from: 'customer',
        text: 'Je voudrais un gâteau d’anniversaire pour 12 personnes, pour samedi midi. C’est possible, et à quel prix ?',
      },
    ],
    reaction: { afterSeconds: 75, text: 'Parfait, alors au chocolat, avec « Joyeux anniversaire Lucie ». Merci !' },
  },
  {
    customer: 'David Cooper',
    messages: [
      {
        atSeconds: ago({ hours: 21, minutes: 30 }),
        from: 'customer',
        text: 'Hello, could I order two salted caramel cakes for Sunday? We are at the campsite until Monday.',
      },
    ],
    reaction: { afterSeconds: 60, text: 'Brilliant, thanks a lot!' },
  },
  {
    customer: 'Jean-Marc Prigent',
    messages: [
      {
        atSeconds: ago({ hours: 6, minutes: 5 }),
        from: 'customer',
        text: 'C’est la deuxième fois que ma commande n’est pas prête à l’heure. J’ai attendu 25 minutes ce matin pour rien !!! Vous comptez faire quoi ?',
      },
    ],
    reaction: { afterSeconds: 180, text: 'Bon. J’espère que c’est la dernière fois.' },
  },
  {
    customer: 'Gaëlle Tanguy',
    messages: [{ atSeconds: ago({ hours: 3, minutes: 10 }), from: 'customer', text: '', pictures: ['photo-du-gateau.png'] }],
    reaction: { afterSeconds: 50, text: 'Oui, le même que sur la photo, pour 8 personnes 🎂' },
  },
  {
    customer: 'مريم الحداد',
    messages: [
      {
        atSeconds: ago({ hours: 1, minutes: 50 }),
        from: 'customer',
        text: 'Bonjour, est-ce qu’il y a du porc ou de la gélatine dans vos viennoiseries ? شكرا جزيلا',
      },
    ],
    reaction: { afterSeconds: 90, text: 'شكرا 🌷 Merci pour votre réponse.' },
  },
  {
    customer: 'Sarah Mitchell',
    messages: [
      { atSeconds: ago({ minutes: 48 }), from: 'customer', text: 'Hi! Are you open on 25 December? We’d love fresh croissants on Christmas morning.' },
    ],
    reaction: { afterSeconds: 45, text: 'Lovely, thank you! 😊' },
  },
  {
    customer: 'Yann Kerbrat',
    messages: [{ atSeconds: ago({ minutes: 22 }), from: 'customer', text: 'Bonjour ! C’est combien le far breton entier ? Il faut le réserver ?' }],
    reaction: { afterSeconds: 60, text: 'Super, j’en prends un pour demain 11 h. Merci !' },
  },
  {
    customer: 'Camille Le Goff',
    messages: [
      { atSeconds: ago({ minutes: 5 }), from: 'customer', text: 'Bonjour, est-ce que vous aurez du pain sans gluten samedi matin ?' },
      { atSeconds: seconds({ minutes: 6 }), from: 'customer', text: 'Et des brioches sans gluten aussi ? Ma fille adore 😋' },
    ],
    reaction: { afterSeconds: 30, text: 'Génial, merci et bonne journée !' },
  },
]

const arrivingLater: ScenarioConversation[] = [
  {
    customer: 'Anaïs Morvan',
    messages: [{ atSeconds: 40, from: 'customer', text: 'Bonjour, il vous reste des baguettes tradition pour ce soir ?' }],
    reaction: { afterSeconds: 25, text: 'Top, j’arrive 🥖' },
  },
  {
    customer: 'Tom Becker',
    messages: [{ atSeconds: seconds({ minutes: 2, seconds: 30 }), from: 'customer', text: 'Hi, anything vegan in the shop today? 🌱🥐' }],
    reaction: { afterSeconds: 40, text: 'Great, see you in a bit!' },
  },
  {
    customer: 'Loïc Guillou',
    messages: [
      {
        atSeconds: seconds({ minutes: 4 }),
        from: 'customer',
        text:
          'Bonjour, je vous écris au sujet de la fête des associations de l’île, qui aura lieu le dernier samedi du mois sur le port. ' +
          'Nous serons environ 150 personnes, dont une trentaine d’enfants, et nous voudrions proposer un goûter fait par les commerçants du coin ' +
          'plutôt que d’aller en grande surface. Nous pensions à 60 chouquettes, 80 parts de far, 40 pains au lait et une dizaine de grands pains pour ' +
          'les tartines du soir. Le tout serait à livrer vers 14 h 30, ou bien l’un de nous peut passer avec une camionnette. Est-ce que c’est dans vos ' +
          'possibilités ? Si oui, pourriez-vous nous faire un devis, au nom de l’association Les Voiles du Port, et nous dire jusqu’à quand nous pouvons ' +
          'confirmer les quantités ? Merci d’avance et à bientôt, Loïc, pour toute l’équipe.',
      },
    ],
    reaction: { afterSeconds: 240, text: 'Merci, j’en parle ce soir à l’équipe et je vous confirme.' },
  },
  {
    customer: 'Fatou Diallo',
    messages: [
      { atSeconds: seconds({ minutes: 8 }), from: 'customer', text: 'Vous pouvez refaire celui-ci pour mercredi ?', pictures: ['fraisier.png'] },
      { atSeconds: seconds({ minutes: 8, seconds: 20 }), from: 'customer', text: 'Sans fruits à coque svp 🙏' },
    ],
    reaction: { afterSeconds: 60, text: 'Merci !! ❤️' },
  },
  {
    customer: 'Hélène Bihan',
    messages: [{ atSeconds: seconds({ minutes: 15 }), from: 'customer', text: 'Bonjour, livrez-vous à Brest ? Ce serait pour 30 mini-viennoiseries vendredi à 9 h.' }],
    reaction: { afterSeconds: 120, text: 'D’accord, je vois avec ma collègue et je reviens vers vous.' },
  },
  {
    customer: 'Emma Johnson',
    messages: [{ atSeconds: seconds({ minutes: 20 }), from: 'customer', text: 'Do you take cards, or is it cash only?' }],
    reaction: { afterSeconds: 20, text: 'Perfect 👍' },
  },
  {
    customer: 'Ronan Le Bris',
    messages: [{ atSeconds: seconds({ minutes: 25 }), from: 'customer', text: 'Bonjour, vous fermez à quelle heure ce soir ?' }],
    reaction: { afterSeconds: 35, text: 'Ok merci' },
  },
  {
    customer: 'Inès Carvalho',
    messages: [{ atSeconds: seconds({ minutes: 30 }), from: 'customer', text: 'Coucou, j’ai oublié mon sac bleu chez vous ce matin je crois 😅 Vous l’avez vu ?' }],
    reaction: { afterSeconds: 30, text: 'Ouf ! Je passe avant la fermeture, merci mille fois' },
  },
]

/** "Boulangerie du Port": a bakery with customers waiting, some for long, and others who write in the first half hour. */
export const bakery: Scenario = {
  page: { id: '104100200300400', name: 'Boulangerie du Port', category: 'Bakery' },
  conversations: [...answeredAtStart, ...waitingAtStart, ...arrivingLater],
}
