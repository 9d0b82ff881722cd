import type { Scenario } from './scenario'

/** A Page to which nobody has written yet. */
export const empty: Scenario = {
  page: {
    id: '104100200300401',
    name: 'Boutique de la Plage',
    category: 'Shopping & retail',
    hours: null,
    picture: { shows: 'shopfront', hue: 200 },
    automaticReply: null,
  },
  conversations: [],
}
