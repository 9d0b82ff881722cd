import './strict-policy'
import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createTranslations, languageOf } from '../shared/locales/translator'
import { App } from './app/app'
import { createDeskClient } from './desk-client'
import { createDesk, DeskProvider } from './desk-queries'
import { ClockProvider } from './ui/clock'

const desk = createDesk(createDeskClient())
const translations = createTranslations(languageOf(navigator.language))
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={desk.queries}>
      <DeskProvider desk={desk}>
        <ClockProvider clock={desk.clock}>
          <I18nextProvider i18n={translations}>
            <App />
          </I18nextProvider>
        </ClockProvider>
      </DeskProvider>
    </QueryClientProvider>
  </StrictMode>,
)
