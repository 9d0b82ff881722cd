import { useTranslation } from 'react-i18next'
import { Shapes } from '../ui/shapes'

export function OpeningScreen() {
  const { t } = useTranslation()
  return (
    <main className="opening">
      <Shapes label={t('page.opening.label')} kind="rows" count={6} />
    </main>
  )
}
