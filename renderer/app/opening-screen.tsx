import { useTranslation } from 'react-i18next'
import { Shapes } from '../ui/shapes'

export function OpeningScreen() {
  const { t } = useTranslation()
  return (
    <main className="opening">
      <h1 className="unseen">{t('app.name')}</h1>
      <Shapes label={t('page.opening.label')} kind="rows" count={6} />
    </main>
  )
}
