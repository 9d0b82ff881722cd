import { after, afterwards, ago, answers, edits, photo, reacts, says, when, type ScenarioConversation } from './scenario'

/** Those who write to the bakery after the first half hour, and over the following day. */
export const bakeryLater: ScenarioConversation[] = [
  {
    // Answered from a phone, while the app looks on.
    customer: 'Maëlle Cariou',
    acts: [
      says(after({ minutes: 34 }), 'Bonjour, il vous reste des chouquettes ?'),
      answers(after({ minutes: 36 }), 'Oui, une vingtaine. Je vous en mets de côté ?'),
      says(after({ minutes: 37 }), 'Oui 12 svp, j’arrive dans 10 min'),
      answers(after({ minutes: 38 }), 'C’est noté, à tout de suite.'),
      says(after({ minutes: 52 }), '👍'),
    ],
  },
  {
    customer: 'Gwenaël Postic',
    acts: [says(after({ minutes: 41 }), '', { attachments: [{ type: 'audio', name: 'audioclip-1763630460.wav' }] })],
    turns: [
      when('(entend|écrire|message|vocal)', [says(40, 'Pardon ! Je voulais savoir si vous faites des galettes complètes le midi')], [
        says(60, 'C’était pour les galettes complètes, vous en faites le midi ?'),
      ]),
      afterwards(says(45, 'Parfait, deux pour demain 12 h 15 alors')),
      when('(côté|noté|réserv)', [says(30, 'ok'), reacts(35, '👍')]),
    ],
  },
  {
    customer: 'Facebook Page Support Center',
    acts: [
      says(
        after({ minutes: 47 }),
        '⚠️ Your page will be permanently disabled within 24 hours because it violates our community standards. Confirm your account here: https://faceb00k-support.example/appeal?id=99412',
      ),
    ],
  },
  {
    customer: 'Corentin Le Roux',
    acts: [
      says(after({ minutes: 58 }), 'C’est bien vous qui avez fait ça ? Magnifique', {
        attachments: [{ type: 'share', of: 'post', title: 'La vitrine de Noël est installée', url: 'https://www.facebook.com/permalink.php?story_fbid=1220033&id=104100200300400' }],
      }),
      says(after({ minutes: 58, seconds: 30 }), 'La bûche du milieu, elle est à combien ?'),
    ],
    turns: [
      when('\\d+\\s*(€|euros?)', [reacts(20, '😍'), says(55, 'J’en réserve une pour le 24, au nom de Le Roux. Mon numéro : 06 12 34 56 78')], [
        says(90, 'Et le prix ?'),
      ]),
      when('(noté|réserv|côté)', [says(30, 'Merci !', { repliesTo: 'page' })]),
    ],
  },
  {
    customer: 'Lucie Abgrall',
    acts: [
      says(after({ hours: 2 }), 'Bonjour je voudrais une baguette pour demin 8h'),
      edits(after({ hours: 2, seconds: 25 }), 'Bonjour, je voudrais six baguettes pour demain 8 h'),
    ],
    turns: [afterwards(says(35, 'merci beaucoup'), { seconds: 36, act: { kind: 'react', emoji: '❤️' } })],
  },
  {
    customer: 'Bruno Autret',
    acts: [
      says(ago({ hours: 30 }), 'Bonjour, la facture de novembre s’il vous plaît'),
      answers(ago({ hours: 29 }), 'La voici, bonne journée Bruno.', [{ type: 'file', name: 'facture-novembre.pdf' }]),
      says(after({ hours: 5 }), '', { attachments: [{ type: 'sticker', form: 'old' }] }),
    ],
  },
  {
    customer: 'Rozenn Stéphan',
    acts: [says(after({ hours: 22 }), 'Bonjour, comme hier : 4 croissants et 2 pains au chocolat à mettre de côté, je passe vers 9 h 30', { attachments: [{ type: 'sticker' }] })],
    turns: [afterwards(reacts(15, '❤️'))],
  },
  {
    customer: 'Oliver Hughes',
    acts: [says(after({ days: 1, hours: 1 }), 'Morning! My daughter loved the birthday cake, thank you so much 🎂', { attachments: [photo('birthday.png', 'cake', true)] })],
  },
]
