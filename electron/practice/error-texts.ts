/** The languages in which the practice platform words its errors. Meta answers in the language of the token's person. */
export const errorLanguages = ['en', 'fr'] as const
export type ErrorLanguage = (typeof errorLanguages)[number]

/** What an error says in one language; `title` and `advice` are meant for people, and most errors have none. */
export type ErrorText = { message: string; title?: string; advice?: string }

type Texts = Record<ErrorLanguage, ErrorText>

function both(english: string, french: string): Texts {
  return { en: { message: english }, fr: { message: french } }
}

const limits = both('Application request limit reached', 'Limite de requêtes de l’application atteinte')

/**
 * By `code` or `code/subcode`: the errors of the Messenger Platform error codes (2026-06-25) and the Graph API error guide
 * (crawled 2026). The wording is this project's own, except where a recorded error is known.
 */
const texts: Record<string, Texts> = {
  '1': both('An unknown error occurred', 'Une erreur inconnue s’est produite'),
  '1/99': both('An unknown error occurred', 'Une erreur inconnue s’est produite'),
  '1/1357046': both('(#1) The messages were sent, but an error occurred', '(#1) Les messages sont partis, mais une erreur s’est produite'),
  '2': both('Service temporarily unavailable', 'Service momentanément indisponible'),
  '4': both('(#4) Application request limit reached', '(#4) Limite de requêtes de l’application atteinte'),
  '10': both('(#10) Application does not have permission for this action', '(#10) L’application n’a pas cette autorisation'),
  '10/1893063': {
    en: {
      message: '(#10) This Page is temporarily restricted from sending messages.',
      title: 'Your Page is restricted',
      advice: 'Open the Page Support Inbox to see why.',
    },
    fr: {
      message: '(#10) Cette Page ne peut momentanément pas envoyer de messages.',
      title: 'Votre Page est restreinte',
      advice: 'La raison se trouve dans la boîte d’assistance de la Page.',
    },
  },
  '10/2018108': both('(#10) This person cannot receive messages from this Page now.', '(#10) Cette personne ne peut pas recevoir de messages de la Page.'),
  '10/2018278': {
    en: { message: '(#10) This message is sent outside of allowed window.', title: 'Outside the window', advice: 'Wait until this person writes again.' },
    fr: { message: '(#10) Ce message est envoyé hors de la période autorisée.', title: 'Période terminée', advice: 'Attendez que cette personne écrive.' },
  },
  '17': both('(#17) User request limit reached', '(#17) Limite de requêtes de l’utilisateur atteinte'),
  '32': both('(#32) Page request limit reached', '(#32) Limite de requêtes de la Page atteinte'),
  '100': both('(#100) Invalid parameter', '(#100) Paramètre non valide'),
  '100/2018001': both('(#100) No matching user found', '(#100) Aucun utilisateur correspondant'),
  '100/2018008': both('(#100) Failed to fetch the file from the url', '(#100) Impossible de récupérer le fichier à cette adresse'),
  '100/2018047': both('(#100) Upload attachment failure: the type does not match the file', '(#100) Échec de l’envoi : le type ne correspond pas au fichier'),
  '100/2018074': both('(#100) The attachment id is invalid, expired or owned by another Page', '(#100) L’identifiant de la pièce jointe n’est pas valable'),
  '100/2018109': both('(#100) Attachment size exceeds allowable limit', '(#100) La pièce jointe est trop volumineuse'),
  '100/2534037': both('(#100) This app does not own the thread', '(#100) La discussion n’appartient pas à cette application'),
  '102': both('Session key invalid or no longer valid', 'La clé de session n’est plus valable'),
  '190': both('Invalid OAuth access token - Cannot parse access token', 'Jeton d’accès OAuth non valide - Impossible de lire le jeton'),
  '190/458': both('Error validating access token: The user has not authorized the application.', 'Erreur de validation du jeton : l’utilisateur n’a pas autorisé l’application.'),
  '190/459': both(
    'Error validating access token: The user is checkpointed and has to log in at www.facebook.com.',
    'Erreur de validation du jeton : l’utilisateur doit se connecter sur www.facebook.com.',
  ),
  '190/460': both(
    'Error validating access token: The session has been invalidated because the user changed their password.',
    'Erreur de validation du jeton : la session n’est plus valable car le mot de passe a changé.',
  ),
  '190/463': both('Error validating access token: Session has expired.', 'Erreur de validation du jeton : la session a expiré.'),
  '190/464': both(
    'Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.',
    'Erreur de validation du jeton : l’utilisateur n’est pas confirmé.',
  ),
  '190/467': both(
    'Error validating access token: The session is invalid because the user logged out.',
    'Erreur de validation du jeton : l’utilisateur s’est déconnecté.',
  ),
  '190/492': both(
    'Error validating access token: The user has no sufficient role on the Page.',
    'Erreur de validation du jeton : l’utilisateur n’a pas de rôle suffisant sur la Page.',
  ),
  '200': both('(#200) Permissions error', '(#200) Erreur d’autorisation'),
  // Recorded in 2023 like this: the text names another code than the code.
  '200/1545041': both('(#551) This person isn’t available right now.', '(#551) Cette personne n’est pas disponible pour le moment.'),
  '200/2018028': both(
    '(#200) Only admins, developers and testers can be messaged until pages_messaging is reviewed and the app is live.',
    '(#200) Seuls les testeurs peuvent recevoir des messages tant que l’application n’est pas publiée.',
  ),
  '341': both('(#341) Feed action request limit reached', '(#341) Limite de l’application atteinte'),
  '368': {
    en: { message: '(#368) The action attempted has been deemed abusive or is otherwise disallowed', title: 'Blocked', advice: 'You cannot send for now.' },
    fr: { message: '(#368) Cette action est jugée abusive ou n’est pas autorisée', title: 'Bloqué', advice: 'Les envois sont suspendus.' },
  },
  '551': both('(#551) This person isn’t available right now.', '(#551) Cette personne n’est pas disponible pour le moment.'),
  '551/1545041': both('(#551) This person isn’t available right now.', '(#551) Cette personne n’est pas disponible pour le moment.'),
  '613': both('(#613) Calls to this api have exceeded the rate limit.', '(#613) Trop d’appels à cette interface.'),
  '1200': both('(#1200) Temporary send message failure. Please try again later.', '(#1200) Échec temporaire de l’envoi.'),
  '2500': both('(#2500) Malformed request', '(#2500) Requête mal formée'),
  '80001': limits,
  '80006': both('(#80006) There have been too many calls to this Messenger account.', '(#80006) Trop d’appels pour ce compte Messenger.'),
  '2018300': both('(#2018300) Another app is controlling this thread now.', '(#2018300) Une autre application contrôle cette discussion.'),
  '9000001': both('This Message has been deleted by the user or the business', 'Ce message a été supprimé par la personne ou par l’entreprise'),
}

/** What an error says; one that has no text of its own says what its code says. */
export function errorTexts(code: number, subcode: number | null): Texts {
  const own = subcode === null ? undefined : texts[`${code}/${subcode}`]
  return own ?? texts[String(code)] ?? both(`(#${code}) The practice shop was asked for this error.`, `(#${code}) Cette erreur a été demandée.`)
}
