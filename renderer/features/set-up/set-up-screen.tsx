import './set-up.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../shared/model'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { CopyAndPrint } from '../../ui/copy-and-print'
import { languageNames } from '../../ui/language-names'
import { guideAsText, setUpGuide } from './set-up-guide'

/** What to print or send to somebody who makes the Page's token, in the language of whoever reads it. */
export function SetUpScreen({ onBack }: { onBack: () => void }) {
  const { t, i18n } = useTranslation()
  const [chosen, setChosen] = useState<Language | null>(null)
  const language: Language = chosen ?? (i18n.language === 'fr' ? 'fr' : 'en')
  const guide = setUpGuide(i18n.getFixedT(language))

  function choose(next: Language): Promise<void> {
    setChosen(next)
    return Promise.resolve()
  }

  return (
    <main className="set-up">
      <div className="set-up-bar not-printed">
        <Button tone="quiet" onClick={onBack}>
          {t('page.connect.back')}
        </Button>
        <Choice label={t('page.setUp.language')} options={languageNames} value={language} onChoose={choose} />
        <CopyAndPrint key={language} text={guideAsText(guide)} />
      </div>
      <article className="set-up-guide" lang={language}>
        <h1>{guide.title}</h1>
        <p className="set-up-purpose">{guide.purpose}</p>
        {guide.sections.map(({ title, kind, lines }) => {
          const List = kind === 'steps' ? 'ol' : 'ul'
          return (
            <section key={title}>
              <h2>{title}</h2>
              <List data-kind={kind}>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </List>
            </section>
          )
        })}
      </article>
    </main>
  )
}
