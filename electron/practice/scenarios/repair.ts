import { after, afterwards, ago, answers, everyDay, photo, reacts, says, unsends, when, type Scenario, type ScenarioConversation } from './scenario'

const beforeStart: ScenarioConversation[] = [
  {
    customer: 'Thierry Lambert',
    acts: [
      says(ago({ days: 2, hours: 3 }), 'Bonjour, mon aspirateur ne s’allume plus du tout, vous réparez ça ?'),
      answers(ago({ days: 2, hours: 2 }), 'Bonjour Thierry, oui. Déposez-le quand vous voulez, le diagnostic est gratuit.'),
      says(ago({ days: 2, hours: 1 }), 'Super, je passe samedi'),
      reacts(ago({ days: 2 }), '👍'),
    ],
  },
  {
    customer: 'Nadia Benali',
    acts: [
      says(ago({ hours: 21, minutes: 40 }), 'Bonsoir, écran cassé 😢 vous le changez en combien de temps et à quel prix ?', { attachments: [photo('telephone.png', 'phone')] }),
      says(ago({ hours: 21, minutes: 38 }), 'J’en ai besoin pour le travail, si possible demain'),
    ],
    turns: [
      when('(modèle|quel téléphone|marque)', [says(50, 'C’est un Pixel 8, acheté l’an dernier')], [says(90, 'Le prix comprend la pose ?')]),
      when('\\d+\\s*(€|euros?)', [says(60, 'D’accord. Je peux passer à 10 h ?')], [says(120, 'Vous avez une idée du prix ?')]),
      afterwards(says(30, 'Parfait, à demain. Mon numéro au cas où : 07 45 12 98 60'), reacts(32, '🙏')),
    ],
  },
  {
    customer: 'Patrick O’Connor',
    acts: [says(ago({ hours: 4, minutes: 15 }), 'Hi, my back wheel is buckled and a spoke is gone. Can you true it while I wait? I’m only in town until Saturday.', { attachments: [photo('wheel.png', 'wheel')] })],
    turns: [
      when('(tomorrow|today|saturday|am|pm|\\d)', [says(45, 'Great, I’ll be there. Do you take cards?')], [says(60, 'Any chance before Saturday?')]),
      afterwards(reacts(10, '👍')),
    ],
  },
  {
    customer: 'Gérard Vasseur',
    acts: [
      says(ago({ hours: 2, minutes: 30 }), 'Ça fait TROIS SEMAINES que vous avez ma machine à café et personne ne répond au téléphone.'),
      says(ago({ hours: 2, minutes: 28 }), 'Si je n’ai pas de nouvelles aujourd’hui je viens la reprendre et je laisse un avis.'),
      says(ago({ hours: 2, minutes: 20 }), '', { attachments: [photo('bon-de-depot.png', 'receipt')] }),
    ],
    turns: [
      when('(désolé|excus|pardon)', [says(150, 'Bon, merci de votre réponse. Elle sera prête quand ?')], [says(90, 'Ce n’est pas une réponse ça.')]),
      when('(demain|aujourd|lundi|mardi|mercredi|jeudi|vendredi|samedi|\\d)', [says(120, 'Très bien. Je compte sur vous.')]),
    ],
  },
]

