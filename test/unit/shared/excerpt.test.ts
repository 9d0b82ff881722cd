import { describe, expect, test } from 'vitest'
import { translatorFor } from '../../../shared/locales/translator'
import type { Excerpt } from '../../../shared/model'
import { excerptOf, excerptWords } from '../../../shared/text/excerpt'

type Said = string | Excerpt
const photo: Excerpt = { text: '', attachment: 'image' }
const sticker: Excerpt = { text: '', attachment: 'sticker' }

/** What a row shows of a customer's unanswered messages. */
function shown(...said: Said[]): string {
  return excerptWords(translatorFor('fr'), excerptOf(said.map((one) => (typeof one === 'string' ? { text: one, attachment: null } : one))))
}

describe('what a row shows of a customer’s unanswered messages', () => {
  test.each<[string, Said[]]>([
    ['C’est possible pour samedi ?', ['Bonsoir !', 'C’est possible pour samedi ?']],
    ['Vous ouvrez à 8 h ?', ['Bonjour Madame', 'Je passe demain.', 'Vous ouvrez à 8 h ?', 'Et dimanche ?']],
    ['Do you have gluten-free bread?', ['Hi there!', 'Do you have gluten-free bread?', 'Thanks']],
    ['Avez-vous du pain', ['Bonjour, ça va ?', 'Je passe demain', 'Avez-vous du pain']],
    ['est-ce que vous livrez à Brest', ['Coucou', 'est-ce que vous livrez à Brest']],
    ['C’est combien le far', ['Bonjour', 'C’est combien le far']],
    ['how much is the cake', ['Hello', 'I saw your post', 'how much is the cake']],
    ['هل لديكم خبز؟', ['مرحبا', 'هل لديكم خبز؟']],
  ])('%s: the first question', (expected, said) => {
    expect(shown(...said)).toBe(expected)
  })

  test.each<[string, Said[]]>([
    ['Je voudrais un gâteau pour samedi', ['Bonjour à toute l’équipe !', 'Je voudrais un gâteau pour samedi', 'Merci d’avance']],
    ['I would like a cake', ['Good morning', 'How are you?', 'I would like a cake']],
    ['https://exemple.fr/?gateau=1', ['Bonsoir', 'https://exemple.fr/?gateau=1', 'Le même']],
    ['Merci, je passe à 17 h', ['Merci 🙏', 'Merci, je passe à 17 h']],
    ['Celui-ci (https://exemple.fr/?gateau=1', ['Bonsoir', 'Celui-ci (https://exemple.fr/?gateau=1', 'Le même']],
    ['2https://exemple.fr/?gateau=1', ['Bonsoir', '2https://exemple.fr/?gateau=1', 'Le même']],
  ])('%s: without a question, the first words that are more than a greeting', (expected, said) => {
    expect(shown(...said)).toBe(expected)
  })

  test.each<[string, Said[]]>([
    ['Bonjour', ['Bonjour', 'Vous êtes là ?', '???']],
    ['Merci beaucoup !', ['Merci beaucoup !']],
    ['👍', ['👍']],
    ['Message sans texte', ['']],
    ['Message sans texte', []],
  ])('%s: when there is nothing more, the first message', (expected, said) => {
    expect(shown(...said)).toBe(expected)
  })

  test.each<[string, Said[]]>([
    ['Photo · Vous faites ce modèle ?', [photo, 'Vous faites ce modèle ?']],
    ['Photo · Vous faites ce modèle ?', ['Bonjour', photo, 'Vous faites ce modèle ?']],
    ['Photo · Le même en bleu', ['Bonjour', photo, 'Le même en bleu']],
    ['Vous faites ce modèle ?', ['Vous faites ce modèle ?', photo]],
    ['Photo', ['Bonjour', photo]],
    ['Autocollant', [sticker]],
    ['Vous ouvrez à 8 h ?', [sticker, 'Vous ouvrez à 8 h ?']],
  ])('%s: what was sent up to there stays', (expected, said) => {
    expect(shown(...said)).toBe(expected)
  })

  test.each([
    ['Avez-vous du pain sans gluten ?', 'Bonjour ! Avez-vous du pain sans gluten ?'],
    ['Do you deliver?', 'Hello.\nHow are you?\nDo you deliver?'],
    ['Bonjour, avez-vous du pain ?', 'Bonjour, avez-vous du pain ?'],
    ['Je passe demain. Vous ouvrez à 8 h ?', 'Je passe demain. Vous ouvrez à 8 h ?'],
  ])('%s: a greeting before it that is a sentence of its own is left out', (expected, said) => {
    expect(shown(said)).toBe(expected)
  })

  test('any number of greetings before it is left out', () => {
    expect(shown(`${'Hi! '.repeat(20_000)}Do you deliver?`)).toBe('Do you deliver?')
  })
})