const duringTheDay: ScenarioConversation[] = [
  {
    customer: 'Chloé Fontaine',
    acts: [says(after({ seconds: 30 }), 'Bonjour ! Mon vélo est prêt ? Dépôt n° 2417')],
    turns: [
      when('(oui|prêt)', [reacts(8, '❤️'), says(25, 'Génial ! Vous fermez à quelle heure ?')], [says(60, 'D’accord, vous me prévenez ?')]),
      afterwards(says(20, 'ok')),
    ],
  },
  {
    customer: 'Ahmed Saïdi',
    acts: [
      says(after({ minutes: 3 }), '', { attachments: [{ type: 'video', name: 'bruit-du-pedalier.webm' }] }),
      says(after({ minutes: 3, seconds: 15 }), 'Vous entendez ce bruit ? Ça vient du pédalier je crois'),
    ],
    turns: [
      when('(dépos|apport|amen|passe)', [says(70, 'Oui je peux l’amener jeudi matin. Je vous le laisse la journée ?')], [says(90, 'C’est grave ?')]),
      afterwards(says(40, 'Merci, à jeudi')),
    ],
  },
  {
    customer: 'יעל כהן',
    acts: [says(after({ minutes: 9 }), 'שלום! Hello, do you repair sewing machines too? Mine is from 1974 and I love it.')],
    turns: [afterwards(says(50, 'תודה רבה! Thank you, I will bring it on Friday.'))],
  },
  {
    customer: 'Martine Dubreuil',
    acts: [
      says(after({ minutes: 16 }), '', { attachments: [{ type: 'audio', name: 'audioclip-1763630900.wav' }] }),
      says(after({ minutes: 17 }), 'désolée j’écris mal avec ce téléphone, c’est pour ma bouilloire qui fuit', { attachments: [photo('bouilloire.png', 'kettle')] }),
    ],
    turns: [
      when('côté', [says(25, 'ok')], [says(80, 'Ça vaut le coup de réparer ou j’en rachète une ?')]),
      when('(répar|vaut)', [says(60, 'Alors je vous l’apporte. Merci pour votre honnêteté')]),
    ],
  },
  {
    customer: 'Kevin_Promo_2026',
    acts: [
      says(after({ minutes: 28 }), 'Hello dear, we give 5000 real followers for your page today only 30$, see http://facebook.com.promo-likes.example/offer'),
      says(after({ minutes: 29 }), '', { attachments: [{ type: 'template', title: 'Get 5000 followers', subtitle: 'Only today', button: 'Start', url: 'https://promo-likes.example/start' }] }),
    ],
  },
  {
    customer: 'Élodie Marchand',
    acts: [
      says(after({ minutes: 44 }), 'Bonjour, je voudrais un rendez-vous pour une révision de vélo électrique', { attachments: [{ type: 'appointment', inHours: 26, minutes: 45 }] }),
    ],
    turns: [when('(oui|ok|noté|confirm|parfait)', [says(30, 'Merci !')], [says(60, 'Un autre jour me va aussi')])],
  },
  {
    customer: 'Julien Pasquier',
    acts: [
      says(after({ hours: 1, minutes: 10 }), 'Vous vendez des chambres à air 700x28 ?'),
      answers(after({ hours: 1, minutes: 14 }), 'Oui, 6,50 €, il nous en reste plein.'),
      says(after({ hours: 1, minutes: 15 }), 'Nickel, merci'),
      says(after({ hours: 3 }), 'Du coup je prends aussi une pompe', { repliesTo: 'page' }),
      says(after({ hours: 3, seconds: 20 }), 'Non laissez tomber, j’en ai retrouvé une'),
      unsends(after({ hours: 3, seconds: 50 })),
    ],
    turns: [afterwards(reacts(12, '😂'))],
  },
  {
    customer: 'Sylvain Mercier',
    acts: [says(after({ hours: 20 }), 'Bonjour, suite à notre conversation au comptoir voici ma carte graphique. Merci de me rappeler au 02 98 00 11 22 après 17 h.', { attachments: [photo('facture.png', 'receipt', true)] })],
  },
]

/** "L'Atelier du Quai": phones, bicycles and household things are repaired here. */
export const repair: Scenario = {
  page: {
    id: '104100200300402',
    name: 'L’Atelier du Quai',
    category: 'Repair service',
    hours: everyDay(['mon', 'tue', 'wed', 'thu', 'fri'], ['09:00', '12:30'], ['14:00', '18:30']),
    picture: { shows: 'bicycle', hue: 210 },
    automaticReply: null,
  },
  conversations: [...beforeStart, ...duringTheDay],
}
